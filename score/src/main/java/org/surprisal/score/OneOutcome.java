package org.surprisal.score;

import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Sigmoid;
import org.surprisal.math.Softplus;

/**
 * Log loss and Brier score of binary predictions in rows that all have the same outcome: the catalogue's formulas with
 * y put in, so half of each formula, with the same bits (a test holds it to that). From log-odds the positive outcome
 * is the mirror image of the negative one.
 */
final class OneOutcome {
    private final boolean logit;
    private final LogLossBounds bounds;
    private final RuleDecisions decisions = new RuleDecisions();
    private final double[] mirrored = new double[Block.SIZE];

    /**
     * The losses on a scale.
     *
     * @param logit whether predictions are log-odds
     * @param bounds the rule for probability 0
     */
    OneOutcome(boolean logit, LogLossBounds bounds) {
        this.logit = logit;
        this.bounds = bounds;
    }

    /** The log losses of n predictions x under the rule; afterwards {@link #decisions} says what it did. */
    void logLoss(boolean positive, double[] x, int n, double[] out) {
        unbounded(positive, x, n, out);
        decisions.clear();
        if (!bounds.areInert()) {
            for (int i = 0; i < n; i++) {
                decisions.set(i, bounds.decide(out[i], positive), out[i] == Double.POSITIVE_INFINITY);
                out[i] = bounds.apply(out[i], positive);
            }
        }
    }

    /** What the rule did to the last rows. */
    RuleDecisions decisions() {
        return decisions;
    }

    private void unbounded(boolean positive, double[] x, int n, double[] out) {
        if (logit) {
            Softplus.of(towardsMiss(positive, x, n), out, n);
            return;
        }
        if (positive) {
            Log.of(x, out, n);
        } else {
            negate(x, n, mirrored);
            Log1p.of(mirrored, out, n);
        }
        negate(out, n, out);
    }

    /**
     * How far n predictions x miss: the probability each gave to what did not happen. Its square is the Brier score.
     */
    void miss(boolean positive, double[] x, int n, double[] out) {
        if (logit) {
            Sigmoid.of(towardsMiss(positive, x, n), out, n);
        } else if (positive) {
            for (int i = 0; i < n; i++) {
                out[i] = 1 - x[i];
            }
        } else {
            System.arraycopy(x, 0, out, 0, n);
        }
    }

    /** The Brier scores of n rows that miss so far. */
    void brier(double[] miss, int n, double[] out) {
        for (int i = 0; i < n; i++) {
            out[i] = miss[i] * miss[i];
        }
    }

    /** The log-odds of what did not happen. */
    private double[] towardsMiss(boolean positive, double[] x, int n) {
        if (!positive) {
            return x;
        }
        negate(x, n, mirrored);
        return mirrored;
    }

    private static void negate(double[] x, int n, double[] out) {
        for (int i = 0; i < n; i++) {
            // Not -x: a loss of nothing is +0.
            out[i] = 0 - x[i];
        }
    }
}
