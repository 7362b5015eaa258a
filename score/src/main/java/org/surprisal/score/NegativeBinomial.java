package org.surprisal.score;

import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.LogBeta;
import org.surprisal.math.RegularizedBeta;

/**
 * The negative binomial distribution by its mean m and shape k: the variance is m + m²/k.
 *
 * <p>Source of the continuous ranked probability score: Wei and Held, Calibration tests for count data, TEST 23 (2014).
 * Its hypergeometric function is computed from Euler's integral, whose integrand is positive, by the trapezoidal rule.
 */
final class NegativeBinomial {
    private static final double LOG_TWO = 0.6931471805599453;
    private static final double FOUR_OVER_PI = 4 / Math.PI;

    /** Terms below this part of the first no longer show. */
    private static final double NEGLIGIBLE = 1e-19;

    private NegativeBinomial() {}

    /** The negative logarithm of the probability of a count. */
    static double logScore(double y, double m, double k) {
        if (m == 0) {
            return y == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double none = k * Log1p.of(m / k);
        return y == 0 ? none : Log.of(y) + LogBeta.of(k, y) + none + y * Log1p.of(k / m);
    }

    /** The probability of at most y, a whole number from 0 on. */
    static double atMost(double y, double m, double k) {
        return m == 0 ? 1 : atMost(y, m, k, k);
    }

    /** Twice the log-likelihood that is lost against a mean of y. */
    static double deviance(double y, double m, double k) {
        if (m == 0) {
            return y == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double whole = (y + k) * Log1p.of((y - m) / (m + k));
        return Math.max(0, 2 * ((y == 0 ? 0 : y * Log.of(y / m)) - whole));
    }

    /** The discrete ranked probability score: E|X - y| - E|X - X'| / 2. */
    static double crps(double y, double m, double k) {
        if (m == 0) {
            return y;
        }
        double before = y == 0 ? 0 : atMost(y - 1, m, k + 1, k);
        double toOutcome = y * (2 * atMost(y, m, k) - 1) - m * (2 * before - 1);
        return Math.max(0, toOutcome - halfSpread(m, k));
    }

    /** The distribution function of shape {@code shape} at the success probability of shape k and mean m. */
    private static double atMost(double y, double m, double shape, double k) {
        double hit = m / (k + m);
        // The smaller of both probabilities keeps its digits.
        return hit < 0.5
                ? RegularizedBeta.complement(y + 1, shape, hit)
                : RegularizedBeta.of(shape, y + 1, k / (k + m));
    }

    /**
     * Half of E|X - X'|: m (k + m) / k · F(k + 1, 1/2; 2; -z) with z = 4 m (k + m) / k². Euler's integral with tan θ =
     * sinh x / √(1 + z) has the integrand (1 + sinh² x / (1 + z))^(k - 1) / cosh^(2k + 1) x, which is analytic in a
     * strip around the real line, so that the trapezoidal rule gains digits with each halving of the step.
     */
    static double halfSpread(double m, double k) {
        double ratio = m / k;
        double z = 4 * ratio * (1 + ratio);
        double step = Math.min(0.125, 0.25 / Math.sqrt(k + 0.5));
        double sum = 0.5;
        for (int i = 1; ; i++) {
            double x = i * step;
            double e = Exp.of(-x);
            double logCosh = x + Log1p.of(e * e) - LOG_TWO;
            double logSinh = x + Log1p.of(-e * e) - LOG_TWO;
            double tangent = 2 * logSinh - Log1p.of(z);
            // ln(1 + e^t) of a large t is t.
            double grow = tangent > 36 ? tangent : Log1p.of(Exp.of(tangent));
            double term = Exp.of((k - 1) * grow - (2 * k + 1) * logCosh);
            sum += term;
            if (term < NEGLIGIBLE * sum) {
                break;
            }
        }
        double function = FOUR_OVER_PI * step * sum / Math.sqrt(1 + z);
        return m * (1 + ratio) * function;
    }
}
