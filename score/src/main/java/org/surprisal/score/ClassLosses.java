package org.surprisal.score;

import java.util.Arrays;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;

/**
 * Log loss (which over classes is the cross-entropy) and Brier score of classes, row by row, from probabilities or
 * class scores. The log loss is the catalogue's, moved into the bounds of the rule for probability 0. Belongs to one
 * thread.
 */
final class ClassLosses {
    private final boolean scores;
    private final LogLossBounds bounds;
    private final Evaluator logLoss;
    private final Evaluator brier = Catalogue.BRIER_CLASSES.evaluator();
    private final CertainScores certain = new CertainScores();
    private final SoftmaxColumns softmax = new SoftmaxColumns();
    private final double[][] probabilities;
    private final double[] ofClass = new double[Block.SIZE];
    private final int[] label = new int[Block.SIZE];
    private final boolean[] decided = new boolean[Block.SIZE];
    private final boolean[] impossible = new boolean[Block.SIZE];
    private final RuleDecisions decisions = new RuleDecisions();

    /**
     * The losses on a scale.
     *
     * @param scores whether predictions are class scores
     * @param bounds the rule for probability 0
     */
    ClassLosses(int classes, boolean scores, LogLossBounds bounds) {
        this.scores = scores;
        this.bounds = bounds;
        logLoss = (scores ? Catalogue.CROSS_ENTROPY_LOGIT : Catalogue.CROSS_ENTROPY).evaluator();
        probabilities = scores ? new double[classes][Block.SIZE] : new double[classes][];
    }

    /** The probabilities of n rows of predictions; valid until the next call. */
    double[][] probabilities(double[][] x, int n) {
        if (!scores) {
            return x;
        }
        softmax.of(certain.of(x, n), n, probabilities);
        return probabilities;
    }

    /** The log losses of n rows with hard outcomes; afterwards {@link #decisions} says what the rule did. */
    void logLoss(int[] outcome, double[][] x, int n, double[] out) {
        logLoss.values(outcome, scores ? certain.of(x, n) : x, n, out);
        decisions.clear();
        if (bounds.areInert()) {
            return;
        }
        for (int i = 0; i < n; i++) {
            decisions.set(i, bounds.decide(out[i], true), out[i] == Double.POSITIVE_INFINITY);
            out[i] = bounds.apply(out[i], true);
        }
    }

    /** The log losses of n rows whose outcomes are distributions y. */
    void logLoss(double[][] y, double[][] x, int n, double[] out) {
        decisions.clear();
        double[][] given = scores ? certain.of(x, n) : x;
        if (bounds.areInert()) {
            logLoss.values(y, given, n, out);
            return;
        }
        Arrays.fill(out, 0, n, 0);
        Arrays.fill(decided, 0, n, false);
        Arrays.fill(impossible, 0, n, false);
        for (int k = 0; k < y.length; k++) {
            Arrays.fill(label, 0, n, k);
            logLoss.values(label, given, n, ofClass);
            for (int i = 0; i < n; i++) {
                if (y[k][i] != 0) {
                    out[i] += y[k][i] * bounds.apply(ofClass[i], true);
                    decided[i] |= bounds.decide(ofClass[i], true);
                    impossible[i] |= ofClass[i] == Double.POSITIVE_INFINITY;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            decisions.set(i, decided[i], impossible[i]);
        }
    }

    /** The Brier scores of n rows with hard outcomes, given probabilities. */
    void brier(int[] outcome, double[][] p, int n, double[] out) {
        brier.values(outcome, p, n, out);
    }

    /** The Brier scores of n rows whose outcomes are distributions y, given probabilities. */
    void brier(double[][] y, double[][] p, int n, double[] out) {
        brier.values(y, p, n, out);
    }

    /** What the rule did to the last rows. */
    RuleDecisions decisions() {
        return decisions;
    }
}
