package org.surprisal.score;

import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Normal;
import org.surprisal.math.Pow;
import org.surprisal.math.Sigmoid;
import org.surprisal.score.Inference.Meaning;

/**
 * The area under the ROC curve: the chance that a row where the event happened has a higher forecast than one where it
 * did not, a tie counting one half. With a and b what a row adds to the events and to the others, A and B their sums, V
 * the share of others below a forecast and U the share of events above it (ties half), the area θ is Σ a V / A, and its
 * variance is that of DeLong, {@code Σ a² (V - θ)² / A² · m/(m - 1) + Σ b² (U - θ)² / B² · n/(n - 1)} for m events and
 * n others. Where outcomes are soft, a row is on both sides: the influences a (V - θ) / A and b (U - θ) / B add up
 * before they are squared, and the factor is that of all rows.
 *
 * <p>Sources: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988); Sun and Xu, IEEE Signal Processing Letters 21
 * (2014).
 */
final class Auc implements Ranking.Statistic {
    private final Ranking ranking;
    private final PairSum[] events;
    private final PairSum[] others;
    private final PairSum[] concordant;
    private final PairSum[] variance;
    /** Whether some pair within a part agrees at least half, and whether some pair disagrees at least half. */
    private final boolean[] agrees;

    private final boolean[] disagrees;

    private double allEvents;
    private double allOthers;
    private double value = Double.NaN;
    private double[] eventsBefore = {};
    private double[] othersBefore = {};

    /** The area of a ranking, to be computed. */
    Auc(Ranking ranking) {
        this.ranking = ranking;
        events = PairSum.array(ranking.parts());
        others = PairSum.array(ranking.parts());
        concordant = PairSum.array(ranking.parts());
        variance = PairSum.array(3 * ranking.parts());
        agrees = new boolean[ranking.parts()];
        disagrees = new boolean[ranking.parts()];
    }

    @Override
    public int passes() {
        return 2;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        return pass == 0 ? order(part) : spread(part);
    }

    @Override
    public void end(int pass) {
        if (pass == 0) {
            allEvents = PairSum.total(events);
            allOthers = PairSum.total(others);
            value = area();
        }
    }

    /** The sum of all events, known after the first pass. */
    double allEvents() {
        return allEvents;
    }

    /** The sum of all others, known after the first pass. */
    double allOthers() {
        return allOthers;
    }

    /** The events at forecasts before a part, known after the first pass. */
    double eventsBefore(int part) {
        return eventsBefore[part];
    }

    /** The others at forecasts before a part, known after the first pass. */
    double othersBefore(int part) {
        return othersBefore[part];
    }

    /**
     * The area with its interval, once computed.
     *
     * @param positives the number of rows where the event happened; all rows where outcomes are soft
     * @param negatives the number of rows where it did not; all rows where outcomes are soft
     * @param rows the number of rows
     */
    Estimate estimate(Inference inference, long positives, long negatives, long rows) {
        if (rows == 0) {
            return inference.undefined(Meaning.AUC, 0, Reasons.NO_ROWS);
        }
        if (allEvents == 0 || allOthers == 0) {
            return inference.undefined(Meaning.AUC, rows, Reasons.NOTHING_TO_RANK);
        }
        if (value == 0 || value == 1) {
            return separated(inference, ranking, value, Math.min(positives, negatives), rows);
        }
        if (positives < 2 || negatives < 2) {
            return inference.without(value, null, Meaning.AUC, rows, Reasons.ONE_OF_A_CLASS);
        }
        double se = se(positives, negatives);
        if (se <= 1e-14) {
            return inference.without(value, 0.0, Meaning.AUC, rows, Reasons.ALIKE_RANKS);
        }
        double centre = Log.of(value) - Log1p.of(-value);
        double half = Normal.quantile((1 + inference.level()) / 2) * se / (value * (1 - value));
        Interval interval = new Interval(Sigmoid.of(centre - half), Sigmoid.of(centre + half));
        return inference.with(value, se, interval, "delong", Meaning.AUC, rows);
    }

