package org.surprisal.math;

/**
 * The regularised incomplete beta function I(a, b; x) for any a, b > 0, and its inverse, with x as odds o = x / (1 -
 * x), so that an x near 1 keeps its digits. With W = x^a (1 - x)^b / B(a, b),
 *
 * <p>I = W·∫₀^∞ exp(-as)·(1 + x(e^-s - 1))^-(a+b) ds,
 *
 * <p>the density of ln o, integrated from the right end; the integrand is positive ({@link HalfLine}), so a small
 * result keeps its relative accuracy, and no regime has a join with another, whatever a and b are.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 8.17.
 */
public final class RegularizedBeta {
    private static final double TWO_PI = 2 * Math.PI;

    private RegularizedBeta() {}

    /** Returns I(a, b; x) for x in [0, 1] and finite a, b > 0; NaN otherwise or for a NaN. */
    public static double of(double a, double b, double x) {
        return x >= 0 && x <= 1 ? lower(a, b, x / (1 - x)) : Double.NaN;
    }

    /** Returns 1 - I(a, b; x) for x in [0, 1] and finite a, b > 0; NaN otherwise or for a NaN. */
    public static double complement(double a, double b, double x) {
        return x >= 0 && x <= 1 ? lower(b, a, (1 - x) / x) : Double.NaN;
    }

    /** Returns I at odds from 0 to +∞. */
    static double lower(double a, double b, double odds) {
        if (!(a > 0 && b > 0 && odds >= 0) || Double.isInfinite(a) || Double.isInfinite(b)) {
            return Double.NaN;
        }
        if (odds == 0 || odds == Double.POSITIVE_INFINITY) {
            return odds == 0 ? 0 : 1;
        }
        return odds <= a / b ? tail(a, b, odds) : 1 - tail(b, a, 1 / odds);
    }

    /** Returns the odds at which I is p; 0 for 0, +∞ for 1; NaN for a NaN or p outside [0, 1]. */
    static double inverse(double a, double b, double p) {
        if (!(a > 0 && b > 0 && p >= 0 && p <= 1) || Double.isInfinite(a) || Double.isInfinite(b)) {
            return Double.NaN;
        }
        if (p == 0 || p == 1) {
            return p == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double middle = a / b;
        return p <= tail(a, b, middle) ? solve(a, b, p) : 1 / solve(b, a, 1 - p);
    }

    /** Newton's steps on ln I in ln o, a concave function: from the left after the first they never pass the root. */
    private static double solve(double a, double b, double p) {
        double known = Log.of(factor(a, b)) - Log.of(p);
        return Newton.onLogarithms(a / b, odds -> {
            double ratio = ratio(a, b, odds);
            return -(logWeight(a, b, odds) + Log.of(ratio) + known) * ratio;
        });
    }

    private static double tail(double a, double b, double odds) {
        return Exp.of(logWeight(a, b, odds)) * factor(a, b) * ratio(a, b, odds);
    }

    /** Returns W / exp({@link #logWeight}). */
    private static double factor(double a, double b) {
        return Math.sqrt(a / (a + b) * b / TWO_PI);
    }

    /** Returns a ln(x/μ) + b ln((1-x)/(1-μ)) + S(a+b) - S(a) - S(b) with μ = a/(a+b) and Stirling's error S. */
    private static double logWeight(double a, double b, double odds) {
        double x = odds / (1 + odds);
        double y = 1 / (1 + odds);
        double off = b * x - a * y;
        double u = off / a;
        double v = -off / b;
        double sum = a + b;
        // a·u + b·v is 0.
        double exponent = Math.abs(u) < 0.5 && Math.abs(v) < 0.5
                ? a * Log1pMinus.of(u) + b * Log1pMinus.of(v)
                : a * (u < -0.5 ? Log.of(x * sum / a) : Log1p.of(u))
                        + b * (v < -0.5 ? Log.of(y * sum / b) : Log1p.of(v));
        double series = StirlingError.of(sum) - StirlingError.of(a) - StirlingError.of(b);
        return exponent + series;
    }

    /** Returns I / W. */
    private static double ratio(double a, double b, double odds) {
        double x = odds / (1 + odds);
        double y = 1 / (1 + odds);
        double sum = a + b;
        double slope = Math.max(a * y - b * x, 0);
        double scale = 1 / (slope + Math.min(a, Math.sqrt(sum * x * y)));
        if (x <= 0.5) {
            return HalfLine.integral(scale, s -> {
                double w = x * Expm1.of(-s);
                return -slope * s - sum * (x * ExpMinusLine.of(-s) + Log1pMinus.of(w));
            });
        }
        return HalfLine.integral(scale, s -> {
            double w = y * Expm1.of(s);
            if (w > 1) {
                return -a * s - sum * Log.of(y + x * Exp.of(-s));
            }
            return -slope * s - sum * (y * ExpMinusLine.of(s) + Log1pMinus.of(w));
        });
    }
}
