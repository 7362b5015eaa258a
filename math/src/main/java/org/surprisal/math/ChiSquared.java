package org.surprisal.math;

/** The χ² distribution with any number df > 0 of degrees of freedom, over {@link RegularizedGamma}. */
public final class ChiSquared {
    private ChiSquared() {}

    /** Returns P(X ≤ x); 0 below 0, NaN for a NaN or df not positive or not finite. */
    public static double cdf(double x, double df) {
        return RegularizedGamma.lower(0.5 * df, x < 0 ? 0 : 0.5 * x);
    }

    /** Returns P(X > x), accurate in the upper tail; 1 below 0, NaN for a NaN or df not positive or not finite. */
    public static double survival(double x, double df) {
        return RegularizedGamma.upper(0.5 * df, x < 0 ? 0 : 0.5 * x);
    }

    /** Returns the x with P(X ≤ x) = p; NaN for a NaN, p outside [0, 1] or df not positive or not finite. */
    public static double quantile(double p, double df) {
        return 2 * RegularizedGamma.inverseLower(0.5 * df, p);
    }

    /** Returns the x with P(X > x) = q; NaN for a NaN, q outside [0, 1] or df not positive or not finite. */
    public static double survivalQuantile(double q, double df) {
        return 2 * RegularizedGamma.inverseUpper(0.5 * df, q);
    }
}
