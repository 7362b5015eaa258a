package org.surprisal.math;

import org.surprisal.math.spi.Twins;

/**
 * ln(1 + x), accurate for small x: the core of {@link Log} at the exact pair 1 + x. Where 1 + x is exact the result has
 * the bits of {@code Log.of(1 + x)}; so {@code of(-0.0)} is +0.0. Measured worst error 0.67 ulp.
 */
public final class Log1p {
    private static final Twins.Loop LOOP = Twin.of("Log1p", new Kernel() {
        @Override
        public double of(double x) {
            return Log1p.of(x);
        }

        @Override
        public boolean block(double[][] w, int n) {
            return Log1p.block(w, n);
        }
    });

    private Log1p() {}

    /** Returns ln(1 + x); NaN for a NaN or {@code x < -1}, -∞ for -1, +∞ for +∞. */
    public static double of(double x) {
        double high = 1 + x;
        return high > 0 && high <= Log.LARGE ? Log.core(high, low(x, high)) : Log.of(high);
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
        double[] k = w[1];
        double[] scale = w[2];
        long outside = 0;
        for (int i = 0; i < n; i++) {
            double high = 1 + v[i];
            long p = Log.pattern(high);
            outside |= Log.outside(high);
            k[i] = Log.exponent(p);
            scale[i] = Log.scale(p);
        }
        if (outside < 0) {
            return false;
        }
        double[] f = w[3];
        double[] lost = w[4];
        for (int i = 0; i < n; i++) {
            double high = 1 + v[i];
            double g = Math.fma(high, scale[i], -1);
            double low = low(v[i], high) * scale[i];
            f[i] = g + low;
            lost[i] = low - (f[i] - g);
        }
        for (int i = 0; i < n; i++) {
            v[i] = Log.lead(k[i], f[i]) + Log.rest(k[i], f[i], lost[i]);
        }
        return true;
    }

    /** Returns 1 + x - high, exactly (Knuth's TwoSum). */
    private static double low(double x, double high) {
        double one = high - x;
        return (1 - one) + (x - (high - one));
    }
}
