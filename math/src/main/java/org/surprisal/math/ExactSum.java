package org.surprisal.math;

import org.jspecify.annotations.Nullable;
import org.surprisal.math.spi.Twins;

/**
 * A sum that does not depend on order: every value is added without rounding to one wide fixed-point number, and only
 * the result is rounded. Whatever the order, the batches and the tree of merges, the state and the result are the same;
 * values of 1e308 do not overflow on the way, and values that cancel leave the small ones intact.
 *
 * <p>Infinities and NaN are remembered apart: the result is then the one of IEEE 754. A sum of nothing, or of zeros of
 * either sign, is +0. Two sums are equal if they have seen sums that are equal and the same kinds of non-finite values.
 * Mutable, not for use by several threads at once.
 */
public final class ExactSum {
    /** Below so many values the scalar way is the faster one. */
    private static final int FEW = 16;

    private static final Twins.@Nullable BlockSum TWIN = Twin.blockSum();

    /** How many binades above the greatest value so far the twin's grids lie, so that they seldom move. */
    private static final int SLACK = 2;

    private static final int LENGTH = Math.min(BlockSum.LENGTH, Twins.BlockSum.LENGTH);
    private static final int LEAST_TOP = -800;
    private static final int GREATEST_TOP = 900;

    private static final String KIND = "exact sum";
    private static final int VERSION = 1;
    private static final int POSITIVE_INFINITY = 1;
    private static final int NEGATIVE_INFINITY = 2;
    private static final int NAN = 4;

    private final Accumulator total = new Accumulator(2);
    private final Binades binades = new Binades();
    private int top = LEAST_TOP;
    private boolean positiveInfinity;
    private boolean negativeInfinity;
    private boolean nan;

    /** Creates a sum of nothing. */
    public ExactSum() {}

    /** Adds x. */
    public void add(double x) {
        if (Double.isFinite(x)) {
            total.add(x);
        } else {
            remember(x);
        }
    }

    /** Adds x[0] to x[n - 1]. */
    public void add(double[] x, int n) {
        for (int from = 0; from < n; from += LENGTH) {
            int length = Math.min(LENGTH, n - from);
            if (length < FEW) {
                addEach(x, from, length);
            } else if (TWIN == null || !TWIN.of(x, from, length, top, total.parts)) {
                addBlock(x, from, length);
            } else {
                total.add(total.parts[0], top - Twins.BlockSum.FIRST);
                total.add(total.parts[1], top - Twins.BlockSum.SECOND);
            }
        }
    }

    private void addBlock(double[] x, int from, int n) {
        if (binades.look(x, from, n, BlockSum.DEPTH)) {
            BlockSum.add(x, from, n, binades.highest, binades.lowest - 52, total);
            top = Math.clamp(binades.highest + SLACK, LEAST_TOP, GREATEST_TOP);
        } else {
            addEach(x, from, n);
        }
    }

    private void addEach(double[] x, int from, int n) {
        for (int i = from; i < from + n; i++) {
            add(x[i]);
        }
    }

    /** Adds the exact product of a and b, both halves of it; it neither overflows nor underflows. */
    public void addProduct(double a, double b) {
        if (Double.isFinite(a) && Double.isFinite(b)) {
            total.add(Bits.significand(a), Bits.exponent(a) + Bits.exponent(b), Bits.significand(b));
        } else {
            remember(a * b);
        }
    }

    /** Adds all that the other sum has seen. */
    public void merge(ExactSum that) {
        total.merge(that.total);
        positiveInfinity |= that.positiveInfinity;
        negativeInfinity |= that.negativeInfinity;
        nan |= that.nan;
    }

    /**
     * Returns the sum, rounded once to the nearest double; ±∞ if the exact sum is beyond the largest double; NaN, ±∞ by
     * the rules of IEEE 754.
     */
    public double value() {
        if (nan || (positiveInfinity && negativeInfinity)) {
            return Double.NaN;
        }
        if (positiveInfinity) {
            return Double.POSITIVE_INFINITY;
        }
        return negativeInfinity ? Double.NEGATIVE_INFINITY : total.exact().value();
    }

    /**
     * Returns the exact sum.
     *
     * @throws ArithmeticException if an infinity or NaN was added
     */
    public Dyadic exact() {
        if (nan || positiveInfinity || negativeInfinity) {
            throw new ArithmeticException("The sum is " + value() + " and has no exact value: ask isFinite() first.");
        }
        return total.exact();
    }

    /** True if neither an infinity nor a NaN was added. */
    public boolean isFinite() {
        return !(nan || positiveInfinity || negativeInfinity);
    }

    /** Returns the state, to be saved; equal sums have equal bytes. A few bytes, at most some 550. */
    public byte[] toBytes() {
        int kinds = (positiveInfinity ? POSITIVE_INFINITY : 0)
                | (negativeInfinity ? NEGATIVE_INFINITY : 0)
                | (nan ? NAN : 0);
        return SavedState.seal(
                KIND,
                VERSION,
                new StateWriter().number(kinds).exact(total.exact()).bytes());
    }

    /**
     * Returns the sum whose state was saved.
     *
     * @throws IllegalArgumentException if the bytes are not a saved exact sum, or a newer or damaged one
     */
    public static ExactSum fromBytes(byte[] bytes) {
        StateReader in = new StateReader(KIND, SavedState.open(KIND, VERSION, bytes));
        ExactSum sum = new ExactSum();
        long kinds = in.number(0, POSITIVE_INFINITY | NEGATIVE_INFINITY | NAN);
        in.addTo(sum.total);
        in.end();
        sum.positiveInfinity = (kinds & POSITIVE_INFINITY) != 0;
        sum.negativeInfinity = (kinds & NEGATIVE_INFINITY) != 0;
        sum.nan = (kinds & NAN) != 0;
        return sum;
    }

    private void remember(double x) {
        positiveInfinity |= x == Double.POSITIVE_INFINITY;
        negativeInfinity |= x == Double.NEGATIVE_INFINITY;
        nan |= Double.isNaN(x);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExactSum that
                && total.equals(that.total)
                && positiveInfinity == that.positiveInfinity
                && negativeInfinity == that.negativeInfinity
                && nan == that.nan;
    }

    @Override
    public int hashCode() {
        return total.hashCode();
    }

    @Override
    public String toString() {
        return Double.toString(value());
    }
}
