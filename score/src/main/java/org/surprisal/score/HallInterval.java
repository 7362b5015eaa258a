package org.surprisal.score;

import org.surprisal.math.Exp;
import org.surprisal.math.Expm1;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.StudentT;

/**
 * Hall's skewness-corrected t interval of a mean. With {@code k = skewness/√n} the studentised mean T is transformed by
 * the increasing cubic {@code g(T) = T + k T²/3 + k² T³/27 + k/6}, which removes the skewness of its distribution to
 * first order; the ends of the interval are the inverse images of t quantiles with n - 1 degrees of freedom.
 *
 * <p>Source: Hall, P. (1992). On the removal of skewness by transformation. Journal of the Royal Statistical Society B
 * 54, 221-228.
 */
final class HallInterval {
    private HallInterval() {}

    /**
     * The interval.
     *
     * @param mean a mean of at least two rows that differ
     * @param level the confidence level, in (0, 1)
     */
    static Interval of(Mean mean, double level) {
        double quantile = StudentT.quantile((1 + level) / 2, mean.n() - 1.0);
        double k = mean.skewnessOfMean();
        return new Interval(
                mean.value() - mean.se() * inverse(quantile, k), mean.value() - mean.se() * inverse(-quantile, k));
    }

    /** The T with {@code g(T) = x}: {@code T = (3/k) (cbrt(1 + k (x - k/6)) - 1)}. */
    static double inverse(double x, double k) {
        double shifted = x - k / 6;
        if (Math.abs(k) < 1e-9) {
            // The first terms of the series, exact to k²; the closed form would divide by zero.
            return shifted - k * x * x / 3;
        }
        return 3 / k * rootMinusOne(k * shifted);
    }

    /** The cube root of 1 + d, minus 1, without cancellation for small d. */
    private static double rootMinusOne(double d) {
        if (d > -1) {
            return Expm1.of(Log1p.of(d) / 3);
        }
        return d == -1 ? -1 : -Exp.of(Log.of(-1 - d) / 3) - 1;
    }
}
