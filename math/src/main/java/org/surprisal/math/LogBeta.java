package org.surprisal.math;

/**
 * ln B(x, y) of the beta function B(x, y) = Γ(x)Γ(y)/Γ(x + y), without cancellation where one or both are large: from
 * 16 on Stirling's series with its exponentials taken together, otherwise ln Γ of the smaller less
 * {@link LogGammaDelta}.
 *
 * <p>Source of the formulas: A. R. DiDonato and A. H. Morris, "Algorithm 708: Significant digit computation of the
 * incomplete beta function ratios", ACM TOMS 18 (1992).
 */
public final class LogBeta {
    private static final double STIRLING_FROM = 16;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    private LogBeta() {}

    /** Returns ln B(x, y); NaN for a NaN or a negative argument, +∞ if one is 0, -∞ if one is +∞ and none 0. */
    public static double of(double x, double y) {
        double small = Math.min(x, y);
        double large = Math.max(x, y);
        if (!(small > 0 && large < Double.POSITIVE_INFINITY)) {
            return !(small >= 0) ? Double.NaN : small == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        if (small == 1 || large == 1) {
            // B(1, y) is 1/y.
            return 0.0 - Log.of(small == 1 ? large : small);
        }
        if (small < STIRLING_FROM) {
            return LogGammaPair.of(DoubleDouble.of(small))
                    .minus(LogGammaDelta.pair(large, small))
                    .high();
        }
        double ratio = small / large;
        double lead = (small - 0.5) * Log.of(ratio / (1 + ratio)) - large * Log1p.of(ratio);
        double series = StirlingError.of(small) + StirlingError.of(large) - StirlingError.of(small + large);
        return lead + (HALF_LOG_TWO_PI - 0.5 * Log.of(large) + series);
    }

    /**
     * Sets out[i] to {@code of(x[i], y[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x or y
     */
    public static void of(double[] x, double[] y, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = of(x[i], y[i]);
        }
    }
}