    /** The area, and what lies before each part. */
    private double area() {
        eventsBefore = new double[ranking.parts()];
        othersBefore = new double[ranking.parts()];
        PairSum pairs = new PairSum();
        PairSum above = new PairSum();
        PairSum below = new PairSum();
        boolean agree = false;
        boolean disagree = false;
        for (int part = 0; part < ranking.parts(); part++) {
            pairs.addProduct(2 * below.value(), events[part].value());
            pairs.add(concordant[part]);
            agree |= agrees[part] || (below.value() > 0 && events[part].value() > 0);
            disagree |= disagrees[part] || (above.value() > 0 && others[part].value() > 0);
            eventsBefore[part] = above.value();
            othersBefore[part] = below.value();
            above.add(events[part]);
            below.add(others[part]);
        }
        PairSum all = new PairSum();
        all.addProduct(2 * allEvents, allOthers);
        // Exactly 0 and 1 are matters of order, not of rounding.
        double share = Math.min(1, pairs.pair().dividedBy(all.pair()).value());
        return !disagree ? 1 : !agree ? 0 : share;
    }

    /**
     * All pairs agree. Of so many pairs that share no row, all agree with probability θ to the power of their number;
     * the bound is where that is 1 - level.
     */
    private static Estimate separated(Inference inference, Ranking ranking, double value, long pairs, long rows) {
        if (!ranking.whole()) {
            return inference.without(value, null, Meaning.AUC, rows, Reasons.SEPARATED);
        }
        double bound = Pow.of(1 - inference.level(), 1.0 / pairs);
        Interval interval = value == 1 ? new Interval(bound, 1) : new Interval(0, 1 - bound);
        return inference.with(value, null, interval, "exact_one_sided", Meaning.AUC, rows);
    }

    /** Twice the pairs of an event and another of a lower forecast, ties half, within a part. */
    private Ranking.Reader order(int part) {
        PairSum above = events[part];
        PairSum below = others[part];
        PairSum pairs = concordant[part];
        return groups -> {
            boolean agree = agrees[part];
            boolean disagree = disagrees[part];
            double start = below.value();
            boolean eventBelow = above.value() > 0;
            double eventsHere = 0;
            double othersHere = 0;
            double inOrder = 0;
            for (int i = 0; i < groups.size; i++) {
                double event = groups.events[i];
                double other = groups.others[i];
                double lower = start + othersHere;
                inOrder += event * (2 * lower + other);
                agree |= event > 0 && lower + other > 0;
                disagree |= other > 0 && (eventBelow || eventsHere + event > 0);
                eventsHere += event;
                othersHere += other;
            }
            above.add(eventsHere);
            below.add(othersHere);
            pairs.add(inOrder);
            agrees[part] = agree;
            disagrees[part] = disagree;
        };
    }

    private Ranking.Reader spread(int part) {
        PairSum above = new PairSum();
        PairSum under = new PairSum();
        return groups -> {
            double higherStart = allEvents - (eventsBefore[part] + above.value());
            double lowerStart = othersBefore[part] + under.value();
            double eventsHere = 0;
            double othersHere = 0;
            double ofEvents = 0;
            double ofOthers = 0;
            double ofBoth = 0;
            for (int i = 0; i < groups.size; i++) {
                double event = groups.events[i];
                double other = groups.others[i];
                eventsHere += event;
                double v = (lowerStart + othersHere + other / 2) / allOthers - value;
                double u = (higherStart - eventsHere + event / 2) / allEvents - value;
                othersHere += other;
                ofEvents += groups.eventSquares[i] * v * v;
                ofOthers += groups.otherSquares[i] * u * u;
                ofBoth += groups.products[i] * v * u;
            }
            above.add(eventsHere);
            under.add(othersHere);
            variance[3 * part].add(ofEvents);
            variance[3 * part + 1].add(ofOthers);
            variance[3 * part + 2].add(ofBoth);
        };
    }

    private double se(long positives, long negatives) {
        PairSum ofEvents = new PairSum();
        PairSum ofOthers = new PairSum();
        PairSum ofBoth = new PairSum();
        for (int part = 0; part < ranking.parts(); part++) {
            ofEvents.add(variance[3 * part]);
            ofOthers.add(variance[3 * part + 1]);
            ofBoth.add(variance[3 * part + 2]);
        }
        double up = positives / (positives - 1.0);
        double down = negatives / (negatives - 1.0);
        double squared = ofEvents.value() / allEvents / allEvents * up
                + ofOthers.value() / allOthers / allOthers * down
                + 2 * ofBoth.value() / allEvents / allOthers * up;
        return Math.sqrt(Math.max(0, squared));
    }
}
