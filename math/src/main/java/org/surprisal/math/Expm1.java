package org.surprisal.math;

import org.surprisal.math.spi.Twins;

/**
 * e^x - 1, accurate for small x: with the reduction and the polynomial of {@link Exp}, (2^k - 1) + 2^k·(e^r - 1), the
 * leading terms summed with their rounding errors. Measured worst error 0.62 ulp.
 */
public final class Expm1 {
    private static final long SIGN = Long.MIN_VALUE;
    private static final long ONE = Double.doubleToRawLongBits(1);

    private static final Twins.Loop LOOP = Twin.of("Expm1", new Kernel() {
        @Override
        public double of(double x) {
            return Expm1.of(x);
        }

        @Override
        public boolean block(double[][] w, int n) {
            return Expm1.block(w, n);
        }
    });

    private Expm1() {}

    /** Returns e^x - 1; NaN for a NaN, -1 for -∞, +∞ for +∞ and on overflow, x for ±0. */
    public static double of(double x) {
        if (Math.abs(x) <= Exp.LIMIT) {
            return core(x);
        }
        return x < 0 ? -1 : Exp.of(x);
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
        double[] sign = w[4];
        long outside = 0;
        for (int i = 0; i < n; i++) {
            double x = v[i];
            outside |= Exp.outside(x);
            power[i] = Exp.power(x);
            sign[i] = sign(x);
        }
        if (outside < 0) {
            return false;
        }
        double[] r = w[2];
        double[] tail = w[3];
        Exp.tails(v, r, tail, n);
        for (int i = 0; i < n; i++) {
            v[i] = sign[i] * Math.abs(lead(power[i], r[i]) + rest(power[i], r[i], tail[i]));
        }
        return true;
    }

    private static double core(double x) {
        double r = Exp.reduced(x);
        double power = Exp.power(x);
        double sum = lead(power, r) + rest(power, r, Exp.tail(r, Exp.reducedLow(x, r)));
        // A sum that is zero has lost the sign of x.
        return sign(x) * Math.abs(sum);
    }

    /** Returns 1 with the sign of x. */
    static double sign(double x) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(x) & SIGN) | ONE);
    }

    /** Returns the leading part of e^x - 1, from 2^k and r. */
    static double lead(double power, double r) {
        return ((power - 1) + power * r) + power * (0.5 * (r * r));
    }

    /** Returns what {@link #lead} leaves of e^x - 1, with the tail of {@link Exp#tail}. */
    static double rest(double power, double r, double tail) {
        double linear = power * r;
        double half = power * (0.5 * (r * r));
        double a = power - 1;
        double big = a + 1;
        double aLow = (power - big) - (1 - (big - a));
        double b = a + linear;
        double bLow = linear - (b - a);
        double c = b + half;
        double cLow = half - (c - b);
        return (bLow + cLow) + (aLow + power * tail);
    }
}
