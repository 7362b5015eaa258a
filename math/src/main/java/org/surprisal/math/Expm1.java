package org.surprisal.math;

/** e^x - 1, accurate for small x: with the reduction and the polynomial of {@link Exp}, (2^k - 1) + 2^k·(e^r - 1), each leading term summed with its rounding error. */
public final class Expm1 {
    private static final long SIGN = Long.MIN_VALUE;

    private Expm1() {}

    /** Returns e^x - 1; NaN for a NaN, -1 for -∞, +∞ for +∞ and on overflow, x for ±0. */
    public static double of(double x) {
        if (Math.abs(x) <= Exp.LIMIT) {
            return core(x);
        }
        return x < 0 ? -1 : Exp.of(x);
    }

    /**
     * Sets out[i] to {@code of(x[i])}, the same bits, for 0 ≤ i < n.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        for (int from = 0; from < n; from += Guard.BLOCK) {
            int to = Math.min(n, from + Guard.BLOCK);
            if (Guard.within(Exp.LIMIT, x, from, to)) {
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
        double shifted = Exp.shifted(x);
        double power = Exp.power(shifted);
        double r = Exp.reduced(x, shifted);
        double tail = power * Exp.tail(r, Exp.reducedLow(x, shifted, r));
        double half = power * (0.5 * (r * r));
        double linear = power * r;
        double a = power - 1;
        double big = a + 1;
        double aLow = (power - big) - (1 - (big - a));
        double b = a + linear;
        double bLow = linear - (b - a);
        double c = b + half;
        double cLow = half - (c - b);
        double sum = c + ((bLow + cLow) + (aLow + tail));
        // e^x - 1 has the sign of x, also for x = -0.
        return Double.longBitsToDouble(Double.doubleToRawLongBits(sum) | (Double.doubleToRawLongBits(x) & SIGN));
    }
}
