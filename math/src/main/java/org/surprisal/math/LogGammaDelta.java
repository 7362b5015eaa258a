package org.surprisal.math;

/**
 * ln Γ(x + a) - ln Γ(x), the logarithm of the Pochhammer symbol (x)ₐ, without cancellation, whatever the sizes of x and
 * a. From 16 on a difference of Stirling's series, written so that no large terms meet; below, Taylor's series for a
 * small a, otherwise a difference in two doubles.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.2(iii), 5.5 and 5.11.
 */
public final class LogGammaDelta {
    private static final double STIRLING_FROM = 16;

    /** Up to this share of x Taylor's series to the fourth order is exact enough, from there on the difference is. */
    private static final double SMALL = 1e-4;

    /** An x of so many times a, or more, leaves a(a - 1)/2x of what is more than a power. */
    private static final double FAR = 1e17;

    /** Below this xΓ(x) is 1. */
    private static final double TINY = 1e-20;

    /** B(2k) / (2k (2k - 1)) from k = 1 on. */
    private static final double[] SERIES = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400
    };

    private LogGammaDelta() {}

    /**
     * Returns ln|Γ(x + a)| - ln|Γ(x)|; NaN for a NaN; where x or x + a is not positive or not finite, what the plain
     * difference gives.
     */
    public static double of(double x, double a) {
        return pair(x, a).high();
    }

    /** Returns the same in two doubles, though not as good as that everywhere. */
    static DoubleDouble pair(double x, double a) {
        double end = x + a;
        if (!(x > 0 && end > 0) || Double.isInfinite(x) || Double.isInfinite(end)) {
            return DoubleDouble.of(a == 0 && x > 0 ? 0 : LogGamma.of(end) - LogGamma.of(x));
        }
        if (Math.min(x, end) >= STIRLING_FROM) {
            // Where a is below -x/2 the sum is exact, so the two can change places.
            return a < -0.5 * x ? stirling(end, -a).negate() : stirling(x, a);
        }
        if (Math.max(x, end) < TINY) {
            // Γ(x) is 1/x.
            return DoubleDouble.of(-Log1p.of(a / x));
        }
        if (Math.abs(a) <= SMALL * x) {
            double third = Math.fma(a / 24, Polygamma.of(3, x), Polygamma.of(2, x) / 6);
            double second = Math.fma(a, third, 0.5 * Trigamma.of(x));
            return DigammaPair.of(DoubleDouble.of(x)).plus(a * second).times(a);
        }
        return LogGammaPair.of(DoubleDouble.sum(x, a)).minus(LogGammaPair.of(DoubleDouble.of(x)));
    }

    /**
     * Sets out[i] to {@code of(x[i], a[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x or a
     */
    public static void of(double[] x, double[] a, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = of(x[i], a[i]);
        }
    }

    private static DoubleDouble stirling(double x, double a) {
        if (a > x) {
            // a (ln(x + a) - 1) + (x - ½) ln(1 + a/x)
            DoubleDouble lead = LogPair.of(DoubleDouble.sum(x, a)).plus(-1).times(a);
            return lead.plus(DoubleDouble.product(x - 0.5, Log1p.of(a / x))).plus(series(x, a));
        }
        return LogPair.of(x).times(a).plus(lines(x, a)).plus(rest(x, a));
    }

    /** (x + a - ½) (ln(1 + a/x) - a/x): what the logarithm has beside its tangent. */
    private static double lines(double x, double a) {
        return (x + (a - 0.5)) * Log1pMinus.of(a / x);
    }

    /** (a - ½) a/x and the difference of the series. */
    private static double rest(double x, double a) {
        return Math.fma(a - 0.5, a / x, series(x, a));
    }

    private static double series(double x, double a) {
        InversePowers powers = new InversePowers(x, a);
        double series = 0;
        for (double coefficient : SERIES) {
            powers.raise();
            series = Math.fma(coefficient, powers.difference().high(), series);
            powers.raise();
        }
        return series;
    }

    /**
     * Returns ln Γ(x + a) - ln Γ(x) - a ln x for positive x and x + a, 0 for an infinite x, otherwise NaN: how much
     * more than a power of x the Pochhammer symbol is, with nothing in it that grows with x.
     */
    public static double overPower(double x, double a) {
        double end = x + a;
        if (x == Double.POSITIVE_INFINITY && Math.abs(a) <= Double.MAX_VALUE) {
            return 0;
        }
        if (!(x > 0 && end > 0) || end == Double.POSITIVE_INFINITY) {
            return end == Double.POSITIVE_INFINITY && x > 0 ? end : Double.NaN;
        }
        if (a == 0 || a == 1) {
            return 0;
        }
        if (x >= FAR && Math.abs(a) <= x / FAR) {
            return 0.5 * (a / x) * (a - 1);
        }
        if (Math.min(x, end) >= STIRLING_FROM && Math.abs(a) <= 0.5 * x) {
            return lines(x, a) + rest(x, a);
        }
        return pair(x, a).minus(LogPair.of(x).times(a)).high();
    }

    /**
     * Sets out[i] to {@code overPower(x[i], a[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x or a
     */
    public static void overPower(double[] x, double[] a, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = overPower(x[i], a[i]);
        }
    }
}
