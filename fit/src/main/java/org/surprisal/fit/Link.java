package org.surprisal.fit;

import org.surprisal.math.Exp;
import org.surprisal.math.Expm1;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Normal;
import org.surprisal.math.Sigmoid;

/**
 * What ties the linear predictor z to the prediction, mostly a mean: {@code link(mean) = z}.
 *
 * <p>Source: P. McCullagh and J. A. Nelder, "Generalized Linear Models", 1989, sections 2.2 and 4.3.
 */
public enum Link {
    /** The prediction is z. */
    IDENTITY("z"),
    /** Its logarithm is z. */
    LOG("exp(z)"),
    /** Its log odds are z. */
    LOGIT("sigmoid(z)"),
    /** It is the probability that a standard normal number is below z. */
    PROBIT("ndtr(z)"),
    /** {@code log(-log(1 - p)) = z}. */
    CLOGLOG("-expm1(-exp(z))"),
    /** {@code -log(-log(p)) = z}. */
    LOGLOG("exp(-exp(-z))"),
    /** {@code 1 / p = z}. */
    INVERSE("1 / z"),
    /** {@code 1 / p^2 = z}. */
    INVERSE_SQUARE("1 / sqrt(z)"),
    /** {@code sqrt(p) = z}. */
    SQRT("z^2");

    private final String inverse;

    Link(String inverse) {
        this.inverse = inverse;
    }

    /**
     * The prediction as a formula of z.
     *
     * @return such as {@code exp(z)}
     */
    public String inverse() {
        return inverse;
    }

    /**
     * The prediction.
     *
     * @param z the linear predictor
     * @return NaN where there is none
     */
    public double mean(double z) {
        return switch (this) {
            case IDENTITY -> z;
            case LOG -> Exp.of(z);
            case LOGIT -> Sigmoid.of(z);
            case PROBIT -> Normal.cdf(z);
            case CLOGLOG -> -Expm1.of(-Exp.of(z));
            case LOGLOG -> Exp.of(-Exp.of(-z));
            case INVERSE -> 1 / z;
            case INVERSE_SQUARE -> 1 / Math.sqrt(z);
            case SQRT -> z * z;
        };
    }

    /**
     * The predictions of many rows.
     *
     * @param z the linear predictors
     * @param out receives the predictions; may be z
     * @param n how many
     */
    void means(double[] z, double[] out, int n) {
        switch (this) {
            case LOG -> Exp.of(z, out, n);
            case LOGIT -> Sigmoid.of(z, out, n);
            default -> {
                for (int i = 0; i < n; i++) {
                    out[i] = mean(z[i]);
                }
            }
        }
    }

    /**
     * The linear predictor.
     *
     * @param mean the prediction
     * @return infinite or NaN where there is none
     */
    public double of(double mean) {
        return switch (this) {
            case IDENTITY -> mean;
            case LOG -> Log.of(mean);
            case LOGIT -> Log.of(mean) - Log1p.of(-mean);
            case PROBIT -> Normal.quantile(mean);
            case CLOGLOG -> Log.of(-Log1p.of(-mean));
            case LOGLOG -> -Log.of(-Log.of(mean));
            case INVERSE -> 1 / mean;
            case INVERSE_SQUARE -> 1 / (mean * mean);
            case SQRT -> Math.sqrt(mean);
        };
    }
}
