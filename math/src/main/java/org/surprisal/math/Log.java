package org.surprisal.math;

/**
 * The natural logarithm. x = 2^k·m with m in [√½, √2); with f = m - 1 and s = f / (2 + f), log(1 + f) = f - f²/2 + s·(f²/2 + R(s²)),
 * where R is a minimax polynomial (Remez) of 2·atanh(s) - 2s. The two leading terms and k·ln 2 are summed with their rounding
 * errors, so the result is nearly correctly rounded.
 *
 * <p>Method: P. T. P. Tang, "Table-driven implementation of the logarithm function", ACM TOMS 16 (1990), and the form of the
 * series in FDLIBM's {@code e_log.c}; Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., ch. 10.
 */
public final class Log {
    private static final long SQRT_HALF = 0x3FE6A09E667F3BCDL;
    private static final long MANTISSA = (1L << 52) - 1;
    private static final long TWO_52 = 0x4330000000000000L;
    private static final double BIAS = 0x1p52 + 1023;
    private static final double LN2_HIGH = 0x1.62e42fefa3000p-1;
    private static final double LN2_LOW = 0x1.3de6af278ece6p-42;

    private Log() {}

    /** Returns ln x; NaN for a NaN or x < 0, -∞ for ±0, +∞ for +∞. */
    public static double of(double x) {
        if (x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE) {
            return normal(x, BIAS);
        }
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (x > 0) {
            return x == Double.POSITIVE_INFINITY ? x : normal(x * 0x1p54, BIAS + 54);
        }
        return Double.NaN;
    }

    /**
     * Sets out[i] to {@code of(x[i])}, the same bits, for 0 ≤ i < n.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        for (int from = 0; from < n; from += Guard.BLOCK) {
            int to = Math.min(n, from + Guard.BLOCK);
            if (Guard.normal(x, from, to)) {
                for (int i = from; i < to; i++) {
                    out[i] = normal(x[i], BIAS);
                }
            } else {
                for (int i = from; i < to; i++) {
                    out[i] = of(x[i]);
                }
            }
        }
    }

    private static double normal(double x, double bias) {
        long shifted = Double.doubleToRawLongBits(x) - SQRT_HALF + (1023L << 52);
        double k = Double.longBitsToDouble(TWO_52 | (shifted >>> 52)) - bias;
        double f = Double.longBitsToDouble((shifted & MANTISSA) + SQRT_HALF) - 1;
        return finish(k, f, 0.0);
    }

    /** Returns ln(high + low) for a normal high in (0, 2^1000) and |low| ≤ ulp(high) / 2: the one core of all logarithms. */
    static double core(double high, double low) {
        long shifted = Double.doubleToRawLongBits(high) - SQRT_HALF + (1023L << 52);
        long exponent = shifted >>> 52;
        double k = Double.longBitsToDouble(TWO_52 | exponent) - BIAS;
        double f = Double.longBitsToDouble((shifted & MANTISSA) + SQRT_HALF) - 1;
        double scaled = low * Double.longBitsToDouble((2046 - exponent) << 52);
        double sum = f + scaled;
        double rest = scaled - (sum - f);
        // The derivative 1 / (1 + f) at the rest needs no more than a percent.
        return finish(k, sum, rest * Math.fma(sum, Math.fma(sum, 0.75, -0.99), 1.0));
    }

    /** Returns k·ln 2 + ln(1 + f) + correction. */
    private static double finish(double k, double f, double correction) {
        double half = 0.5 * f;
        double h = half * f;
        double hLow = Math.fma(half, f, -h);
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = Math.fma(
                w,
                Math.fma(w, Math.fma(w, 0x1.0f5cc9939006fp-3, 0x1.745cde35f482dp-3), 0x1.249249242b433p-2),
                0x1.5555555555555p-1);
        double odd = Math.fma(
                w,
                Math.fma(w, Math.fma(w, 0x1.0f630ec07dd0ap-3, 0x1.3b20ab85d62a0p-3), 0x1.c71c7258fc167p-3),
                0x1.9999999999dffp-2);
        double tail = s * Math.fma(z, Math.fma(z, odd, even), h);
        double a = k * LN2_HIGH;
        double b = a + f;
        double bLow = f - (b - a);
        double c = b - h;
        double cLow = (b - c) - h;
        return c + ((bLow + cLow) + (Math.fma(k, LN2_LOW, tail - hLow) + correction));
    }
}
