package org.surprisal.math;

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x) for any a > 0, and their inverses. With
 * D(a, x) = x^a e^-x / Γ(a),
 *
 * <ul>
 *   <li>P(a, x) = D·∫₀^∞ exp(-at + x(1 - e^-t)) dt,
 *   <li>Q(a, x) = D·∫₀^∞ (1 + v)^(a-1) e^(-xv) dv,
 * </ul>
 *
 * <p>both with positive integrands ({@link HalfLine}), P up to the mean a, or 1, and Q beyond, so that a small one
 * keeps its relative accuracy. For a below 1 the integrand of P has two scales: there it is D/a·Σ xⁿ / ((a + 1) ... (a
 * + n)).
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 8.2 and 8.6.
 */
public final class RegularizedGamma {
    private static final double TWO_PI = 2 * Math.PI;

    /** From here on Γ(a) is large enough to be taken apart. */
    private static final double LARGE = 1e4;

    private RegularizedGamma() {}

    /** Returns P(a, x), for x ≥ 0 and a > 0; NaN otherwise or for a NaN. */
    public static double lower(double a, double x) {
        if (!(a > 0 && x >= 0) || a == Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? 0 : 1;
        }
        return below(a, x) ? lowerTail(a, x) : 1 - upperTail(a, x);
    }

    /** Returns Q(a, x), for x ≥ 0 and a > 0; NaN otherwise or for a NaN. */
    public static double upper(double a, double x) {
        if (!(a > 0 && x >= 0) || a == Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? 1 : 0;
        }
        return below(a, x) ? 1 - lowerTail(a, x) : upperTail(a, x);
    }

    /** Returns the x with P(a, x) = p; 0 for 0, +∞ for 1, NaN for a NaN, p outside [0, 1] or a not positive. */
    public static double inverseLower(double a, double p) {
        if (!(a > 0 && p >= 0 && p <= 1) || a == Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        if (p == 0 || p == 1) {
            return p == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double middle = middle(a);
        return p <= lowerTail(a, middle) ? solveLower(a, p, middle) : solveUpper(a, 1 - p);
    }

    /** Returns the x with Q(a, x) = q; +∞ for 0, 0 for 1, NaN for a NaN, q outside [0, 1] or a not positive. */
    public static double inverseUpper(double a, double q) {
        if (!(a > 0 && q >= 0 && q <= 1) || a == Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        if (q == 0 || q == 1) {
            return q == 1 ? 0 : Double.POSITIVE_INFINITY;
        }
        double middle = middle(a);
        return q <= upperTail(a, middle) ? solveUpper(a, q) : solveLower(a, 1 - q, middle);
    }

    private static boolean below(double a, double x) {
        return x <= middle(a);
    }

    /** Up to here P is computed, beyond Q. */
    private static double middle(double a) {
        return Math.max(a, 1);
    }

    private static double lowerTail(double a, double x) {
        return a < 1 ? Pow.of(x, a) * Exp.of(-x - LogGamma.of(a + 1)) * series(a, x) : weight(a, x) * lowerRatio(a, x);
    }

    /** Returns Σ xⁿ / ((a + 1) ... (a + n)), for x up to 1. */
    private static double series(double a, double x) {
        double term = 1;
        double sum = 0;
        for (int n = 1; term > 0x1p-60; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return 1 + sum;
    }

    private static double upperTail(double a, double x) {
        return weight(a, x) * upperRatio(a, x);
    }

    /** Returns D(a, x). */
    private static double weight(double a, double x) {
        DoubleDouble log = logWeight(a, x);
        return Exp.of(log.high(), log.low());
    }

    /**
     * Returns ln D: for small a as it stands, for large a as a·ln(x/a) - (x - a) + ½ ln(a/2π) - S(a) with Stirling's
     * error S. A small D is the exponential of a large number, of which a double has too few digits.
     */
    private static DoubleDouble logWeight(double a, double x) {
        if (a < LARGE) {
            return LogPair.of(x).times(a).plus(-x).minus(LogGammaPair.of(DoubleDouble.of(a)));
        }
        DoubleDouble ratio = DoubleDouble.quotient(x, a);
        if (ratio.high() < Double.MIN_NORMAL) {
            return DoubleDouble.of(Double.NEGATIVE_INFINITY);
        }
        return LogPair.of(ratio)
                .times(a)
                .minus(DoubleDouble.sum(x, -a))
                .plus(0.5 * Log.of(a / TWO_PI) - StirlingError.of(a));
    }

    /** Returns P / D. */
    private static double lowerRatio(double a, double x) {
        double scale = 1 / (Math.max(a - x, 0) + Math.min(a, Math.sqrt(a)));
        return HalfLine.integral(scale, t -> -(a - x) * t - x * ExpMinusLine.of(-t));
    }

    /** Returns Q / D. */
    private static double upperRatio(double a, double x) {
        double scale = 1 / (Math.max(x - a, 0) + Math.sqrt(a) + 1);
        return a < 1
                ? HalfLine.integral(scale, v -> (a - 1) * Log1p.of(v) - x * v)
                : HalfLine.integral(scale, v -> (a - 1) * Log1pMinus.of(v) - (x - a + 1) * v);
    }

    /** Newton's steps on ln P in ln x, a concave function: from the left after the first they never pass the root. */
    private static double solveLower(double a, double p, double start) {
        double known = -Log.of(p);
        return Newton.onLogarithms(start, x -> {
            double ratio = lowerRatio(a, x);
            return -(logWeight(a, x).high() + Log.of(ratio) + known) * ratio;
        });
    }

    /** The start is beyond the root (B. Laurent and P. Massart, Annals of Statistics 28, 2000, lemma 1). */
    private static double solveUpper(double a, double q) {
        double surprisal = -Log.of(q);
        double start = Math.max(a, 1) + Math.sqrt(2 * a * surprisal) + surprisal;
        return Newton.onLogarithms(start, x -> {
            double ratio = upperRatio(a, x);
            return (logWeight(a, x).high() + Log.of(ratio) + surprisal) * ratio;
        });
    }
}
