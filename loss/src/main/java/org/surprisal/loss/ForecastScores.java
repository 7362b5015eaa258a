package org.surprisal.loss;

import static org.surprisal.loss.Domain.NON_NEGATIVE;
import static org.surprisal.loss.Domain.OPEN_UNIT_INTERVAL;
import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.REAL;

import java.util.List;

/** Scores of forecast distributions and intervals: the continuous ranked probability score in closed form. */
interface ForecastScores {
    /** Continuous ranked probability score of a normal forecast, from its mean. */
    Loss CRPS_NORMAL = Loss.named("crps_normal")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("sigma", 1, POSITIVE)
            .value("(p - y) * (ndtr((p - y) / sigma) - ndtr((y - p) / sigma))"
                    + " + sigma * (2 * normpdf((p - y) / sigma) - 1 / sqrt(pi))")
            .gradient("sign(p - y) * erf(sqrt(0.5 * ((p - y) / sigma)^2))")
            .gradient("sigma", "2 * normpdf((p - y) / sigma) - 1 / sqrt(pi)")
            .hessian("2 * normpdf((p - y) / sigma) / sigma")
            .elicits("the forecast distribution")
            .note("The absolute error as sigma goes to 0.")
            .alias("scoringRules", "crps_norm")
            .source("Gneiting, Raftery, Westveld and Goldman, Calibrated Probabilistic Forecasting Using"
                    + " Ensemble Model Output Statistics, Monthly Weather Review 133, 2005")
            .entry();

    /** Continuous ranked probability score of a logistic forecast, from its centre. */
    Loss CRPS_LOGISTIC = Loss.named("crps_logistic")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("scale", 1, POSITIVE)
            .value("scale * (softplus((p - y) / scale) + softplus((y - p) / scale) - 1)")
            .gradient("tanh(0.5 * (p - y) / scale)")
            .hessian("2 * sigmoid((p - y) / scale) * sigmoid((y - p) / scale) / scale")
            .elicits("the forecast distribution")
            .alias("scoringRules", "crps_logis")
            .source("Jordan, Krüger and Lerch, Evaluating Probabilistic Forecasts with scoringRules, Journal of"
                    + " Statistical Software 90, 2019")
            .entry();

    /** Continuous ranked probability score of a Laplace forecast, from its median. */
    Loss CRPS_LAPLACE = Loss.named("crps_laplace")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("scale", 1, POSITIVE)
            .value("abs(p - y) + scale * (exp(-abs(p - y) / scale) - 0.75)")
            .gradient("-sign(p - y) * expm1(-abs(p - y) / scale)")
            .hessian("exp(-abs(p - y) / scale) / scale")
            .elicits("the forecast distribution")
            .alias("scoringRules", "crps_lapl")
            .source("Jordan, Krüger and Lerch 2019")
            .entry();

    /** Continuous ranked probability score of a log-normal forecast, from the mean of the logarithm. */
    Loss CRPS_LOG_NORMAL = Loss.named("crps_log_normal")
            .target("y", POSITIVE)
            .prediction("p", REAL)
            .parameter("sigma", 1, POSITIVE)
            .value("y * (ndtr((log(y) - p) / sigma) - ndtr((p - log(y)) / sigma))"
                    + " - 2 * exp(p + 0.5 * sigma^2) * ndtr((log(y) - p) / sigma - sigma)"
                    + " + 2 * exp(p + 0.5 * sigma^2) * ndtr(-sigma / sqrt(2))")
            .gradient("2 * exp(p + 0.5 * sigma^2) * ndtr(-sigma / sqrt(2))"
                    + " - 2 * exp(p + 0.5 * sigma^2) * ndtr((log(y) - p) / sigma - sigma)")
            .elicits("the forecast distribution")
            .alias("scoringRules", "crps_lnorm")
            .source("Baran and Lerch, Log-Normal Distribution Based Ensemble Model Output Statistics, Quarterly"
                    + " Journal of the Royal Meteorological Society 141, 2015")
            .entry();

    /** Continuous ranked probability score of a Student t forecast, from its centre. */
    Loss CRPS_STUDENT_T = Loss.named("crps_student_t")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("df", 4, new Domain(1, false, Double.POSITIVE_INFINITY, false))
            .parameter("scale", 1, POSITIVE)
            .value("(p - y) * (stdtr(df, (p - y) / scale) - stdtr(df, (y - p) / scale))"
                    + " + 2 * scale * (df + ((p - y) / scale)^2) / (df - 1)"
                    + " * exp(-0.5 * (df + 1) * log1p(((p - y) / scale)^2 / df) - 0.5 * log(df) - lbeta(0.5, 0.5 * df))"
                    + " - 2 * scale * sqrt(df) / (df - 1) * exp(lbeta(0.5, df - 0.5) - 2 * lbeta(0.5, 0.5 * df))")
            .gradient("stdtr(df, (p - y) / scale) - stdtr(df, (y - p) / scale)")
            .hessian("2 * exp(-0.5 * (df + 1) * log1p(((p - y) / scale)^2 / df) - 0.5 * log(df)"
                    + " - lbeta(0.5, 0.5 * df)) / scale")
            .elicits("the forecast distribution")
            .note("For more than one degree of freedom; of fewer the score is infinite. df itself has no derivative in"
                    + " closed form.")
            .alias("scoringRules", "crps_t")
            .source("Jordan, Krüger and Lerch 2019")
            .entry();

