package org.surprisal.score;

import org.surprisal.math.Erf;
import org.surprisal.math.Exp;
import org.surprisal.math.Expm1;
import org.surprisal.math.Log;
import org.surprisal.math.Log1pMinus;
import org.surprisal.math.LogBeta;
import org.surprisal.math.LogGamma;
import org.surprisal.math.Normal;
import org.surprisal.math.RegularizedGamma;
import org.surprisal.math.ScaledBessel;
import org.surprisal.math.Sigmoid;
import org.surprisal.math.Softplus;
import org.surprisal.math.StirlingError;

/**
 * A family of distributions by which numbers or counts are forecast.
 *
 * <p>Source of the continuous ranked probability scores: Jordan, Krüger and Lerch, Evaluating probabilistic forecasts
 * with scoringRules, Journal of Statistical Software 90 (2019), appendix A; of the Poisson distribution's: Wei and
 * Held, Calibration tests for count data, TEST 23 (2014).
 */
enum Density {
    /** Counts, by their mean. */
    POISSON {
        @Override
        double logScore(double y, double mean, double unused) {
            if (y == 0 || mean == 0) {
                return y == 0 ? mean : Double.POSITIVE_INFINITY;
            }
            return 0.5 * deviance(y, mean) + 0.5 * (Log.of(y) + LOG_TWO_PI) + StirlingError.of(y);
        }

        @Override
        double crps(double y, double mean, double unused) {
            if (mean == 0) {
                return y;
            }
            double above = RegularizedGamma.lower(y + 1, mean);
            double density = Exp.of(-logScore(y, mean, unused));
            double spread = ScaledBessel.of(0, 2 * mean) + ScaledBessel.of(1, 2 * mean);
            return (y - mean) * (1 - 2 * above) + 2 * mean * density - mean * spread;
        }

        @Override
        double atMost(double y, double mean, double unused) {
            return mean == 0 ? 1 : RegularizedGamma.upper(y + 1, mean);
        }

        @Override
        double below(double y, double mean, double unused) {
            return y == 0 ? 0 : mean == 0 ? 1 : RegularizedGamma.upper(y, mean);
        }

        @Override
        double variance(double mean, double unused) {
            return mean;
        }
    },

    /** Numbers, by mean and standard deviation. */
    NORMAL {
        @Override
        double logScore(double y, double mean, double deviation) {
            double z = (y - mean) / deviation;
            return 0.5 * z * z + Log.of(deviation) + 0.5 * LOG_TWO_PI;
        }

        @Override
        double crps(double y, double mean, double deviation) {
            double z = Math.abs(y - mean) / deviation;
            return deviation * (z * Erf.of(z * ROOT_HALF) + 2 * Normal.density(z) - INVERSE_ROOT_PI);
        }

        @Override
        double atMost(double y, double mean, double deviation) {
            return Normal.cdf((y - mean) / deviation);
        }

        @Override
        double variance(double mean, double deviation) {
            return deviation * deviation;
        }
    },

    /** Numbers, by median and mean absolute deviation. */
    LAPLACE {
        @Override
        double logScore(double y, double median, double scale) {
            return Math.abs(y - median) / scale + Log.of(scale) + LOG_TWO;
        }

        @Override
        double crps(double y, double median, double scale) {
            double z = Math.abs(y - median) / scale;
            return scale * (z + Expm1.of(-z) + 0.25);
        }

        @Override
        double atMost(double y, double median, double scale) {
            double z = (y - median) / scale;
            return z < 0 ? 0.5 * Exp.of(z) : 0.5 - 0.5 * Expm1.of(-z);
        }

        @Override
        double variance(double median, double scale) {
            return 2 * scale * scale;
        }
    },

    /** Numbers, by mean and scale. */
    LOGISTIC {
        @Override
        double logScore(double y, double mean, double scale) {
            double z = Math.abs(y - mean) / scale;
            return z + 2 * Softplus.of(-z) + Log.of(scale);
        }

        @Override
        double crps(double y, double mean, double scale) {
            double z = Math.abs(y - mean) / scale;
            return scale * (z + 2 * Softplus.of(-z) - 1);
        }

        @Override
        double atMost(double y, double mean, double scale) {
            return Sigmoid.of((y - mean) / scale);
        }

        @Override
        double variance(double mean, double scale) {
            return scale * scale * THIRD_OF_PI_SQUARED;
        }
    },

