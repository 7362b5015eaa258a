package org.surprisal.score;

import org.surprisal.math.DoubleDouble;

/**
 * A sum, in a fixed order, of numbers or products that need not be whole: a double and what it lacks, so that whole
 * numbers up to 2^106 are exact and others as good as if summed with twice the digits. Not for sums over rows in the
 * order in which they come.
 *
 * <p>Source: Ogita, Rump and Oishi, Accurate sum and dot product, SIAM Journal on Scientific Computing 26 (2005).
 */
final class PairSum {
    private double high;
    private double low;

    /** So many sums of nothing. */
    static PairSum[] array(int n) {
        PairSum[] sums = new PairSum[n];
        for (int i = 0; i < n; i++) {
            sums[i] = new PairSum();
        }
        return sums;
    }

    /** The sum of sums, from left to right. */
    static double total(PairSum[] parts) {
        PairSum sum = new PairSum();
        for (PairSum part : parts) {
            sum.add(part);
        }
        return sum.value();
    }

    /** Adds a number. */
    void add(double x) {
        double sum = high + x;
        double back = sum - high;
        low += (high - (sum - back)) + (x - back);
        high = sum;
    }

    /** Adds a product. */
    void addProduct(double a, double b) {
        double product = a * b;
        low += Math.fma(a, b, -product);
        add(product);
    }

    /** Adds another sum. */
    void add(PairSum other) {
        double rest = other.low;
        add(other.high);
        add(rest);
    }

    /** The sum as a double. */
    double value() {
        return high + low;
    }

    /** The sum with all its digits. */
    DoubleDouble pair() {
        return DoubleDouble.sum(high, low);
    }
}
