package org.surprisal.math;

/**
 * The logarithm to base 2. x = 2^k·m with m in [√½, √2) as in {@link Log}; k + ln(m)·log₂e, the product in two doubles,
 * so that powers of two are exact.
 */
public final class Log2 {
    private static final double LOG2E = 0x1.71547652b82fep+0;
    private static final double LOG2E_LOW = 0x1.777d0ffda0d24p-56;

    private static final Kernel KERNEL = new Kernel() {
        @Override
        public double of(double x) {
            return Log2.of(x);
        }

        @Override
        public boolean block(double[][] w, int n) {
            return Log2.block(w, n);
        }
    };

    private Log2() {}

    /** Returns log₂ x; NaN for a NaN or {@code x < 0}, -∞ for ±0, +∞ for +∞; exact for powers of two. */
    public static double of(double x) {
        if (x >= Double.MIN_NORMAL && x <= Log.LARGE) {
            return normal(x, 0);
        }
        if (x > 0 && x <= Double.MAX_VALUE) {
            double shift = x < 1 ? 54 : -54;
            return normal(Math.scalb(x, (int) shift), shift);
        }
        return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }

    /**
     * Sets out[i] to {@code of(x[i])}, the same bits, for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        Kernel.map(KERNEL, x, out, n);
    }

    private static boolean block(double[][] w, int n) {
        double[] v = w[0];
        double[] k = w[1];
        double[] scale = w[2];
        long outside = 0;
        for (int i = 0; i < n; i++) {
            double x = v[i];
            long p = Log.pattern(x);
            outside |= Log.outside(x);
            k[i] = Log.exponent(p);
            scale[i] = Log.scale(p);
        }
        if (outside < 0) {
            return false;
        }
        double[] rest = w[3];
        for (int i = 0; i < n; i++) {
            v[i] = Math.fma(v[i], scale[i], -1);
        }
        for (int i = 0; i < n; i++) {
            rest[i] = Log.rest(0, v[i], 0);
        }
        for (int i = 0; i < n; i++) {
            v[i] = sum(k[i], Log.lead(0, v[i]), rest[i]);
        }
        return true;
    }

    private static double normal(double x, double shift) {
        long p = Log.pattern(x);
        double f = Math.fma(x, Log.scale(p), -1);
        return sum(Log.exponent(p) - shift, Log.lead(0, f), Log.rest(0, f, 0));
    }

    /** Returns k + (lead + rest)·log₂e. */
    private static double sum(double k, double lead, double rest) {
        double log = lead + rest;
        double logLow = rest - (log - lead);
        double product = log * LOG2E;
        double productLow = Math.fma(log, LOG2E, -product) + Math.fma(log, LOG2E_LOW, logLow * LOG2E);
        double total = k + product;
        double part = total - product;
        return total + (((k - part) + (product - (total - part))) + productLow);
    }
}
