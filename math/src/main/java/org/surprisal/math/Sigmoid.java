package org.surprisal.math;

import org.surprisal.math.spi.Twins;

/**
 * The logistic function 1 / (1 + e^-x), accurate in both tails down to subnormal results: with t = e^-|x| and its low
 * part, 1 / (1 + t) or t / (1 + t), the quotient corrected by its remainder. Measured worst error 0.53 ulp, 0.75 ulp
 * where the result is subnormal.
 */
public final class Sigmoid {
    private static final long ONE = Double.doubleToRawLongBits(1);

    private static final Twins.Loop LOOP = Twin.of("Sigmoid", new Kernel() {
        @Override
        public double of(double x) {
            return Sigmoid.of(x);
        }

        @Override
        public boolean block(double[][] w, int n) {
            return Sigmoid.block(w, n);
        }
    });

    private Sigmoid() {}

    /** Returns 1 / (1 + e^-x); NaN for a NaN, +0 for -∞, 1 for +∞. */
    public static double of(double x) {
        if (Math.abs(x) <= Exp.LIMIT) {
            return core(x);
        }
        return x > 0 ? 1 : Exp.of(x);
    }

    /**
     * Sets out[i] to {@code of(x[i])}, the same bits, for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        LOOP.of(x, out, n);
    }

    private static boolean block(double[][] w, int n) {
        double[] v = w[0];
        double[] power = w[1];
        double[] negative = w[4];
        long outside = 0;
        for (int i = 0; i < n; i++) {
            double x = v[i];
            outside |= Exp.outside(x);
            power[i] = Exp.power(-Math.abs(x));
            negative[i] = negative(x);
        }
        if (outside < 0) {
            return false;
        }
        double[] r = w[2];
        double[] rest = w[3];
        for (int i = 0; i < n; i++) {
            v[i] = -Math.abs(v[i]);
        }
        Exp.rests(v, r, rest, n);
        for (int i = 0; i < n; i++) {
            v[i] = quotient(power[i], Exp.lead(r[i]), rest[i], negative[i]);
        }
        return true;
    }

    /** Returns 1 if the sign bit of x is set, else 0. */
    private static double negative(double x) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(x) >> 63) & ONE);
    }

    private static double core(double x) {
        double y = -Math.abs(x);
        double r = Exp.reduced(y);
        return quotient(Exp.power(y), Exp.lead(r), Exp.rest(r, Exp.reducedLow(y, r)), negative(x));
    }

    /** Returns 1 / (1 + t), or t / (1 + t) if negative is 1, for t = power·(lead + rest). */
    private static double quotient(double power, double lead, double rest, double negative) {
        double m = lead + rest;
        double t = power * m;
        double tLow = power * (rest - (m - lead));
        double high = 1 + t;
        double low = (t - (high - 1)) + tLow;
        // The numerator is chosen by a factor 0 or 1, which is exact and has no branch.
        double numerator = Math.fma(negative, t, 1 - negative);
        double inverse = 1 / high;
        double quotient = numerator * inverse;
        double remainder = Math.fma(-quotient, high, numerator) + (negative * tLow - quotient * low);
        return Math.fma(remainder, inverse, quotient);
    }
}
