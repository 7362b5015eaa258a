package org.surprisal.math;

/**
 * Student's t distribution with any number df > 0 of degrees of freedom, whole or not. With w = t² / (df + t²):
 *
 * <ul>
 *   <li>near the centre P(0 &lt; T &lt; t) = t·f(t)·Σ ((df+1)/2)ₙ / (3/2)ₙ · wⁿ, a series of positive terms (DLMF
 *       15.8.1);
 *   <li>in the tail P(T > t) = t·f(t)·∫₀^∞ (1 + w·(2v + v²))^(-(df+1)/2) dv by the double-exponential rule v =
 *       h·exp(π/2·sinh τ) (H. Takahasi and M. Mori, 1974), whose integrand is positive, so small probabilities keep
 *       their relative accuracy.
 * </ul>
 *
 * <p>Logarithms that become factors are carried in two doubles, so small probabilities have as many digits as others.
 */
public final class StudentT {
    private static final double STEP = 0.03125;
    private static final double FIRST = -4;
    private static final double HALF_PI = Math.PI / 2;
    private static final double SQRT_PI = 1.772453850905516;

    /** With fewer degrees of freedom than this all of the probability is beyond the doubles. */
    private static final double TINY = 1e-280;

    private StudentT() {}

    /** Returns P(T ≤ t); NaN for a NaN or df not positive. An infinite df is the normal distribution. */
    public static double cdf(double t, double df) {
        if (!(df > 0) || Double.isNaN(t)) {
            return Double.NaN;
        }
        if (df == Double.POSITIVE_INFINITY) {
            return Normal.cdf(t);
        }
        double x = Math.abs(t);
        if (central(x, df)) {
            double part = centre(x, df);
            return t < 0 ? 0.5 - part : 0.5 + part;
        }
        double tail = tail(x, df);
        return t < 0 ? tail : 1 - tail;
    }

    /**
     * Returns the t with P(T ≤ t) = p; -∞ for 0, +∞ for 1, ±∞ also on overflow; NaN for a NaN, for p outside [0, 1] or
     * df not positive.
     */
    public static double quantile(double p, double df) {
        if (!(df > 0) || !(p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        double normal = Normal.quantile(p);
        if (df == Double.POSITIVE_INFINITY || p == 0.5 || p == 0 || p == 1) {
            return normal;
        }
        double q = p < 0.5 ? 0.5 - p : p - 0.5;
        double edge = Math.min(1, Math.sqrt(df));
        double t = q < centre(edge, df)
                ? centreQuantile(q, df)
                : tailQuantile(p < 0.5 ? p : 1 - p, df, Math.max(Math.abs(normal), edge));
        return p < 0.5 ? -t : t;
    }

    private static boolean central(double t, double df) {
        return t <= 0.5 && t * t <= df;
    }

    /** Solves P(0 &lt; T &lt; t) = q: a concave function, so Newton's steps from the left never pass the root. */
    private static double centreQuantile(double q, double df) {
        double t = q / density(0, df);
        for (int i = 0; i < 100; i++) {
            double next = t + (q - centre(t, df)) / density(t, df);
            if (next <= t * (1 + 0x1p-52)) {
                return next;
            }
            t = next;
        }
        return t;
    }

    /**
     * Solves ln P(T > t) = ln q in ln t: a concave falling function, so Newton's steps come from the right after the
     * first.
     */
    private static double tailQuantile(double q, double df, double start) {
        double log = Log.of(start);
        for (int i = 0; i < 200; i++) {
            double t = Exp.of(log);
            if (t == Double.POSITIVE_INFINITY) {
                return t;
            }
            double ratio = integral(t, df);
            double tail = weighted(t, df) * ratio;
            double step = Log1p.of((tail - q) / q) * ratio;
            log += step;
            // ln t is known to an ulp of itself only: the last step is taken on t.
            if (Math.abs(step) < 1e-7) {
                return t * Exp.of(step);
            }
        }
        return Exp.of(log);
    }

    private static double centre(double t, double df) {
        double w = t * t / (df + t * t);
        double term = 1;
        double sum = 1;
        for (int n = 0; term > 0x1p-55 * sum; n++) {
            term *= w * (0.5 * (df + 1) + n) / (1.5 + n);
            sum += term;
        }
        return t * density(t, df) * sum;
    }

    private static double tail(double t, double df) {
        if (t == Double.POSITIVE_INFINITY) {
            return 0;
        }
        // (df / t²)^(df/2) / 2, where nothing is left of the power.
        return df < TINY ? 0.5 : weighted(t, df) * integral(t, df);
    }

    /** Returns ∫₀^∞ (1 + w·(2v + v²))^(-(df+1)/2) dv. */
    private static double integral(double t, double df) {
        double w = 1 / (1 + df / t / t);
        double power = -0.5 * (df + 1);
        double logScale = -Log.of((df + 1) * w);
        double logW = Log.of(w);
        double sum = 0;
        double lost = 0;
        for (int i = 0; ; i++) {
            double tau = FIRST + i * STEP;
            double e = Exp.of(tau);
            double logV = logScale + HALF_PI * 0.5 * (e - 1 / e);
            double logTerm;
            if (logV < 4) {
                double v = Exp.of(logV);
                logTerm = logV + power * Log1p.of(w * v * (2 + v));
            } else if (logV < 300) {
                // v·(v²)^power is v^-df: two large logarithms need not cancel.
                double v = Exp.of(logV);
                logTerm = power * Log.of(w * (1 + 2 / v) + 1 / v / v) - df * logV;
            } else {
                logTerm = power * logW - df * logV;
            }
            double term = Exp.of(logTerm) * (e + 1 / e);
            double next = sum + term;
            lost += sum > term ? term - (next - sum) : sum - (next - term);
            sum = next;
            if (tau > 0 && term < 0x1p-60 * sum) {
                return (sum + lost) * STEP * HALF_PI * 0.5;
            }
        }
    }

    /** Returns the density at t. */
    private static double density(double t, double df) {
        DoubleDouble log =
                logOnePlus(DoubleDouble.product(t, t).dividedBy(df)).times(-0.5).times(sum(df));
        return constant(df) * Exp.of(log.high(), log.low());
    }

    /** Returns t times the density at t > 0, also where one of the two overflows or underflows. */
    private static double weighted(double t, double df) {
        if (t < 100 || t / df < 100 / t) {
            return t * density(t, df);
        }
        // 1 + t²/df = (t²/df)·(1 + df/t²).
        DoubleDouble power = logOnePlus(DoubleDouble.of(df).dividedBy(t).dividedBy(t))
                .times(-0.5)
                .times(sum(df));
        DoubleDouble log =
                LogPair.of(t).minus(LogPair.of(df).times(0.5)).times(-df).plus(power);
        return gammaRatio(0.5 * df) / SQRT_PI * Exp.of(log.high(), log.low());
    }

    private static DoubleDouble sum(double df) {
        return DoubleDouble.sum(df, 1);
    }

    /** Returns ln(1 + w): for a small w what is lost of it in a sum is put back. */
    private static DoubleDouble logOnePlus(DoubleDouble w) {
        return w.high() < 0x1p-60 ? w : LogPair.of(w.plus(1));
    }

    private static double constant(double df) {
        return gammaRatio(0.5 * df) / (Math.sqrt(df) * SQRT_PI);
    }

    /** Returns Γ(x + ½) / Γ(x). */
    private static double gammaRatio(double x) {
        DoubleDouble log = LogGammaDelta.pair(x, 0.5);
        return Exp.of(log.high(), log.low());
    }
}
