package org.surprisal.fit.linear;

import java.util.Arrays;
import org.surprisal.math.DoubleDouble;

/**
 * Numbers in two doubles each, in two arrays: the loops of {@link DoubleDouble} without objects.
 *
 * @param high the numbers, rounded
 * @param low what they lack
 */
public record PairVector(double[] high, double[] low) {
    /**
     * Zeros.
     *
     * @param n how many
     * @return the vector
     */
    public static PairVector zeros(int n) {
        return new PairVector(new double[n], new double[n]);
    }

    /**
     * Doubles.
     *
     * @param values the numbers; copied
     * @return the vector
     */
    public static PairVector of(double[] values) {
        return new PairVector(values.clone(), new double[values.length]);
    }

    /**
     * A number.
     *
     * @param i its place
     * @return the number
     */
    public DoubleDouble get(int i) {
        return new DoubleDouble(high[i], low[i]);
    }

    /**
     * Sets a number.
     *
     * @param i its place
     * @param x the number
     */
    public void set(int i, DoubleDouble x) {
        high[i] = x.high();
        low[i] = x.low();
    }

    /**
     * The numbers, rounded.
     *
     * @return a new array
     */
    public double[] values() {
        double[] values = new double[high.length];
        Arrays.setAll(values, i -> high[i] + low[i]);
        return values;
    }

    /**
     * The sum of products with another vector, as of some 106 bits and rounded once more (T. Ogita, S. M. Rump and S.
     * Oishi, "Accurate sum and dot product", SIAM Journal on Scientific Computing 26, 2005).
     *
     * @param y the other vector
     * @param n how many numbers to take of both
     * @return the sum
     */
    DoubleDouble dot(PairVector y, int n) {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < n; i++) {
            double p = high[i] * y.high[i];
            double e = Math.fma(high[i], y.high[i], -p) + (high[i] * y.low[i] + low[i] * y.high[i]);
            double next = sum + p;
            double back = next - sum;
            lost += (sum - (next - back)) + (p - back) + e;
            sum = next;
        }
        return DoubleDouble.sum(sum, lost);
    }

    /**
     * Subtracts a multiple of another vector.
     *
     * @param t the factor
     * @param x the other vector
     * @param n how many numbers
     */
    void subtract(DoubleDouble t, PairVector x, int n) {
        double a = -t.high();
        double b = -t.low();
        for (int i = 0; i < n; i++) {
            double p = a * x.high[i];
            double e = Math.fma(a, x.high[i], -p) + (a * x.low[i] + b * x.high[i]);
            double s = high[i] + p;
            double back = s - high[i];
            double rest = (high[i] - (s - back)) + (p - back) + (e + low[i]);
            double sum = s + rest;
            low[i] = rest - (sum - s);
            high[i] = sum;
        }
    }
}