    /** Continuous ranked probability score of a gamma forecast, from its mean. */
    Loss CRPS_GAMMA = Loss.named("crps_gamma")
            .target("y", POSITIVE)
            .prediction("p", POSITIVE)
            .parameter("shape", 1, POSITIVE)
            .value("y * (2 * gammainc(shape, shape * y / p) - 1) - p * (2 * gammainc(shape + 1, shape * y / p) - 1)"
                    + " - p / shape * exp(-lbeta(0.5, shape))")
            .gradient("1 - 2 * gammainc(shape + 1, shape * y / p) - exp(-lbeta(0.5, shape)) / shape")
            .hessian("2 * exp((shape + 1) * log(shape * y / p) - shape * y / p - lgamma(shape + 1)) / p")
            .link("log")
            .elicits("the forecast distribution")
            .note("shape itself has no derivative in closed form.")
            .alias("scoringRules", "crps_gamma")
            .source("Möller and Scheuerer, Probabilistic Wind Speed Forecasting on a Grid Based on Ensemble"
                    + " Model Output Statistics, Annals of Applied Statistics 9, 2015")
            .entry();

    /** Continuous ranked probability score of a Poisson forecast, from its rate. */
    Loss CRPS_POISSON = Loss.named("crps_poisson")
            .target("y", NON_NEGATIVE)
            .prediction("p", NON_NEGATIVE)
            .value("(y - p) * (1 - 2 * gammainc(y + 1, p)) + 2 * p * exp(xlogy(y, p) - p - lgamma(y + 1))"
                    + " - p * (i0e(2 * p) + i1e(2 * p))")
            .gradient("2 * gammainc(y + 1, p) - 1 + 2 * exp(xlogy(y, p) - p - lgamma(y + 1)) - i0e(2 * p)")
            .hessian("where(y == 0, 0, 2 * y * exp(xlogy(y - 1, p) - p - lgamma(y + 1)))"
                    + " + 2 * (i0e(2 * p) - i1e(2 * p))")
            .link("log")
            .elicits("the forecast distribution")
            .note("For counts.")
            .alias("scoringRules", "crps_pois")
            .source("Wei and Held, Calibration Tests for Count Data, Test 23, 2014")
            .entry();

    /** Score of a forecast interval, from its lower end. */
    Loss INTERVAL_SCORE = Loss.named("interval_score")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("upper", 1, REAL)
            .parameter("alpha", 0.1, OPEN_UNIT_INTERVAL)
            .value("(upper - p) + 2 / alpha * (max(p - y, 0) + max(y - upper, 0))")
            .elicits("quantile at level alpha / 2")
            .note("The width, and so many times what an outcome lies outside. The interval is meant to hold 1"
                    + " - alpha of the outcomes; its upper end is predicted with predicting(\"upper\")"
                    + " and elicits the quantile at level 1 - alpha / 2.")
            .alias("winkler")
            .alias("scoringRules", "ints_quantiles")
            .source("Winkler, A Decision-Theoretic Approach to Interval Estimation, Journal of the American"
                    + " Statistical Association 67, 1972; Gneiting and Raftery 2007")
            .entry();

    /** Score of a forecast of which only mean and standard deviation are known. */
    Loss DAWID_SEBASTIANI = Loss.named("dawid_sebastiani")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("sigma", 1, POSITIVE)
            .value("((p - y) / sigma)^2 + 2 * log(sigma)")
            .elicits("mean")
            .note("Twice the gaussian likelihood less its constant. Negative where sigma is small and right.")
            .alias("dss")
            .alias("scoringRules", "dss_norm")
            .source("Dawid and Sebastiani, Coherent Dispersion Criteria for Optimal Experimental Design, Annals"
                    + " of Statistics 27, 1999")
            .entry();

    /** The scores of forecast distributions and intervals. */
    List<Loss> SCORES = List.of(
            CRPS_NORMAL,
            CRPS_LOGISTIC,
            CRPS_LAPLACE,
            CRPS_LOG_NORMAL,
            CRPS_STUDENT_T,
            CRPS_GAMMA,
            CRPS_POISSON,
            INTERVAL_SCORE,
            DAWID_SEBASTIANI);
}
