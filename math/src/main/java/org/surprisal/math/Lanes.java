package org.surprisal.math;

import java.util.Arrays;

/**
 * The fast way into an {@link Accumulator}: many finite values at once, in loops that HotSpot vectorises.
 *
 * <p>Adding and subtracting C = 1.5·2^(u + 52) rounds a value to a multiple of 2^u, and what is left over is exact.
 * Each value is so cut along two fixed grids, 45 bits apart, or three if two leave something over, and each piece is
 * added to a lane of its own: the sums of 256 blocks on a grid are exact doubles. Then the lanes are emptied into the
 * accumulator. What the grids do not hold goes there value by value, so the state is the same in every case.
 *
 * <p>Source of the splitting: T. J. Dekker, "A floating-point technique for extending the available precision", 1971;
 * S. M. Rump, T. Ogita, S. Oishi, "Accurate floating-point summation", SIAM J. Sci. Comput. 31 (2008).
 */
final class Lanes {
    /** The number of lanes, and the largest block. */
    static final int WIDTH = 128;

    /** Values up to this magnitude can be added. */
    static final double LARGEST = 0x1p1000;

    private static final int BLOCKS_EXPONENT = 8;
    private static final int GRID = 53 - BLOCKS_EXPONENT;

    /** Binades above the largest value seen, so that the grids seldom move. */
    private static final int SLACK = 4;

    private static final int LOWEST_EXPONENT = -800;

    private final Accumulator total;
    private final double[] high = new double[WIDTH];
    private final double[] middle = new double[WIDTH];
    private double[] low = {};
    private double highGrid;
    private double middleGrid;
    private double lowGrid;
    private double bound = -1;

    /** True once two grids have left something over: from then on all three are used. */
    private boolean wide;

    private int used;
    private int blocks;

    Lanes(Accumulator total) {
        this.total = total;
    }

    /** Returns the largest magnitude of v[0] to v[n - 1], NaN if one of them is NaN. */
    static double largest(double[] v, int n) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(v[i]));
        }
        return largest;
    }

    /**
     * Adds v[0] to v[n - 1], n ≤ {@link #WIDTH}.
     *
     * @param largest no magnitude is above it, and it is at most {@link #LARGEST}
     * @param rest scratch, not v
     */
    void add(double[] v, int n, double largest, double[] rest) {
        if (largest > bound) {
            move(largest);
        }
        used = Math.max(used, n);
        double left = wide
                ? cut(v, high, middle, low, rest, highGrid, middleGrid, lowGrid, n)
                : cut(v, high, middle, rest, highGrid, middleGrid, n);
        if (left != 0) {
            for (int i = 0; i < n; i++) {
                total.add(rest[i]);
            }
            if (!wide) {
                wide = true;
                low = new double[WIDTH];
            }
        }
        if (++blocks == 1 << BLOCKS_EXPONENT) {
            flush();
        }
    }

    /** Empties the lanes into the accumulator. */
    void flush() {
        for (int i = 0; i < used; i++) {
            total.add(high[i]);
            total.add(middle[i]);
        }
        for (int i = 0; i < Math.min(used, low.length); i++) {
            total.add(low[i]);
        }
        Arrays.fill(high, 0, used, 0);
        Arrays.fill(middle, 0, used, 0);
        Arrays.fill(low, 0);
        used = 0;
        blocks = 0;
    }

    /** Chooses grids for values up to this one and a little more. */
    private void move(double largest) {
        flush();
        int exponent = Math.max(LOWEST_EXPONENT, Math.getExponent(largest) + 1 + SLACK);
        bound = Math.scalb(1.0, exponent);
        highGrid = Math.scalb(1.5, exponent + BLOCKS_EXPONENT);
        middleGrid = Math.scalb(highGrid, -GRID);
        lowGrid = Math.scalb(middleGrid, -GRID);
    }

    /**
     * Adds two pieces of each v[i] to a[i] and b[i], sets rest[i] to what remains and returns the largest magnitude of
     * it.
     */
    private static double cut(double[] v, double[] a, double[] b, double[] rest, double grid1, double grid2, int n) {
        double left = 0;
        for (int i = 0; i < n; i++) {
            double x = v[i];
            double piece1 = (x + grid1) - grid1;
            double x1 = x - piece1;
            double piece2 = (x1 + grid2) - grid2;
            double x2 = x1 - piece2;
            a[i] += piece1;
            b[i] += piece2;
            rest[i] = x2;
            left = Math.max(left, Math.abs(x2));
        }
        return left;
    }

    /** The same with three pieces. */
    private static double cut(
            double[] v,
            double[] a,
            double[] b,
            double[] c,
            double[] rest,
            double grid1,
            double grid2,
            double grid3,
            int n) {
        double left = 0;
        for (int i = 0; i < n; i++) {
            double x = v[i];
            double piece1 = (x + grid1) - grid1;
            double x1 = x - piece1;
            double piece2 = (x1 + grid2) - grid2;
            double x2 = x1 - piece2;
            double piece3 = (x2 + grid3) - grid3;
            double x3 = x2 - piece3;
            a[i] += piece1;
            b[i] += piece2;
            c[i] += piece3;
            rest[i] = x3;
            left = Math.max(left, Math.abs(x3));
        }
        return left;
    }
}
