package org.surprisal.math;

/**
 * ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|), accurate in both tails down to subnormal results: e^-|x| goes into the core of {@link Log} with
 * its low part, and max(x, 0) is added with the rounding error. Measured worst error 0.6 ulp, 0.75 ulp where the result is subnormal.
 */
public final class Softplus {
    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

    private static final Kernel KERNEL = new Kernel() {
        @Override
        public double of(double x) {
            return Softplus.of(x);
        }

        @Override
        public boolean block(double[] v, double[] s, double[] t, int n) {
            return Softplus.block(v, s, n);
        }
    };

    private Softplus() {}

    /** Returns ln(1 + e^x); NaN for a NaN, +0 for -∞, +∞ for +∞. */
    public static double of(double x) {
        if (Math.abs(x) <= Exp.LIMIT) {
            return core(x, Exp.power(-Math.abs(x)));
        }
        return x < 0 ? Exp.of(x) : x;
    }

    /**
     * Sets out[i] to {@code of(x[i])}, the same bits, for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        Kernel.map(KERNEL, x, out, n);
    }

    private static boolean block(double[] v, double[] s, int n) {
        long outside = 0;
        for (int i = 0; i < n; i++) {
            double x = v[i];
            outside |= Exp.outside(x);
            s[i] = Exp.power(-Math.abs(x));
        }
        if (outside < 0) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            v[i] = core(v[i], s[i]);
        }
        return true;
    }

    private static double core(double x, double power) {
        double y = -Math.abs(x);
        double r = Exp.reduced(y);
        double lead = Exp.lead(r);
        double rest = Exp.rest(r, Exp.reducedLow(y, r));
        double e = lead + rest;
        double eLow = power * (rest - (e - lead));
        e *= power;
        double high = 1 + e;
        double low = (e - (high - 1)) + eLow;
        // high is in [1, 2], so k is 0 or 1.
        double k = Math.floor(high * SQRT_HALF);
        double scale = 1 - 0.5 * k;
        double f = Math.fma(high, scale, -1);
        double scaled = low * scale;
        double sum = f + scaled;
        double lost = scaled - (sum - f);
        double log = Log.lead(k, sum);
        double linear = Math.max(x, 0);
        double total = linear + log;
        double part = total - log;
        double totalLow = (linear - part) + (log - (total - part));
        return total + (totalLow + Log.rest(k, sum, lost));
    }
}
