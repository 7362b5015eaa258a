package org.surprisal.math;

import org.surprisal.math.spi.Twins;

/**
 * The natural logarithm. x = 2^k·m with m in [√½, √2); with f = m - 1 and s = f / (2 + f), ln(1 + f) = f - f²/2 +
 * s·(f²/2 + R(s²)), where R is a minimax polynomial (Remez) of 2·atanh(s) - 2s. The leading terms k·ln 2, f and f²/2
 * are summed with their rounding errors. Measured worst error 0.67 ulp.
 *
 * <p>Method: P. T. P. Tang, "Table-driven implementation of the logarithm function", ACM TOMS 16 (1990), and the form
 * of the series in FDLIBM's {@code e_log.c}; Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., ch. 10.
 */
public final class Log {
    private static final long SQRT_HALF = 0x3FE6A09E667F3BCDL;
    private static final long TWO_52 = 0x4330000000000000L;
    private static final double BIAS = 0x1p52 + 1023;
    private static final double LN2_HIGH = 0x1.62e42fefa3000p-1;
    private static final double LN2_LOW = 0x1.3de6af278ece6p-42;

    /** The branch-free form is right from the smallest normal number up to here. */
    static final double LARGE = 0x1p1000;

    private static final long MIN_BITS = Double.doubleToRawLongBits(Double.MIN_NORMAL);
    private static final long LARGE_BITS = Double.doubleToRawLongBits(LARGE);

    private static final Twins.Loop LOOP = Twin.of("Log", new Kernel() {
        @Override
        public double of(double x) {
            return Log.of(x);
        }

        @Override
        public boolean block(double[][] w, int n) {
            return Log.block(w, n);
        }
    });

    private Log() {}

    /** Returns ln x; NaN for a NaN or {@code x < 0}, -∞ for ±0, +∞ for +∞. */
    public static double of(double x) {
        if (x >= Double.MIN_NORMAL && x <= LARGE) {
            return core(x, 0);
        }
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (x > 0 && x <= Double.MAX_VALUE) {
            double shift = x < 1 ? 54 : -54;
            double y = Math.scalb(x, (int) shift);
            long p = pattern(y);
            double k = exponent(p) - shift;
            double f = Math.fma(y, scale(p), -1);
            return lead(k, f) + rest(k, f, 0);
        }
        return x > 0 ? x : Double.NaN;
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
            double x = v[i];
            long p = pattern(x);
            outside |= outside(x);
            k[i] = exponent(p);
            scale[i] = scale(p);
        }
        if (outside < 0) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            v[i] = Math.fma(v[i], scale[i], -1);
        }
        for (int i = 0; i < n; i++) {
            v[i] = lead(k[i], v[i]) + rest(k[i], v[i], 0);
        }
        return true;
    }

    /**
     * Returns ln(high + low) for a high from the smallest normal number to {@link #LARGE} and |low| ≤ ulp(high) / 2:
     * the one core of all logarithms.
     */
    static double core(double high, double low) {
        long p = pattern(high);
        double k = exponent(p);
        double g = Math.fma(high, scale(p), -1);
        double scaled = low * scale(p);
        double f = g + scaled;
        return lead(k, f) + rest(k, f, scaled - (f - g));
    }

    /** Negative unless x is from the smallest normal number to {@link #LARGE}. */
    static long outside(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return (bits - MIN_BITS) | (LARGE_BITS - bits);
    }

    /** Returns a pattern whose exponent field is k + 1023, where x = 2^k·m and m in [√½, √2). */
    static long pattern(double x) {
        return Double.doubleToRawLongBits(x) - SQRT_HALF + (1023L << 52);
    }

    /** Returns k. */
    static double exponent(long pattern) {
        return Double.longBitsToDouble(TWO_52 | (pattern >>> 52)) - BIAS;
    }

    /** Returns 2^-k. */
    static double scale(long pattern) {
        return Double.longBitsToDouble((2046 - (pattern >>> 52)) << 52);
    }

    /** Returns the leading part of k·ln 2 + ln(1 + f). */
    static double lead(double k, double f) {
        return (k * LN2_HIGH + f) - 0.5 * f * f;
    }

    /** Returns what {@link #lead} leaves of k·ln 2 + ln(1 + f + low). */
    static double rest(double k, double f, double low) {
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
        // The derivative 1 / (1 + f) at low needs no more than a few percent.
        double derivative = Math.fma(f, Math.fma(f, 0.75, -0.99), 1);
        return (bLow + cLow) + Math.fma(low, derivative, Math.fma(k, LN2_LOW, tail - hLow));
    }
}
