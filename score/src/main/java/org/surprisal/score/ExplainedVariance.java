package org.surprisal.score;

import org.surprisal.math.Dyadic;
import org.surprisal.math.PowerSums;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/**
 * The squared errors against the spread of the outcomes: R² = 1 - SSE/SST, where SST is the sum of squares about the
 * mean of the same rows. With M = SSE/Σw and V = SST/Σw the influence function of R² is {@code -l/V + M (y - ȳ)²/V²}
 * for the squared error l of a row.
 */
final class ExplainedVariance {
    private static final Meaning R2 = new Meaning(Unit.NUMBER, Better.HIGHER, Range.SKILL);

    /** Beyond this ratio of squared mean to variance, squares rounded to doubles say too little about the spread. */
    private static final double MOST_OFFSET = 1e10;

    private final boolean weighted;
    /** Squared errors with w y and w y² as companions. */
    private final LossTally squares;
    /** Exact sums of the outcomes alone. */
    private final PowerSums outcomes;

    private final double[][] companions = new double[2][Block.SIZE];
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private boolean huge;

    /** No rows. */
    ExplainedVariance(boolean weighted) {
        this.weighted = weighted;
        squares = new LossTally(weighted, 2);
        outcomes = weighted
                ? new PowerSums(new int[] {0}, new int[] {0, 1}, new int[] {0, 1, 1})
                : new PowerSums(new int[] {0}, new int[] {0, 0});
    }

    /** Adds a block, given its squared errors. */
    void add(double[] squaredErrors, Block block) {
        int n = block.size();
        double[] y = block.outcome;
        for (int i = 0; i < n; i++) {
            low = Math.min(low, y[i]);
            high = Math.max(high, y[i]);
            double w = weighted ? block.weight[i] : 1;
            double square = w * (y[i] * y[i]);
            boolean usual = Math.abs(square) <= Double.MAX_VALUE;
            huge |= !usual;
            companions[0][i] = usual ? w * y[i] : 0;
            companions[1][i] = usual ? square : 0;
        }
        squares.add(squaredErrors, block.weight, block.counts, n, companions);
        double[][] columns = weighted ? new double[][] {block.weight, y} : new double[][] {y};
        if (block.counts == null) {
            outcomes.add(columns, n);
        } else {
            outcomes.add(columns, block.counts, n);
        }
    }

    void merge(ExplainedVariance other) {
        squares.merge(other.squares);
        outcomes.merge(other.outcomes);
        low = Math.min(low, other.low);
        high = Math.max(high, other.high);
        huge |= other.huge;
    }

    /** The squared errors. */
    LossTally squaredErrors() {
        return squares;
    }

    private Dyadic weight() {
        return weighted ? outcomes.sum(0) : Dyadic.of(outcomes.rows());
    }

    /** Σ w y. */
    private Dyadic total() {
        return outcomes.sum(weighted ? 1 : 0);
    }

    /** Σw · SST, exact: nothing cancels however far the outcomes lie from zero. */
    private Dyadic weightTimesSpread() {
        return weight().times(outcomes.sum(weighted ? 2 : 1)).minus(total().times(total()));
    }

    /** The coefficient of determination. */
    Estimate r2(Inference inference) {
        long n = squares.rows();
        if (n == 0) {
            return inference.undefined(R2, 0, Reasons.NO_ROWS);
        }
        if (low == high) {
            return inference.undefined(R2, n, Reasons.CONSTANT_OUTCOME);
        }
        if (!squares.isFinite()) {
            return inference.undefined(R2, n, Reasons.TOO_LARGE);
        }
        Dyadic spread = weightTimesSpread();
        Dyadic errors = squares.finite().total().times(weight());
        double value = spread.minus(errors).dividedBy(spread);
        double mean = total().dividedBy(weight());
        double v = variance();
        double m = squares.finite().total().dividedBy(weight());
        if (isTooFar(mean, v)) {
            return inference.without(value, null, R2, n, Reasons.FAR_FROM_ZERO);
        }
        double factor = m / v / v;
        Dyadic influence = squares.finite().squares(-1 / v, mean * mean * factor, -2 * mean * factor, factor);
        return inference.smooth(value, influence, weight(), n, R2, Math.max(1, m / v), Reasons.NO_SPREAD_OF_GAIN);
    }

    /** The mean squared error of the mean of these rows. */
    Estimate ofOutcome(Inference inference) {
        long n = squares.rows();
        if (n == 0) {
            return inference.undefined(Meaning.SQUARED, 0, Reasons.NO_ROWS);
        }
        if (low == high) {
            return inference.without(0, null, Meaning.SQUARED, n, Reasons.CONSTANT_OUTCOME);
        }
        double mean = total().dividedBy(weight());
        double v = variance();
        if (isTooFar(mean, v) || !squares.isFinite()) {
            return inference.without(v, null, Meaning.SQUARED, n, Reasons.FAR_FROM_ZERO);
        }
        Dyadic influence = squares.finite().squares(0, mean * mean - v, -2 * mean, 1);
        return inference.smooth(v, influence, weight(), n, Meaning.SQUARED, v, Reasons.CONSTANT);
    }

    private double variance() {
        return weightTimesSpread().dividedBy(weight().times(weight()));
    }

    private boolean isTooFar(double mean, double variance) {
        double factor = 1 / variance / variance;
        return huge || !(mean * mean <= MOST_OFFSET * variance) || !Double.isFinite(factor) || factor == 0;
    }
}
