package org.surprisal.score;

import java.util.Arrays;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.math.Sigmoid;

/**
 * Log loss and Brier score of binary outcomes, row by row, from probabilities or from log-odds. The log loss is the
 * catalogue's, moved into the bounds of the rule for probability 0. Belongs to one thread.
 */
final class BinaryLosses {
    private final boolean logit;
    private final LogLossBounds bounds;
    private final Evaluator logLoss;
    private final Evaluator brier = Catalogue.BRIER.evaluator();
    private final double[] ones = new double[Block.SIZE];
    private final double[] zeros = new double[Block.SIZE];
    private final double[] ifPositive = new double[Block.SIZE];
    private final double[] ifNegative = new double[Block.SIZE];
    private final RuleDecisions decisions = new RuleDecisions();

    /**
     * The losses on a scale.
     *
     * @param logit whether predictions are log-odds
     * @param bounds the rule for probability 0
     */
    BinaryLosses(boolean logit, LogLossBounds bounds) {
        this.logit = logit;
        this.bounds = bounds;
        logLoss = (logit ? Catalogue.LOG_LOSS_LOGIT : Catalogue.LOG_LOSS).evaluator();
        Arrays.fill(ones, 1);
    }

    /** The probabilities of n predictions x. */
    void probabilities(double[] x, int n, double[] out) {
        if (logit) {
            Sigmoid.of(x, out, n);
        } else {
            System.arraycopy(x, 0, out, 0, n);
        }
    }

    /** The log losses of n rows under the rule; afterwards {@link #decisions} says which it decided. */
    void logLoss(double[] y, double[] x, int n, double[] out) {
        logLoss.values(y, x, n, out);
        decisions.clear();
        if (bounds.areInert()) {
            return;
        }
        logLoss.values(ones, x, n, ifPositive);
        logLoss.values(zeros, x, n, ifNegative);
        for (int i = 0; i < n; i++) {
            boolean decided = (y[i] > 0 && bounds.decide(ifPositive[i], true))
                    || (y[i] < 1 && bounds.decide(ifNegative[i], false));
            decisions.set(i, decided, out[i] == Double.POSITIVE_INFINITY);
            if (y[i] == 1) {
                out[i] = bounds.apply(ifPositive[i], true);
            } else if (y[i] == 0) {
                out[i] = bounds.apply(ifNegative[i], false);
            } else {
                out[i] = y[i] * bounds.apply(ifPositive[i], true) + (1 - y[i]) * bounds.apply(ifNegative[i], false);
            }
        }
    }

    /** What the rule did to the last rows. */
    RuleDecisions decisions() {
        return decisions;
    }

    /**
     * The Brier scores of n rows.
     *
     * @param p the probabilities of the predictions x
     */
    void brier(double[] y, double[] x, double[] p, int n, double[] out) {
        if (!logit) {
            brier.values(y, p, n, out);
            return;
        }
        // For y = 1 the error 1 - sigmoid(z) is sigmoid(-z): nothing cancels, and outcome and sign mirror each other.
        for (int i = 0; i < n; i++) {
            ifPositive[i] = y[i] == 1 ? -x[i] : x[i];
            ifNegative[i] = y[i] == 1 ? 0 : y[i];
        }
        Sigmoid.of(ifPositive, ifPositive, n);
        brier.values(ifNegative, ifPositive, n, out);
    }
}
