package org.surprisal.math;

/**
 * ln(1 + x), accurate for small x: the core of {@link Log} at the exact pair 1 + x. Where 1 + x is exact the result has the bits of
 * {@code Log.of(1 + x)}; so {@code of(-0.0)} is +0.0.
 */
public final class Log1p {
    private static final double LARGE = 0x1p1000;

    private Log1p() {}

    /** Returns ln(1 + x); NaN for a NaN or x < -1, -∞ for -1, +∞ for +∞. */
    public static double of(double x) {
        return x > -1 && 1 + x <= LARGE ? core(x) : Log.of(1 + x);
    }

    /**
     * Sets out[i] to {@code of(x[i])}, the same bits, for 0 ≤ i < n.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        for (int from = 0; from < n; from += Guard.BLOCK) {
            int to = Math.min(n, from + Guard.BLOCK);
            if (Guard.onePlus(LARGE, x, from, to)) {
                for (int i = from; i < to; i++) {
                    out[i] = core(x[i]);
                }
            } else {
                for (int i = from; i < to; i++) {
                    out[i] = of(x[i]);
                }
            }
        }
    }

    private static double core(double x) {
        double high = 1 + x;
        double big = high - x;
        double low = (1 - big) + (x - (high - big));
        return Log.core(high, low);
    }
}
