package org.surprisal.math;

import java.util.stream.IntStream;

/**
 * ln|Γ(x)|. From 10 on Stirling's series with the product (x - ½)·(ln x - 1) carried in two doubles; below, with an
 * integer shift, a minimax polynomial (Remez) of ln Γ(2 + u) / u on [-¾, ½], so that the zeros at 1 and 2 are exact;
 * below -½ the reflection formula in two doubles, so that it is accurate beside its zeros too.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.5 and 5.11.
 */
public final class LogGamma {
    private static final double STIRLING_FROM = 10;
    private static final double OVERFLOW = 2.6e305;

    /** Up to here ln(1 + x) and what it is taken from hardly cancel. */
    private static final double LITTLE_CANCELS = 0.28;

    /** ½ ln 2π - ½. */
    private static final double CONSTANT = 0.4189385332046727;

    /** ln Γ(2 + u) / u. */
    private static final Polynomial NEAR_TWO = new Polynomial(
            0x1.b0ee6072093cep-2,
            0x1.4a34cc4a60fa6p-2,
            -0x1.13e001a5575f1p-4,
            0x1.51322ac7d8b34p-6,
            -0x1.e404fc2196e6cp-8,
            0x1.7add6eacdf513p-9,
            -0x1.38ac5c28697d3p-10,
            0x1.0b36afea05eafp-11,
            -0x1.d3fd4db76741cp-13,
            0x1.a1277ea0849b7p-14,
            -0x1.78de61586ae91p-15,
            0x1.5815368ab81f4p-16,
            -0x1.3cb26cb8dcf39p-17,
            0x1.24f338d1472b2p-18,
            -0x1.1345e8b374915p-19,
            0x1.0846a3ded2ff7p-20,
            -0x1.a8469983b6b1fp-22,
            0x1.7768009f32883p-23,
            -0x1.e0ebede26ed24p-23,
            0x1.b3ecb720d46e9p-26,
            0x1.79d80da4dc7e7p-24,
            0x1.812dc52d31dfbp-24);

    /** Stirling's series in 1/x², times 1/x: B(2n) / (2n (2n - 1)). */
    private static final Polynomial STIRLING = new Polynomial(
            1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400);

    private LogGamma() {}

    /** Returns ln|Γ(x)|; NaN for a NaN, +∞ for ±∞ and for the poles 0, -1, -2, .... */
    public static double of(double x) {
        if (x >= STIRLING_FROM) {
            return stirling(x);
        }
        if (x >= -0.5) {
            return small(x);
        }
        if (Double.isNaN(x)) {
            return x;
        }
        if (x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        return reflected(x);
    }

    /** Returns ln|Γ(1 + x)|, accurate near its zero at 0; otherwise as {@link #of}. */
    public static double onePlus(double x) {
        if (x >= -0.5 && x <= LITTLE_CANCELS) {
            return x * NEAR_TWO.at(x) - Log1p.of(x);
        }
        if (x > LITTLE_CANCELS && x < 1.5) {
            double u = x - 1;
            double value = u * NEAR_TWO.at(u);
            // What x - 1 rounds away, times the slope ψ(1 + x), of which two digits are enough.
            return x < 0.5 ? value + (x - (u + 1)) * Math.fma(1.06, x, -0.49) : value;
        }
        DoubleDouble sum = DoubleDouble.sum(1, x);
        double log = of(sum.high());
        return sum.low() == 0 || Double.isInfinite(log) ? log : Math.fma(sum.low(), Digamma.of(sum.high()), log);
    }

    /**
     * Sets out[i] to {@code of(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            int k = (int) x[i];
            out[i] = k == x[i] && k > 0 && k <= Factorials.MOST ? Factorials.LOGARITHMS[k - 1] : of(x[i]);
        }
    }

    /**
     * Sets out[i] to {@code onePlus(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void onePlus(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            int k = (int) x[i];
            // -0 has a result of its own.
            boolean count = k == x[i] && k < Factorials.MOST && Double.doubleToRawLongBits(x[i]) >= 0;
            out[i] = count ? Factorials.LOGARITHMS[k] : onePlus(x[i]);
        }
    }

    /** What counts ask for, most of which are small: ln k!, with the bits of both functions. */
    private static final class Factorials {
        static final int MOST = 256;
        static final double[] LOGARITHMS =
                IntStream.range(0, MOST).mapToDouble(LogGamma::onePlus).toArray();
    }

    /** Between the poles it falls to zeros, beside which the two terms cancel: hence two doubles. */
    private static double reflected(double x) {
        DoubleDouble sine = SinPi.of(x);
        DoubleDouble product = (sine.high() < 0 ? sine.negate() : sine).times(-x);
        return LogPair.of(SinPi.PI)
                .minus(LogPair.of(product))
                .minus(LogGammaPair.of(DoubleDouble.of(-x)))
                .high();
    }

    private static double small(double x) {
        if (x <= 0.5) {
            return x == 0 ? Double.POSITIVE_INFINITY : x * NEAR_TWO.at(x) - Log1p.of(x) - Log.of(Math.abs(x));
        }
        if (x < 1.25) {
            double u = x - 1;
            return u * NEAR_TWO.at(u) - Log1p.of(u);
        }
        double shift = Math.max(0, Math.rint(x) - 2);
        double u = x - shift - 2;
        double product = 1;
        for (int k = 1; k <= shift; k++) {
            product *= x - k;
        }
        return u * NEAR_TWO.at(u) + Log.of(product);
    }

    private static double stirling(double x) {
        if (x > OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        if (x > Log.LARGE) {
            return x * (Log.of(x) - 1);
        }
        long pattern = Log.pattern(x);
        double k = Log.exponent(pattern);
        double f = Math.fma(x, Log.scale(pattern), -1);
        double lead = Log.lead(k, f);
        double log = lead - 1;
        double logLow = (lead - (log + 1)) + Log.rest(k, f, 0);
        double factor = x - 0.5;
        double high = factor * log;
        double low = Math.fma(factor, log, -high) + factor * logLow;
        return high + (low + (CONSTANT + STIRLING.at(1 / (x * x)) / x));
    }
}
