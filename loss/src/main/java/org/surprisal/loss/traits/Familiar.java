package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.surprisal.loss.Loss;

/** Recognises a loss of the catalogue in a formula: the two are equal in decimals wherever they were compared. */
final class Familiar {
    private static final BigDecimal SAME = new BigDecimal("1e-25");
    private static final double FAR = 1e7;

    /** How many points must agree. */
    private static final int POINTS = 40;

    private Familiar() {}

    static Optional<Loss> of(Loss loss, List<Loss> catalogue) {
        Subject own = Subject.of(loss);
        List<Loss> found = catalogue.stream()
                .filter(other -> other.perClass() == loss.perClass())
                .filter(other -> same(own, Subject.of(other)))
                .toList();
        // Of several with one formula, the one with these domains.
        return found.stream()
                .filter(other -> other.target().domain().equals(loss.target().domain())
                        && other.prediction().domain().equals(loss.prediction().domain()))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static boolean same(Subject a, Subject b) {
        int agreed = 0;
        for (double[] y : Samples.targets(a)) {
            for (double[] p : Samples.predictions(a)) {
                boolean both = within(b, y, p) && agreed < POINTS;
                if (!both) {
                    continue;
                }
                try {
                    BigDecimal mine = a.exactly(y, p);
                    BigDecimal theirs = b.exactly(y, p);
                    BigDecimal size = mine.abs().max(theirs.abs());
                    if (mine.subtract(theirs).abs().compareTo(size.multiply(SAME)) > 0) {
                        return false;
                    }
                    agreed++;
                } catch (ArithmeticException noValue) {
                    // Nothing to compare.
                }
            }
        }
        return agreed >= (a.perClass() ? 4 : POINTS / 2);
    }

    private static boolean within(Subject subject, double[] y, double[] p) {
        for (int k = 0; k < y.length; k++) {
            if (!subject.target().contains(y[k])
                    || !subject.prediction().contains(p[k])
                    || Math.abs(y[k]) > FAR
                    || Math.abs(p[k]) > FAR) {
                return false;
            }
        }
        return true;
    }
}
