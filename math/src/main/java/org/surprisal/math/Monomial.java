package org.surprisal.math;

import org.jspecify.annotations.Nullable;

/**
 * One product of columns, built on its prefix: x₀x₀x₁ on x₀x₀ on x₀. A row's product is a sum of two doubles (h, m) by
 * one rule that depends on that row only: times x it becomes h' = fl(h·x) and fl(m·x + (h·x - h')), the last difference
 * exact. For degree 2 that is m'. For a higher degree m' is what this becomes by adding 2^-50·h' and subtracting it
 * again: a multiple of 2^-103 times the power of two below |h'|, so that a block of products has few bits to sum. So
 * degree 1 and 2 are exact, and the relative error of degree 3 and 4 is below 2^-100. The rule has no absolute scale:
 * the fast form on a block and the slow one on scaled numbers give the same two doubles.
 */
final class Monomial {
    private static final double ROUNDING = 0x1p-50;

    final @Nullable Monomial prefix;
    final int column;
    private final int degree;
    /** Which of the products of one row this is: where its two parts lie in the room. */
    private final int place;

    private final Accumulator total;

    /** The last block: 2^lowest ≤ |h| ≤ 2^highest unless h is 0, and the arrays of h and m. */
    private int lowest;

    private int highest;
    private double[] high = {};
    private double[] low = {};

    Monomial(@Nullable Monomial prefix, int column, int place) {
        this.prefix = prefix;
        this.column = column;
        this.place = place;
        degree = prefix == null ? 1 : prefix.degree + 1;
        total = new Accumulator(degree);
    }

    /** Returns how many arrays of {@link Room} so many monomials need. */
    static int room(int monomials) {
        return 2 + 2 * monomials;
    }

    /**
     * Computes the products of a block.
     *
     * @param x the factor of this column, from its first value on
     */
    void multiply(double[] x, Binades binades, int n, double[][] room) {
        if (prefix == null) {
            high = x;
            lowest = binades.lowest;
            highest = binades.highest;
            return;
        }
        high = room[2 + 2 * place];
        low = room[3 + 2 * place];
        if (degree == 2) {
            multiply(prefix.high, x, high, low, n);
        } else {
            multiply(prefix.high, prefix.low, x, high, low, n);
        }
        // Rounding is monotone, so h cannot leave these bounds.
        lowest = prefix.lowest + binades.lowest;
        highest = prefix.highest + binades.highest;
    }

    private static void multiply(double[] h, double[] x, double[] high, double[] low, int n) {
        for (int i = 0; i < n; i++) {
            double p = h[i] * x[i];
            high[i] = p;
            low[i] = Math.fma(h[i], x[i], -p);
        }
    }

    private static void multiply(double[] h, double[] m, double[] x, double[] high, double[] low, int n) {
        for (int i = 0; i < n; i++) {
            double p = h[i] * x[i];
            double rounding = p * ROUNDING;
            high[i] = p;
            low[i] = (Math.fma(m[i], x[i], Math.fma(h[i], x[i], -p)) + rounding) - rounding;
        }
    }

    /** Adds the products of the block. */
    void collect(int n) {
        BlockSum.add(high, 0, n, highest, lowest - 52, total);
        if (degree > 1) {
            // |m| is at most 3·2^-53·|h|, and a multiple of 2^(lowest - 104).
            BlockSum.add(low, 0, n, highest - 51, lowest - 104, total);
        }
    }

    /** Adds the products of the block, each count[i] times; the counts are whole and below 2^bits, bits ≤ 53. */
    void collect(double[] count, int bits, int n, double[][] room) {
        collect(high, count, n, highest + bits, lowest - 52, room);
        if (degree > 1) {
            collect(low, count, n, highest + bits - 51, lowest - 104, room);
        }
    }

    private void collect(double[] part, double[] count, int n, int top, int bottom, double[][] room) {
        double[] product = room[0];
        double[] error = room[1];
        multiply(part, count, product, error, n);
        BlockSum.add(product, 0, n, top, bottom, total);
        BlockSum.add(error, 0, n, top - 53, bottom, total);
    }

    /** Adds the product of one row of any finite numbers count times. */
    void collect(double[][] columns, int row, long count) {
        double h = 1;
        double m = 0;
        int exponent = 0;
        int factors = 0;
        for (Monomial factor : chain()) {
            double value = columns[factor.column][row];
            int e = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
            exponent += e;
            double x = Math.scalb(value, -e);
            double p = h * x;
            double rounding = ++factors > 2 ? p * ROUNDING : 0;
            m = (Math.fma(m, x, Math.fma(h, x, -p)) + rounding) - rounding;
            h = p;
        }
        total.add(Bits.significand(h), Bits.exponent(h) + exponent, count);
        total.add(Bits.significand(m), Bits.exponent(m) + exponent, count);
    }

    /** Returns the prefixes from degree 1 to this. */
    private Monomial[] chain() {
        Monomial[] chain = new Monomial[degree];
        Monomial last = this;
        for (int i = degree - 1; i >= 0 && last != null; i--) {
            chain[i] = last;
            last = last.prefix;
        }
        return chain;
    }

    /** Returns the sum. */
    Accumulator total() {
        return total;
    }
}
