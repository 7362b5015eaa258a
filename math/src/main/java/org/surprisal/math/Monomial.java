package org.surprisal.math;

import org.jspecify.annotations.Nullable;

/**
 * One product of columns, built on its prefix: x₀x₀x₁ on x₀x₀ on x₀. A row's product is a sum of two doubles (h, m) by one rule that depends on that row only:
 * times x it becomes h' = fl(h·x) and m' = fl(m·x + (h·x - h')), the last difference exact. So degree 1 and 2 are exact, and the relative
 * error of degree 3 and 4 is at most 2^-103. The rule has no absolute scale: the fast form on a block and the slow one on scaled numbers
 * give the same two doubles.
 */
final class Monomial {
    final @Nullable Monomial prefix;
    final int column;
    private final int degree;
    private final double[] high = new double[Lanes.WIDTH];
    private final double[] low = new double[Lanes.WIDTH];
    private double largest;
    private final double[] scratch = new double[Lanes.WIDTH];
    private final double[] error = new double[Lanes.WIDTH];
    private final double[] nothing = new double[Lanes.WIDTH];
    private final Accumulator total;
    private final @Nullable Lanes[] lanes = new @Nullable Lanes[3];

    Monomial(@Nullable Monomial prefix, int column) {
        this.prefix = prefix;
        this.column = column;
        degree = prefix == null ? 1 : prefix.degree + 1;
        total = new Accumulator(degree);
    }

    /**
     * Computes the products of a block; those of the prefix have been computed.
     *
     * @param bound the largest magnitude of the block in this column
     */
    void multiply(double[] x, int from, int n, double bound) {
        if (prefix == null) {
            System.arraycopy(x, from, high, 0, n);
            largest = bound;
        } else {
            System.arraycopy(x, from, scratch, 0, n);
            multiply(prefix.high, prefix.low, scratch, high, low, n);
            // Rounding is monotone, so no |h| is above this.
            largest = prefix.largest * bound;
        }
    }

    private static void multiply(double[] h, double[] m, double[] x, double[] high, double[] low, int n) {
        for (int i = 0; i < n; i++) {
            double p = h[i] * x[i];
            high[i] = p;
            low[i] = Math.fma(m[i], x[i], Math.fma(h[i], x[i], -p));
        }
    }

    /** Adds the products of the block. */
    void collect(int n) {
        lane(0).add(high, n, largest);
        if (degree > 1) {
            lane(1).add(low, n, largest * 0x1p-50);
        }
    }

    /** Adds the products of the block, each count[i] times; the counts are whole and at most {@code most}, below 2^53. */
    void collect(double[] count, int n, double most) {
        multiply(high, nothing, count, scratch, error, n);
        lane(0).add(scratch, n, largest * most);
        lane(1).add(error, n, largest * most * 0x1p-50);
        if (degree > 1) {
            multiply(low, nothing, count, scratch, error, n);
            lane(1).add(scratch, n, largest * most * 0x1p-50);
            lane(2).add(error, n, largest * most * 0x1p-100);
        }
    }

    /** Adds the product of one row of any finite numbers count times. */
    void collect(double[][] columns, int row, long count) {
        double h = 1;
        double m = 0;
        int exponent = 0;
        for (Monomial factor : chain()) {
            double value = columns[factor.column][row];
            int e = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
            exponent += e;
            double x = Math.scalb(value, -e);
            double p = h * x;
            m = Math.fma(m, x, Math.fma(h, x, -p));
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

    private Lanes lane(int place) {
        Lanes lane = lanes[place];
        if (lane == null) {
            lane = new Lanes(total);
            lanes[place] = lane;
        }
        return lane;
    }

    /** Returns the sum with nothing left in the lanes. */
    Accumulator settled() {
        for (Lanes lane : lanes) {
            if (lane != null) {
                lane.flush();
            }
        }
        return total;
    }
}
