package org.surprisal.loss;

import static org.surprisal.loss.Domain.NON_NEGATIVE;
import static org.surprisal.loss.Domain.OPEN_UNIT_INTERVAL;
import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.POSITIVE_OR_INFINITE;
import static org.surprisal.loss.Domain.REAL;

import java.util.List;

/** Losses of a number forecast by a number. */
interface DistanceLosses {
    /** Squared error. */
    Loss SQUARED = Loss.named("squared")
            .target("y", REAL)
            .prediction("p", REAL)
            .value("(p - y)^2")
            .elicits("mean")
            .alias("mse")
            .alias("l2")
            .alias("squared_error")
            .alias("scikit-learn", "mean_squared_error")
            .alias("PyTorch", "MSELoss")
            .alias("Keras", "MeanSquaredError")
            .alias("LightGBM", "regression")
            .source("Legendre 1805; Gauss 1809")
            .entry();

    /** Absolute error. */
    Loss ABSOLUTE = Loss.named("absolute")
            .target("y", REAL)
            .prediction("p", REAL)
            .value("abs(p - y)")
            .elicits("median")
            .note("At p = y the gradient is taken as 0; the Hessian is 0 everywhere.")
            .alias("mae")
            .alias("l1")
            .alias("absolute_error")
            .alias("scikit-learn", "mean_absolute_error")
            .alias("PyTorch", "L1Loss")
            .alias("Keras", "MeanAbsoluteError")
            .alias("XGBoost", "reg:absoluteerror")
            .source("Boscovich 1757; Laplace 1774")
            .entry();

    /** Huber's loss: half the square near the target, straight beyond delta. */
    Loss HUBER = Loss.named("huber")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("delta", 1, POSITIVE_OR_INFINITE)
            .value("where(abs(p - y) <= delta, 0.5 * (p - y)^2, delta * (abs(p - y) - 0.5 * delta))")
            .elicits("Huber functional, between median and mean")
            .note("At |p - y| = delta the Hessian is taken as 1, that of the middle part. delta = inf is half the "
                    + "square.")
            .alias("scikit-learn", "HuberRegressor")
            .alias("PyTorch", "HuberLoss")
            .alias("Keras", "Huber")
            .alias("LightGBM", "huber")
            .source("Huber, Robust Estimation of a Location Parameter, Annals of Mathematical Statistics 35, 1964")
            .entry();

    /** Pinball loss of a quantile. */
    Loss PINBALL = Loss.named("pinball")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("tau", 0.5, OPEN_UNIT_INTERVAL)
            .value("where(y >= p, tau * (y - p), (1 - tau) * (p - y))")
            .elicits("quantile at level tau")
            .note("At p = y the gradient is taken as -tau, that of p below y; the Hessian is 0 everywhere.")
            .alias("quantile")
            .alias("quantile_loss")
            .alias("check_loss")
            .alias("scikit-learn", "mean_pinball_loss")
            .alias("XGBoost", "reg:quantileerror")
            .alias("LightGBM", "quantile")
            .source("Koenker and Bassett, Regression Quantiles, Econometrica 46, 1978")
            .entry();

    /** Pseudo-Huber loss: half the square near the target, straight far from it, smooth between. */
    Loss PSEUDO_HUBER = Loss.named("pseudo_huber")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("delta", 1, POSITIVE_OR_INFINITE)
            .value("(p - y)^2 / (1 + sqrt(1 + ((p - y) / delta)^2))")
            .gradient("(p - y) / sqrt(1 + ((p - y) / delta)^2)")
            .hessian("1 / sqrt(1 + ((p - y) / delta)^2) / (1 + ((p - y) / delta)^2)")
            .elicits("between median and mean")
            .note("delta = inf is half the square. Beyond errors of 1e154 the square leaves the doubles.")
            .alias("charbonnier")
            .alias("XGBoost", "reg:pseudohubererror")
            .source("Charbonnier et al., Deterministic Edge-Preserving Regularization in Computed Imaging, IEEE"
                    + " Transactions on Image Processing 6, 1997")
            .entry();

    /** Logarithm of the hyperbolic cosine of the error: half the square near the target, straight far from it. */
    Loss LOG_COSH = Loss.named("log_cosh")
            .target("y", REAL)
            .prediction("p", REAL)
            .value("where(abs(p - y) < 1, -0.5 * log1p(-tanh(p - y)^2),"
                    + " abs(p - y) + log1p(exp(-2 * abs(p - y))) - log(2))")
            .gradient("tanh(p - y)")
            .hessian("4 * exp(-2 * abs(p - y)) / (1 + exp(-2 * abs(p - y)))^2")
            .elicits("between median and mean")
            .alias("logcosh")
            .alias("Keras", "LogCosh")
            .source("Green, Bayesian Reconstructions from Emission Tomography Data Using a Modified EM"
                    + " Algorithm, IEEE Transactions on Medical Imaging 9, 1990")
            .entry();

