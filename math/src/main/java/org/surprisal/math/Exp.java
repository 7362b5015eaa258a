package org.surprisal.math;

/**
 * The exponential function. x = k·ln 2 + r with |r| ≤ ½ ln 2 (the reduced argument carries its low part), e^r = 1 + r + r²/2 + r³·Q(r) with a minimax
 * polynomial Q (Remez); the leading terms are summed with their rounding errors, so the result is nearly correctly rounded.
 *
 * <p>Method: W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980 (reduction); Muller et al., Handbook of
 * Floating-Point Arithmetic, 2nd ed., ch. 10 (compensated reconstruction).
 */
public final class Exp {
    /** The branch-free form is right for |x| up to here: the result and 2^k are normal. */
    static final double LIMIT = 708;

    private static final double ROUND = 0x1.8p52;
    private static final double LOG2E = 0x1.71547652b82fep0;
    private static final double LN2_HIGH = 0x1.62e42fefa3000p-1;
    private static final double LN2_LOW = 0x1.3de6af278ece6p-42;

    private Exp() {}

    /** Returns e^x; NaN for a NaN, +0 for -∞, +∞ for +∞ and on overflow. */
    public static double of(double x) {
        if (Math.abs(x) <= LIMIT) {
            return core(x);
        }
        if (x > 710) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < -746) {
            return 0;
        }
        double shifted = shifted(x);
        double r = reduced(x, shifted);
        return Math.scalb(onePlus(r, 0.5 * (r * r), tail(r, reducedLow(x, shifted, r))), (int) (shifted - ROUND));
    }

    /**
     * Sets out[i] to {@code of(x[i])}, the same bits, for 0 ≤ i < n.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        for (int from = 0; from < n; from += Guard.BLOCK) {
            int to = Math.min(n, from + Guard.BLOCK);
            if (Guard.within(LIMIT, x, from, to)) {
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

    static double core(double x) {
        double shifted = shifted(x);
        double r = reduced(x, shifted);
        double m = onePlus(r, 0.5 * (r * r), tail(r, reducedLow(x, shifted, r)));
        return Double.longBitsToDouble(Double.doubleToRawLongBits(m) + (Double.doubleToRawLongBits(shifted) << 52));
    }

    /** Returns 1.5·2^52 + k: the last bits of its pattern are the integer k nearest to x / ln 2. */
    static double shifted(double x) {
        return Math.fma(x, LOG2E, ROUND);
    }

    /** Returns 2^k for the k of {@link #shifted}, -1022 ≤ k ≤ 1023. */
    static double power(double shifted) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) + 1023) << 52);
    }

    /** Returns r = x - k·ln 2, rounded. */
    static double reduced(double x, double shifted) {
        double k = shifted - ROUND;
        return Math.fma(-k, LN2_HIGH, x) - k * LN2_LOW;
    }

    /** Returns what {@link #reduced} lost. */
    static double reducedLow(double x, double shifted, double r) {
        double k = shifted - ROUND;
        return (Math.fma(-k, LN2_HIGH, x) - r) - k * LN2_LOW;
    }

    /** Returns e^(r + low) - 1 - r - fl(r²/2). */
    static double tail(double r, double low) {
        double square = r * r;
        double fourth = square * square;
        double a = Math.fma(r, 0x1.555555555555ap-5, 0x1.555555555555bp-3);
        double b = Math.fma(r, 0x1.6c16c16c14147p-10, 0x1.111111110ebf9p-7);
        double c = Math.fma(r, 0x1.a01a01b2018dfp-16, 0x1.a01a01b3a5457p-13);
        double d = Math.fma(r, 0x1.27e4c2b994c1fp-22, 0x1.71ddefc1b9cc8p-19);
        double e = Math.fma(r, 0x1.1f99ca5424ff3p-29, 0x1.af6c879527684p-26);
        double q = Math.fma(fourth, Math.fma(fourth, e, Math.fma(square, d, c)), Math.fma(square, b, a));
        return Math.fma(square * r, q, Math.fma(low, r, low) + 0.5 * Math.fma(r, r, -square));
    }

    private static double onePlus(double r, double half, double tail) {
        double a = 1 + r;
        double aLow = r - (a - 1);
        double b = a + half;
        double bLow = half - (b - a);
        return b + ((aLow + bLow) + tail);
    }
}
