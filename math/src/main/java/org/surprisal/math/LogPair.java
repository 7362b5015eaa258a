package org.surprisal.math;

/**
 * The natural logarithm in two doubles, some 73 bits of it: x = 2^k·m, s = (m - 1) / (m + 1), ln m = 2s + ⅔s³ + ⅖s⁵ +
 * s⁷·R(s²), of which all but R is carried in two doubles. Written out, because powers need it fast.
 *
 * <p>Method: Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., ch. 4 (double-word arithmetic) and 10.
 */
final class LogPair {
    private static final double LN2_HIGH = 0x1.62e42fefa3000p-1;
    private static final double LN2_LOW = 0x1.3de6af278ece6p-42;
    private static final double LN2_LAST = 0x1.f97b57a079a19p-103;

    /** The series of (2·atanh(s) - 2s - 2/3·s³ - 2/5·s⁵) / s⁷ in s². */
    private static final Polynomial SERIES = new Polynomial(
            0x1.2492492492497p-2,
            0x1.c71c71c71532bp-3,
            0x1.745d1755239a7p-3,
            0x1.3b13a517e9a95p-3,
            0x1.1115a33744857p-3,
            0x1.e01f1ef66f901p-4,
            0x1.d9cd40f0123e7p-4);

    private LogPair() {}

    /** Returns ln x for a positive, finite x. */
    static DoubleDouble of(double x) {
        int shift = x < Double.MIN_NORMAL ? -54 : x > Log.LARGE ? 54 : 0;
        return of(Math.scalb(x, -shift), shift);
    }

    /** Returns ln(2^shift·x), for a normal x and in less than the 325 bytes of code that HotSpot copies into loops. */
    private static DoubleDouble of(double x, double shift) {
        long pattern = Log.pattern(x);
        double k = Log.exponent(pattern) + shift;
        double m = x * Log.scale(pattern);

        // s = (m - 1) / (m + 1) and z = s² in two doubles.
        double f = m - 1;
        double d = m + 1;
        double dLow = m - (d - 1);
        double s = f / d;
        double sLow = (Math.fma(-s, d, f) - s * dLow) / d;
        double z = s * s;
        double zLow = Math.fma(s, s, -z) + 2 * s * sLow;

        DoubleDouble factor = factor(z, zLow);
        double p = factor.high();
        double pLow = factor.low();

        // w = z·p; ln m = 2s + s·w.
        double w = z * p;
        double wLow = Math.fma(z, p, -w) + (z * pLow + zLow * p);
        double t = s * w;
        double tLow = Math.fma(s, w, -t) + (s * wLow + sLow * w);
        double a = k * LN2_HIGH;
        double c = a + 2 * s;
        double cLow = 2 * s - (c - a);
        double l = c + t;
        double lLow = (t - (l - c)) + (cLow + (tLow + 2 * sLow + k * LN2_LOW));
        double log = l + lLow;
        return new DoubleDouble(log, (lLow - (log - l)) + k * LN2_LAST);
    }

    /** Returns ⅔ + ⅖z + z²·R(z). */
    private static DoubleDouble factor(double z, double zLow) {
        double q = z * SERIES.at(z);
        double b = 0x1.999999999999ap-2 + q;
        double bLow = (q - (b - 0x1.999999999999ap-2)) - 0x1.999999999999ap-56;
        double zb = z * b;
        double zbLow = Math.fma(z, b, -zb) + (z * bLow + zLow * b);
        double p = 0x1.5555555555555p-1 + zb;
        return new DoubleDouble(p, (zb - (p - 0x1.5555555555555p-1)) + (0x1.5555555555555p-55 + zbLow));
    }

    /** Returns ln x for a positive, normal x. */
    static DoubleDouble of(DoubleDouble x) {
        return of(x.high()).plus(x.low() / x.high());
    }
}