    /** Absolute error beyond a distance that costs nothing. */
    Loss EPSILON_INSENSITIVE = Loss.named("epsilon_insensitive")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("epsilon", 0.1, NON_NEGATIVE)
            .value("max(abs(p - y) - epsilon, 0)")
            .elicits("median, if the distribution is symmetric")
            .note("At the edge of the tube the gradient is that outside of it; epsilon = 0 is the absolute error.")
            .alias("svr")
            .alias("scikit-learn", "SVR")
            .source("Vapnik, The Nature of Statistical Learning Theory, 1995")
            .entry();

    /** Squared error beyond a distance that costs nothing. */
    Loss SQUARED_EPSILON_INSENSITIVE = Loss.named("squared_epsilon_insensitive")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("epsilon", 0.1, NON_NEGATIVE)
            .value("max(abs(p - y) - epsilon, 0)^2")
            .elicits("mean, if the distribution is symmetric")
            .note("epsilon = 0 is the squared error.")
            .alias("scikit-learn", "LinearSVR(loss='squared_epsilon_insensitive')")
            .source("Vapnik 1995")
            .entry();

    /** Asymmetric squared error, whose best forecast is an expectile. */
    Loss EXPECTILE = Loss.named("expectile")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("tau", 0.5, OPEN_UNIT_INTERVAL)
            .value("where(y >= p, tau, 1 - tau) * (p - y)^2")
            .elicits("expectile at level tau")
            .note("At p = y the Hessian is taken as 2 * tau, that of p below y.")
            .alias("asymmetric_least_squares")
            .alias("XGBoost", "reg:expectileerror")
            .source("Newey and Powell, Asymmetric Least Squares Estimation and Testing, Econometrica 55, 1987")
            .entry();

    /** Absolute error as a share of the target. */
    Loss MAPE = Loss.named("mape")
            .target("y", POSITIVE)
            .prediction("p", REAL)
            .value("abs(p - y) / y")
            .elicits("median of the distribution weighted by 1 / y")
            .note("A share, not percents. It prefers low forecasts; targets of 0 are outside of its domain.")
            .alias("mean_absolute_percentage_error")
            .alias("scikit-learn", "mean_absolute_percentage_error")
            .alias("Keras", "MeanAbsolutePercentageError, in percents")
            .alias("XGBoost", "mape")
            .alias("LightGBM", "mape")
            .source("Makridakis, Accuracy Measures, International Journal of Forecasting 9, 1993; Gneiting 2011")
            .entry();

    /** Absolute error as a share of the middle between target and forecast, from 0 to 2. */
    Loss SMAPE = Loss.named("smape")
            .target("y", POSITIVE)
            .prediction("p", NON_NEGATIVE)
            .value("2 * abs(p - y) / (y + p)")
            .elicits("nothing that has a name")
            .note("Not convex, and a forecast of 0 costs 2 whatever the target is.")
            .alias("symmetric_mape")
            .source("Armstrong, Long-Range Forecasting, 1985; Makridakis 1993")
            .entry();

    /** Squared error of log(1 + y). */
    Loss MSLE = Loss.named("msle")
            .target("y", NON_NEGATIVE)
            .prediction("p", NON_NEGATIVE)
            .value("(log1p(p) - log1p(y))^2")
            .link("log1p")
            .elicits("exp(mean of log(1 + y)) - 1")
            .note("Not convex beyond p + 1 = e (y + 1).")
            .alias("squared_log")
            .alias("scikit-learn", "mean_squared_log_error")
            .alias("Keras", "MeanSquaredLogarithmicError")
            .alias("XGBoost", "reg:squaredlogerror, of half the size")
            .source("Tofallis, A Better Measure of Relative Prediction Accuracy, Journal of the Operational"
                    + " Research Society 66, 2015")
            .entry();

    /** The losses of a number forecast by a number. */
    List<Loss> DISTANCES = List.of(
            SQUARED,
            ABSOLUTE,
            HUBER,
            PINBALL,
            PSEUDO_HUBER,
            LOG_COSH,
            EPSILON_INSENSITIVE,
            SQUARED_EPSILON_INSENSITIVE,
            EXPECTILE,
            MAPE,
            SMAPE,
            MSLE);
}
