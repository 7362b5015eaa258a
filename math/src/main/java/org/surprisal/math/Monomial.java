package org.surprisal.math;

import org.jspecify.annotations.Nullable;

/**
 * One product of columns, built on its prefix: x₀x₀x₁ on x₀x₀ on x₀. A row's product is a sum of two doubles (h, m) by
 * one rule that depends on that row only: times x it becomes h' = fl(h·x) and m' = fl(m·x + (h·x - h')), the last
 * difference exact. So degree 1 and 2 are exact, and the relative error of degree 3 and 4 is at most 2^-103. The rule
 * has no absolute scale: the fast form on a block and the slow one on scaled numbers give the same two doubles.
 */
final class Monomial {
    final @Nullable Monomial prefix;
    final int column;
    private final int degree;
    /** Which of the products of one row this is: where its two parts lie in the room. */
    private final int place;

    private double largest;
    private final Accumulator total;
    private final @Nullable Lanes[] lanes = new @Nullable Lanes[3];

    Monomial(@Nullable Monomial prefix, int column, int place) {
        this.prefix = prefix;
        this.column = column;
        this.place = place;
        degree = prefix == null ? 1 : prefix.degree + 1;
        total = new Accumulator(degree);
    }

    /** Returns how many arrays of {@link Room} so many monomials need. */
    static int room(int monomials) {
        return 3 + 2 * monomials;
    }

    private double[] high(double[][] room) {
        return room[3 + 2 * place];
    }

    private double[] low(double[][] room) {
        return room[4 + 2 * place];
    }

    /**
     * Computes the products of a block into the room, where those of the prefix are.
     *
     * @param bound the largest magnitude of the block in this column
     */
    void multiply(double[] x, int from, int n, double bound, double[][] room) {
        if (prefix == null) {
            System.arraycopy(x, from, high(room), 0, n);
            largest = bound;
            return;
        }
        double[] factor = room[0];
        System.arraycopy(x, from, factor, 0, n);
        if (degree == 2) {
            multiply(prefix.high(room), factor, high(room), low(room), n);
        } else {
            multiply(prefix.high(room), prefix.low(room), factor, high(room), low(room), n);
        }
        // Rounding is monotone, so no |h| is above this.
        largest = prefix.largest * bound;
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
            high[i] = p;
            low[i] = Math.fma(m[i], x[i], Math.fma(h[i], x[i], -p));
        }
    }

    /** Adds the products of the block. */
    void collect(int n, double[][] room) {
        lane(0).add(high(room), n, largest, room[0]);
        if (degree > 1) {
            lane(1).add(low(room), n, largest * 0x1p-50, room[0]);
        }
    }

    /**
     * Adds the products of the block, each count[i] times; the counts are whole and at most {@code most}, below 2^53.
     */
    void collect(double[] count, int n, double most, double[][] room) {
        collect(high(room), count, 0, n, largest * most, room);
        if (degree > 1) {
            collect(low(room), count, 1, n, largest * most * 0x1p-50, room);
        }
    }

    private void collect(double[] part, double[] count, int lane, int n, double bound, double[][] room) {
        double[] product = room[1];
        double[] error = room[2];
        multiply(part, count, product, error, n);
        lane(lane).add(product, n, bound, room[0]);
        lane(lane + 1).add(error, n, bound * 0x1p-50, room[0]);
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
