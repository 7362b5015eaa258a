package org.surprisal.loss.traits;

import java.util.List;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;

/** The domains that a formula seems to be meant for: the widest of the usual ones in which it has a value. */
final class NaturalDomain {
    private static final List<Domain> PREDICTIONS =
            List.of(Domain.REAL, Domain.NON_NEGATIVE, Domain.POSITIVE, Domain.UNIT_INTERVAL, Domain.OPEN_UNIT_INTERVAL);
    private static final List<Domain> TARGETS =
            List.of(Domain.REAL, Domain.NON_NEGATIVE, Domain.POSITIVE, Domain.UNIT_INTERVAL);

    /** Where a formula that is meant for a domain has a value. */
    private static final double[] PROBES = {-3, -0.5, 0, 0.25, 0.5, 0.75, 1, 1.5, 3};

    private NaturalDomain() {}

    /** The same loss with domains of its own, if it had none but the whole line. */
    static Loss of(Loss loss) {
        if (!loss.target().domain().equals(Domain.REAL)
                || !loss.prediction().domain().equals(Domain.REAL)
                || loss.perClass()
                || !loss.parameters().isEmpty()) {
            return loss;
        }
        for (Domain target : TARGETS) {
            boolean event = target.equals(Domain.UNIT_INTERVAL);
            for (Domain prediction : PREDICTIONS) {
                // A probability is forecast of an event.
                if ((event || prediction.high() != 1) && fits(loss, target, prediction)) {
                    boolean plain = target.equals(Domain.REAL) && prediction.equals(Domain.REAL);
                    return plain ? loss : with(loss, target, prediction);
                }
            }
        }
        return loss;
    }

    static Loss with(Loss loss, Domain target, Domain prediction) {
        return Loss.named(loss.name())
                .target(loss.target().name(), target)
                .prediction(loss.prediction().name(), prediction)
                .value(loss.formula())
                .build();
    }

    private static boolean fits(Loss loss, Domain target, Domain prediction) {
        for (double y : PROBES) {
            for (double p : PROBES) {
                if (target.contains(y) && prediction.contains(p) && Double.isNaN(loss.value(y, p))) {
                    return false;
                }
            }
        }
        return true;
    }
}
