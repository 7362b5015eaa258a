package org.surprisal.math;

/** ln Γ(x) less the leading terms of Stirling's series, (x - ½) ln x - x + ½ ln 2π: 1/(12x) and what follows. */
public final class StirlingError {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    /** B(2k) / (2k (2k - 1)) from k = 1 on. */
    private static final Polynomial SERIES = new Polynomial(
            1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400);

    private StirlingError() {}

    /**
     * Returns it for x > 0, below 16 with an absolute error of some 1e-15.
     *
     * @param x above 0
     * @return the value
     */
    public static double of(double x) {
        if (x < 16) {
            return LogGamma.of(x) - ((x - 0.5) * Log.of(x) - x + HALF_LOG_TWO_PI);
        }
        double inverse = 1 / x;
        return SERIES.at(inverse * inverse) * inverse;
    }
}
