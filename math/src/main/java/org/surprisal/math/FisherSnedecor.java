package org.surprisal.math;

/**
 * The F distribution (Fisher, Snedecor) with any numbers of degrees of freedom, over {@link RegularizedBeta}; an
 * infinite second number makes it that of χ²/df.
 */
public final class FisherSnedecor {
    private FisherSnedecor() {}

    /** Returns P(F ≤ x); 0 below 0, NaN for a NaN or a number of degrees of freedom not positive. */
    public static double cdf(double x, double df1, double df2) {
        if (df2 == Double.POSITIVE_INFINITY) {
            return ChiSquared.cdf(x * df1, df1);
        }
        return RegularizedBeta.lower(0.5 * df1, 0.5 * df2, x < 0 ? 0 : x / df2 * df1);
    }

    /** Returns P(F > x), accurate in the upper tail; 1 below 0, NaN as for {@link #cdf}. */
    public static double survival(double x, double df1, double df2) {
        if (df2 == Double.POSITIVE_INFINITY) {
            return ChiSquared.survival(x * df1, df1);
        }
        return RegularizedBeta.lower(0.5 * df2, 0.5 * df1, x < 0 ? Double.POSITIVE_INFINITY : df2 / df1 / x);
    }

    /** Returns the x with P(F ≤ x) = p; NaN for a NaN, p outside [0, 1] or degrees of freedom not positive. */
    public static double quantile(double p, double df1, double df2) {
        if (df2 == Double.POSITIVE_INFINITY) {
            return ChiSquared.quantile(p, df1) / df1;
        }
        return RegularizedBeta.inverse(0.5 * df1, 0.5 * df2, p) / df1 * df2;
    }

    /** Returns the x with P(F > x) = q; NaN for a NaN, q outside [0, 1] or degrees of freedom not positive. */
    public static double survivalQuantile(double q, double df1, double df2) {
        if (df2 == Double.POSITIVE_INFINITY) {
            return ChiSquared.survivalQuantile(q, df1) / df1;
        }
        return df2 / df1 / RegularizedBeta.inverse(0.5 * df2, 0.5 * df1, q);
    }
}
