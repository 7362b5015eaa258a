package org.surprisal.score;

import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.math.RegularizedBeta;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/**
 * Quantiles of sorted numbers: the smallest that at least a share of the rows does not exceed. Their interval is
 * between two numbers of the sample and takes no distribution for granted: how many rows lie below a quantile is
 * binomial.
 *
 * <p>Source: David and Nagaraja, Order Statistics, 3rd edition, 2003, section 7.1.
 */
final class ErrorQuantiles {
    private static final Meaning ERROR = new Meaning(Unit.OUTCOME, Better.NEITHER, Range.REAL);

    /** Rows between two looks at the exact sum of the weights. */
    private static final int STEP = 4096;

    private final Inference inference;
    private final long[] keys;
    private final double @Nullable [] weights;
    private final long @Nullable [] counts;
    private final long rows;
    private final double mass;

    /**
     * Looks at sorted numbers.
     *
     * @param keys numbers as {@link #key} gives them, ascending, at least one
     * @param weights the weight of each, or null for one each
     * @param counts how often each occurs, or null for once each
     */
    ErrorQuantiles(Inference inference, long[] keys, double @Nullable [] weights, long @Nullable [] counts) {
        this.inference = inference;
        this.keys = keys;
        this.weights = weights;
        this.counts = counts;
        long all = 0;
        ExactSum sum = new ExactSum();
        for (int i = 0; i < keys.length; i++) {
            all = Math.addExact(all, count(i));
            if (weights != null) {
                sum.addProduct(weights[i], (double) count(i));
            }
        }
        rows = all;
        mass = weights == null ? all : sum.value();
    }

    /** A whole number of the same order; minus zero is zero. */
    static long key(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    /** The number of a key. */
    static double number(long key) {
        return Double.longBitsToDouble(key ^ (key >> 63 & Long.MAX_VALUE));
    }

    private long count(int i) {
        return counts == null ? 1 : counts[i];
    }

    /**
     * A quantile.
     *
     * @param hundredths its level in hundredths, 1 to 99
     */
    Estimate at(int hundredths) {
        if (weights != null) {
            return inference.without(weighted(weights, hundredths), null, ERROR, rows, Reasons.UNEQUAL_QUANTILE);
        }
        // The smallest number of rows that is at least this share.
        long rank = rows / 100 * hundredths + (rows % 100 * hundredths + 99) / 100;
        double value = ranked(rank);
        double share = hundredths / 100.0;
        double tail = (1 - inference.level()) / 2;
        long low = lowRank(share, tail);
        long high = lowRank(1 - share, tail);
        if (low == 0 || high == 0) {
            return inference.without(value, null, ERROR, rows, Reasons.FEW_FOR_QUANTILE);
        }
        Interval interval = new Interval(ranked(low), ranked(rows + 1 - high));
        return inference.with(value, null, interval, "order_statistics", ERROR, rows);
    }

    /**
     * The largest rank r, 0 if there is none, with a probability of at most {@code tail} that fewer than r rows lie
     * below the quantile.
     */
    private long lowRank(double share, double tail) {
        long good = 0;
        long bad = rows + 1;
        while (bad - good > 1) {
            long middle = (good + bad) >>> 1;
            // P(B < r) = 1 - I(r, n - r + 1; share).
            boolean fits = RegularizedBeta.complement((double) middle, rows - middle + 1.0, share) <= tail;
            good = fits ? middle : good;
            bad = fits ? bad : middle;
        }
        return good;
    }

    /** The number of a rank, counted from 1. */
    private double ranked(long rank) {
        if (counts == null) {
            return number(keys[(int) (rank - 1)]);
        }
        long before = 0;
        int i = 0;
        while (before + counts[i] < rank) {
            before += counts[i++];
        }
        return number(keys[i]);
    }

    /** The smallest number up to which the weights make a share of all. */
    private double weighted(double[] of, int hundredths) {
        double wanted = mass * (hundredths / 100.0);
        ExactSum reached = new ExactSum();
        ExactSum next = new ExactSum();
        for (int start = 0; start < keys.length; start += STEP) {
            int end = Math.min(keys.length, start + STEP);
            add(next, of, start, end);
            if (next.value() >= wanted) {
                for (int i = start; i < end; i++) {
                    add(reached, of, i, i + 1);
                    if (reached.value() >= wanted) {
                        return number(keys[i]);
                    }
                }
            }
            add(reached, of, start, end);
        }
        return number(keys[keys.length - 1]);
    }

    private void add(ExactSum sum, double[] of, int from, int to) {
        for (int i = from; i < to; i++) {
            sum.addProduct(of[i], (double) count(i));
        }
    }

    /** The least number. */
    double least() {
        return number(keys[0]);
    }

    /** The greatest number. */
    double greatest() {
        return number(keys[keys.length - 1]);
    }
}
