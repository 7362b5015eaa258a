package org.surprisal.loss.accuracy;

import java.math.BigDecimal;
import java.math.MathContext;

/** Errors in units in the last place. */
public final class Ulps {
    private Ulps() {}

    /**
     * The error of a result.
     *
     * @param computed the result
     * @param exact what it should be
     * @return |computed - exact| in units in the last place of the exact value; infinite for a NaN or a wrong infinity
     */
    public static double of(double computed, BigDecimal exact) {
        return of(computed, exact, exact);
    }

    /**
     * The error of a sum that may cancel.
     *
     * @param computed the result
     * @param exact what it should be
     * @param size its greatest term
     * @return |computed - exact| in units in the last place of the exact value or the term, whichever is greater
     */
    public static double of(double computed, BigDecimal exact, BigDecimal size) {
        double nearest = exact.doubleValue();
        if (!Double.isFinite(computed) || Double.isInfinite(nearest)) {
            return computed == nearest ? 0 : Double.POSITIVE_INFINITY;
        }
        BigDecimal greater = exact.abs().max(size.abs());
        return new BigDecimal(computed)
                .subtract(exact)
                .abs()
                .divide(new BigDecimal(unit(greater)), MathContext.DECIMAL32)
                .doubleValue();
    }

    /** The distance of the doubles around a magnitude. */
    private static double unit(BigDecimal magnitude) {
        double nearest = Math.min(magnitude.doubleValue(), Double.MAX_VALUE);
        double ulp = Math.ulp(nearest);
        // The nearest double may be the power of two above.
        boolean below = new BigDecimal(nearest).compareTo(magnitude) > 0;
        return below && Math.ulp(Math.nextDown(nearest)) < ulp ? ulp / 2 : ulp;
    }
}