    /** Positive numbers, by mean and shape: the variance is the squared mean over the shape. */
    GAMMA {
        @Override
        double logScore(double y, double mean, double shape) {
            double constant = shape < 1
                    ? LogGamma.of(shape) + shape - shape * Log.of(shape)
                    : 0.5 * (LOG_TWO_PI - Log.of(shape)) + StirlingError.of(shape);
            return shape * excess(y / mean) + constant + Log.of(y);
        }

        @Override
        double crps(double y, double mean, double shape) {
            double x = shape * (y / mean);
            double atMost = 2 * RegularizedGamma.lower(shape, x) - 1;
            double next = 2 * RegularizedGamma.lower(shape + 1, x) - 1;
            double spread = Exp.of(-LogBeta.of(0.5, shape)) / shape;
            return Math.max(0, y * atMost - mean * (next + spread));
        }

        @Override
        double atMost(double y, double mean, double shape) {
            return RegularizedGamma.lower(shape, shape * (y / mean));
        }

        @Override
        double variance(double mean, double shape) {
            return mean * (mean / shape);
        }

        @Override
        double deviance(double y, double mean, double shape) {
            return 2 * excess(y / mean);
        }

        // u - 1 - ln u
        private double excess(double u) {
            return u < 0.5 ? u - 1 - Log.of(u) : -Log1pMinus.of(u - 1);
        }
    },

    /** Positive numbers, by median and the standard deviation of their logarithm. */
    LOGNORMAL {
        @Override
        double logScore(double y, double median, double deviation) {
            return NORMAL.logScore(Log.of(y / median), 0, deviation) + Log.of(y);
        }

        @Override
        double crps(double y, double median, double deviation) {
            double z = Log.of(y / median) / deviation;
            double inner = Normal.cdf(z - deviation) - Normal.survival(deviation * ROOT_HALF);
            return Math.max(0, y * (2 * Normal.cdf(z) - 1) - 2 * mean(median, deviation) * inner);
        }

        @Override
        double atMost(double y, double median, double deviation) {
            return Normal.cdf(Log.of(y / median) / deviation);
        }

        @Override
        double mean(double median, double deviation) {
            return median * Exp.of(0.5 * deviation * deviation);
        }

        @Override
        double variance(double median, double deviation) {
            double mean = mean(median, deviation);
            return mean * mean * Expm1.of(deviation * deviation);
        }
    },

    /** Counts, by mean and shape: the variance is mean + mean² / shape. */
    NEGATIVE_BINOMIAL {
        @Override
        double logScore(double y, double mean, double shape) {
            return NegativeBinomial.logScore(y, mean, shape);
        }

        @Override
        double crps(double y, double mean, double shape) {
            return NegativeBinomial.crps(y, mean, shape);
        }

        @Override
        double atMost(double y, double mean, double shape) {
            return NegativeBinomial.atMost(y, mean, shape);
        }

        @Override
        double below(double y, double mean, double shape) {
            return y == 0 ? 0 : NegativeBinomial.atMost(y - 1, mean, shape);
        }

        @Override
        double variance(double mean, double shape) {
            return mean + mean * (mean / shape);
        }

        @Override
        double deviance(double y, double mean, double shape) {
            return NegativeBinomial.deviance(y, mean, shape);
        }
    };

    private static final double LOG_TWO = 0.6931471805599453;
    private static final double LOG_TWO_PI = 1.8378770664093453;
    private static final double ROOT_HALF = 0.7071067811865476;
    private static final double INVERSE_ROOT_PI = 0.5641895835477563;
    private static final double THIRD_OF_PI_SQUARED = 3.289868133696453;

    /** The family that a scale names. */
    static Density of(Scale scale) {
        return valueOf(scale.name());
    }

    /** Whether outcomes are counts. */
    boolean isOfCounts() {
        return this == POISSON || this == NEGATIVE_BINOMIAL;
    }

    /** Whether outcomes are above 0. */
    boolean isOfPositives() {
        return this == GAMMA || this == LOGNORMAL;
    }

    /** Whether the family has a deviance of its own. */
    boolean hasDeviance() {
        return isOfCounts() || this == GAMMA;
    }

    /** The mean of the distribution; of most families it is what is forecast. */
    double mean(double location, double scale) {
        return location;
    }

    /** Twice the log-likelihood that is lost against a mean of y. */
    double deviance(double y, double mean, double scale) {
        return deviance(y, mean);
    }

    /** The negative logarithm of the density or probability of an outcome, in nats. */
    abstract double logScore(double y, double mean, double scale);

    /** The continuous, or for counts discrete, ranked probability score, in units of the outcome. */
    abstract double crps(double y, double mean, double scale);

    /** The probability of at most y. */
    abstract double atMost(double y, double mean, double scale);

    /** The probability of less than y. */
    double below(double y, double mean, double scale) {
        return atMost(y, mean, scale);
    }

    abstract double variance(double mean, double scale);

    /** Twice the log-likelihood that is lost against a mean of y: for counts. */
    static double deviance(double y, double mean) {
        if (y == 0) {
            return 2 * mean;
        }
        if (mean == 0) {
            return Double.POSITIVE_INFINITY;
        }
        // Near a mean of y both terms cancel; far from it 1 + (mean - y) / y would.
        return mean > 0.5 * y && mean < 2 * y
                ? -2 * y * Log1pMinus.of((mean - y) / y)
                : 2 * (y * Log.of(y / mean) + (mean - y));
    }
}
