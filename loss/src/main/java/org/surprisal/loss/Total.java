package org.surprisal.loss;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Dyadic;
import org.surprisal.math.PowerSums;
import org.surprisal.math.SavedState;

/**
 * The total of the losses of many rows, with second and third moments.
 *
 * <p>Every sum is exact and every statistic is finished in exact arithmetic and rounded once, or twice where a root is
 * drawn: the bits depend on the losses and weights, and not on the order of the rows, on the batches or on the merges.
 * A weighted loss enters as the rounded product of weight and loss. A row of weight 0 is left out, whatever its loss
 * is.
 *
 * <p>Two totals are equal if they have seen losses with equal sums and as many of each kind.
 *
 * <p>For one thread at a time; several threads each fill a total of their own, to be merged.
 */
public final class Total {
    private static final int[][] PLAIN = {{0}, {0, 0}, {0, 0, 0}};
    private static final int[][] WEIGHTED = {
        {0}, {1}, {0, 0}, {0, 1}, {1, 1}, {0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {1, 1, 1}
    };
    private static final int BLOCK = 512;

    private static final String KIND = "total";
    private static final int VERSION = 1;

    private final PowerSums plain = new PowerSums(PLAIN);
    private final PowerSums weighted = new PowerSums(WEIGHTED);
    private final double[][] one = {new double[BLOCK]};
    private final double[][] two = {new double[BLOCK], new double[BLOCK]};
    private long positiveInfinite;
    private long negativeInfinite;
    private long undefined;

    /** Makes the total of no rows. */
    public Total() {}

    /**
     * Adds losses, each of weight 1.
     *
     * @param losses the losses, infinite ones and NaN among them
     * @param n how many
     */
    public void add(double[] losses, int n) {
        double[] block = one[0];
        for (int from = 0; from < n; from += BLOCK) {
            int rows = Math.min(BLOCK, n - from);
            System.arraycopy(losses, from, block, 0, rows);
            if (!plain.addIfFinite(one, rows)) {
                plain.add(one, keepFinite(block, rows));
            }
        }
    }

    /** Moves the finite losses to the front, counts the others, and returns how many are finite. */
    private int keepFinite(double[] losses, int n) {
        int kept = 0;
        for (int i = 0; i < n; i++) {
            double loss = losses[i];
            losses[kept] = loss;
            kept += Double.isFinite(loss) ? 1 : 0;
            countUnlessFinite(loss);
        }
        return kept;
    }

    /**
     * Adds losses with weights.
     *
     * @param losses the losses, infinite ones and NaN among them
     * @param weights the weights, finite and not negative
     * @param n how many
     * @throws IllegalArgumentException if a weight is negative, infinite or NaN
     */
    public void add(double[] losses, double[] weights, int n) {
        int kept = 0;
        for (int i = 0; i < n; i++) {
            double weight = weights[i];
            if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "a weight must be finite and not negative, but row " + (i + 1) + " has " + weight);
            }
            double product = weight * losses[i];
            if (weight == 0) {
                continue;
            }
            if (!(Math.abs(product) <= Double.MAX_VALUE)) {
                countUnlessFinite(product);
                continue;
            }
            two[0][kept] = product;
            two[1][kept] = weight;
            kept++;
            if (kept == BLOCK) {
                weighted.add(two, kept);
                kept = 0;
            }
        }
        weighted.add(two, kept);
    }

    private void countUnlessFinite(double loss) {
        if (loss == Double.POSITIVE_INFINITY) {
            positiveInfinite++;
        } else if (loss == Double.NEGATIVE_INFINITY) {
            negativeInfinite++;
        } else if (Double.isNaN(loss)) {
            undefined++;
        }
    }

    /**
     * Adds another total to this one.
     *
     * @param other left unchanged
     */
    public void merge(Total other) {
        plain.merge(other.plain);
        weighted.merge(other.weighted);
        positiveInfinite += other.positiveInfinite;
        negativeInfinite += other.negativeInfinite;
        undefined += other.undefined;
    }

    /**
     * The number of rows whose weight is not 0.
     *
     * @return all of them, those with an infinite or undefined loss included
     */
    public long rows() {
        return finiteRows() + infinite() + undefined;
    }

    /**
     * The number of rows with an infinite loss.
     *
     * @return how many
     */
    public long infinite() {
        return positiveInfinite + negativeInfinite;
    }

    /**
     * The number of rows whose loss is not a number.
     *
     * @return how many
     */
    public long undefined() {
        return undefined;
    }

    /**
     * The weighted sum of the losses, correctly rounded.
     *
     * @return 0 for no rows; infinite or NaN as the losses are
     */
    public double sum() {
        return infinite() + undefined > 0 ? limit() : sums().u().value();
    }

    /**
     * The sum of the weights of the rows with a finite loss, correctly rounded.
     *
     * @return their number if no weights were given
     */
    public double weightSum() {
        return sums().w().value();
    }

    /**
     * The weighted mean of the losses: the exact sum divided by the exact sum of the weights, rounded once.
     *
     * @return NaN for no rows; infinite or NaN as the losses are
     */
    public double mean() {
        if (infinite() + undefined > 0) {
            return limit();
        }
        WeightedSums s = sums();
        return s.w().signum() == 0 ? Double.NaN : s.u().dividedBy(s.w());
    }

    /**
     * The standard error of the mean: sqrt(n / (n - 1) sum of w² (l - mean)²) / sum of w, of rows that are independent
     * (Hájek 1971, linearised; for equal weights the standard deviation over √n).
     *
     * @return NaN for fewer than two rows, or if a loss is not finite
     */
    public double se() {
        if (rows() < 2 || rows() > finiteRows()) {
            return Double.NaN;
        }
        WeightedSums s = sums();
        Dyadic n = Dyadic.of(finiteRows());
        Dyadic squareOfWeight = s.w().times(s.w());
        return Math.sqrt(n.times(s.second())
                .dividedBy(n.minus(Dyadic.ONE).times(squareOfWeight).times(squareOfWeight)));
    }

    /**
     * The variance of the losses: the number of rows times the square of the standard error, which for equal weights is
     * the sum of (l - mean)² over n - 1.
     *
     * @return NaN for fewer than two rows, or if a loss is not finite
     */
    public double variance() {
        if (rows() < 2 || rows() > finiteRows()) {
            return Double.NaN;
        }
        WeightedSums s = sums();
        Dyadic n = Dyadic.of(finiteRows());
        Dyadic squareOfWeight = s.w().times(s.w());
        return n.times(n)
                .times(s.second())
                .dividedBy(n.minus(Dyadic.ONE).times(squareOfWeight).times(squareOfWeight));
    }

    /**
     * The skewness of the terms w (l - mean): their mean cube over their mean square to the power 3/2.
     *
     * @return NaN for no rows, if all terms are 0, or if a loss is not finite
     */
    public double skewness() {
        WeightedSums s = sums();
        if (rows() > finiteRows() || s.second().signum() == 0) {
            return Double.NaN;
        }
        Dyadic second = s.second();
        Dyadic third = s.third();
        double square = Dyadic.of(finiteRows())
                .times(third)
                .times(third)
                .dividedBy(second.times(second).times(second));
        return third.signum() * Math.sqrt(square);
    }

    /**
     * The state, to be saved; equal totals have equal bytes.
     *
     * @return some hundred bytes, or a few hundred where losses are of very different sizes
     */
    public byte[] toBytes() {
        byte[] one = plain.toBytes();
        byte[] other = weighted.toBytes();
        ByteBuffer content = ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES + one.length + other.length);
        content.putLong(positiveInfinite).putLong(negativeInfinite).putLong(undefined);
        return SavedState.seal(
                KIND, VERSION, content.putInt(one.length).put(one).put(other).array());
    }

    /**
     * The total whose state was saved.
     *
     * @param bytes what {@link #toBytes} returned
     * @return a total to which more can be added
     * @throws IllegalArgumentException if the bytes are not a saved total, or a newer or damaged one
     */
    public static Total fromBytes(byte[] bytes) {
        ByteBuffer content = ByteBuffer.wrap(SavedState.open(KIND, VERSION, bytes));
        Total total = new Total();
        try {
            total.positiveInfinite = content.getLong();
            total.negativeInfinite = content.getLong();
            total.undefined = content.getLong();
            byte[] one = new byte[Math.clamp(content.getInt(), 0, bytes.length)];
            byte[] other = new byte[Math.max(0, content.remaining() - one.length)];
            content.get(one).get(other);
            total.plain.merge(PowerSums.fromBytes(one));
            total.weighted.merge(PowerSums.fromBytes(other));
        } catch (BufferUnderflowException e) {
            throw SavedState.damaged(KIND);
        }
        return total;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Total that
                && plain.equals(that.plain)
                && weighted.equals(that.weighted)
                && positiveInfinite == that.positiveInfinite
                && negativeInfinite == that.negativeInfinite
                && undefined == that.undefined;
    }

    @Override
    public int hashCode() {
        return Objects.hash(plain, weighted, positiveInfinite, negativeInfinite, undefined);
    }

    private long finiteRows() {
        return plain.rows() + weighted.rows();
    }

    private double limit() {
        return undefined > 0 || (positiveInfinite > 0 && negativeInfinite > 0)
                ? Double.NaN
                : positiveInfinite > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    /** Rows of weight 1 and weighted rows together: u is weight times loss, w the weight. */
    private WeightedSums sums() {
        Dyadic n = Dyadic.of(plain.rows());
        Dyadic l = plain.sum(0);
        Dyadic ll = plain.sum(1);
        return new WeightedSums(
                weighted.sum(0).plus(l),
                weighted.sum(1).plus(n),
                weighted.sum(2).plus(ll),
                weighted.sum(3).plus(l),
                weighted.sum(4).plus(n),
                weighted.sum(5).plus(plain.sum(2)),
                weighted.sum(6).plus(ll),
                weighted.sum(7).plus(l),
                weighted.sum(8).plus(n));
    }
}
