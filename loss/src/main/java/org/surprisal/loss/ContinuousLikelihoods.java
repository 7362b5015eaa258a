package org.surprisal.loss;

import static org.surprisal.loss.Domain.NON_NEGATIVE;
import static org.surprisal.loss.Domain.OPEN_UNIT_INTERVAL;
import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.REAL;

import java.util.List;

/** Negative log-likelihoods of continuous outcomes, with all constants. */
interface ContinuousLikelihoods {
    /** Gaussian negative log-likelihood, from the mean, with all constants. */
    Loss GAUSSIAN = Loss.named("gaussian")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("sigma", 1, POSITIVE)
            .value("0.5 * ((p - y) / sigma)^2 + log(sigma) + 0.5 * log(2 * pi)")
            .elicits("mean")
            .alias("gaussian_nll")
            .alias("normal")
            .alias("PyTorch", "GaussianNLLLoss(full=True)")
            .source("Gauss, Theoria motus corporum coelestium, 1809")
            .entry();

    /** Gaussian negative log-likelihood, from mean and variance. */
    Loss GAUSSIAN_VARIANCE = Loss.named("gaussian_variance")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("variance", 1, POSITIVE)
            .value("0.5 * (p - y)^2 / variance + 0.5 * log(variance) + 0.5 * log(2 * pi)")
            .elicits("mean")
            .note("Of mean and variance with predicting(\"variance\").")
            .alias("PyTorch", "GaussianNLLLoss(full=True), of a variance")
            .source("Nix and Weigend, Estimating the Mean and Variance of the Target Probability Distribution,"
                    + " ICNN 1994")
            .entry();

    /** Laplace negative log-likelihood, from the median. */
    Loss LAPLACE = Loss.named("laplace")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("scale", 1, POSITIVE)
            .value("abs(p - y) / scale + log(2 * scale)")
            .elicits("median")
            .note("At p = y the gradient is taken as 0; the Hessian in p is 0 everywhere.")
            .alias("double_exponential")
            .alias("SciPy", "laplace.logpdf")
            .alias("Stan", "double_exponential_lpdf")
            .source("Laplace 1774")
            .entry();

    /** Student t negative log-likelihood, from the centre. */
    Loss STUDENT_T = Loss.named("student_t")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("df", 4, POSITIVE)
            .parameter("scale", 1, POSITIVE)
            .value("0.5 * (df + 1) * log1p(((p - y) / scale)^2 / df) + log(scale) + 0.5 * log(df)"
                    + " + lbeta(0.5, 0.5 * df)")
            .gradient("(df + 1) / (df + ((p - y) / scale)^2) * ((p - y) / scale) / scale")
            .hessian("(df + 1) / (df + ((p - y) / scale)^2) / scale / scale"
                    + " * (2 * df / (df + ((p - y) / scale)^2) - 1)")
            .elicits("between median and mean")
            .note("Not convex far from the target, which is why single wild outcomes count little. df = 1 is the Cauchy"
                    + " distribution.")
            .alias("t_nll")
            .alias("SciPy", "t.logpdf")
            .alias("Stan", "student_t_lpdf")
            .source("Student, The Probable Error of a Mean, Biometrika 6, 1908; Lange, Little and Taylor 1989")
            .entry();

    /** Logistic negative log-likelihood of a number, from the centre. */
    Loss LOGISTIC = Loss.named("logistic_density")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("scale", 1, POSITIVE)
            .value("softplus((p - y) / scale) + softplus((y - p) / scale) + log(scale)")
            .gradient("tanh(0.5 * (p - y) / scale) / scale")
            .hessian("2 * sigmoid((p - y) / scale) * sigmoid((y - p) / scale) / scale / scale")
            .elicits("between median and mean")
            .note("The distribution of a number; the log loss of an event is log_loss_logit.")
            .alias("SciPy", "logistic.logpdf")
            .alias("Stan", "logistic_lpdf")
            .source("Verhulst 1838; Balakrishnan, Handbook of the Logistic Distribution, 1992")
            .entry();

    /** Log-normal negative log-likelihood, from the mean of the logarithm. */
    Loss LOG_NORMAL = Loss.named("log_normal")
            .target("y", POSITIVE)
            .prediction("p", REAL)
            .parameter("sigma", 1, POSITIVE)
            .value("0.5 * ((p - log(y)) / sigma)^2 + log(sigma) + log(y) + 0.5 * log(2 * pi)")
            .elicits("mean of log(y)")
            .alias("lognormal")
            .alias("SciPy", "lognorm.logpdf")
            .alias("Stan", "lognormal_lpdf")
            .source("Galton 1879; Aitchison and Brown, The Lognormal Distribution, 1957")
            .entry();

    /** Gamma negative log-likelihood, from the mean, with all constants. */
    Loss GAMMA = Loss.named("gamma")
            .target("y", POSITIVE)
            .prediction("p", POSITIVE)
            .parameter("shape", 1, POSITIVE)
            .value("shape * (log(p) + y / p - log(shape)) + (1 - shape) * log(y) + lgamma(shape)")
            .gradient("shape * ((p - y) / p) / p")
            .hessian("shape * ((2 * y - p) / p) / p / p")
            .link("log")
            .elicits("mean")
            .alias("gamma_nll")
            .alias("scikit-learn", "HalfGammaLoss, without the constants")
            .alias("XGBoost", "gamma-nloglik")
            .alias("LightGBM", "gamma")
            .source("McCullagh and Nelder, Generalized Linear Models, 1989")
            .entry();

    /** Inverse Gaussian negative log-likelihood, from the mean. */
    Loss INVERSE_GAUSSIAN = Loss.named("inverse_gaussian")
            .target("y", POSITIVE)
            .prediction("p", POSITIVE)
            .parameter("shape", 1, POSITIVE)
            .value("0.5 * shape * ((y - p) / p)^2 / y + 1.5 * log(y) - 0.5 * log(shape) + 0.5 * log(2 * pi)")
            .gradient("shape * ((p - y) / p) / p / p")
            .hessian("shape * ((3 * y - 2 * p) / p) / p / p / p")
            .link("log")
            .elicits("mean")
            .alias("wald")
            .alias("SciPy", "invgauss.logpdf")
            .source("Tweedie, Statistical Properties of Inverse Gaussian Distributions, Annals of Mathematical"
                    + " Statistics 28, 1957")
            .entry();

    /** Deviance of the Tweedie family between Poisson (power 1) and gamma (power 2). */
    Loss TWEEDIE_DEVIANCE = Loss.named("tweedie_deviance")
            .target("y", NON_NEGATIVE)
            .prediction("p", POSITIVE)
            .parameter("power", 1.5, new Domain(1, false, 2, false))
            .value("2 / (1 - power) * wmul(y, y^(1 - power) - p^(1 - power))"
                    + " - 2 / (2 - power) * (y^(2 - power) - p^(2 - power))")
            .gradient("2 * p^(1 - power) * ((p - y) / p)")
            .hessian("2 * p^(-power) * (1 - power + power * (y / p))")
            .link("log")
            .elicits("mean")
            .note("0 at p = y; next to it the rounding of its terms is left.")
            .alias("scikit-learn", "mean_tweedie_deviance")
            .source("Jørgensen, Exponential Dispersion Models, Journal of the Royal Statistical Society B 49, 1987")
            .entry();

    /** Tweedie negative log-likelihood between Poisson (power 1) and gamma (power 2), less terms without the mean. */
    Loss TWEEDIE = Loss.named("tweedie")
            .target("y", NON_NEGATIVE)
            .prediction("p", POSITIVE)
            .parameter("power", 1.5, new Domain(1, true, 2, false))
            .value("where(power == 1, p - xlogy(y, p),"
                    + " p^(2 - power) / (2 - power) - y * expm1((1 - power) * log(p)) / (1 - power))")
            .gradient("p^(1 - power) * ((p - y) / p)")
            .hessian("p^(-power) * (1 - power + power * (y / p))")
            .link("log")
            .elicits("mean")
            .note("What is left out does not depend on the mean: at power 1 it is"
                    + " lgamma(y + 1), and the rest is poisson.")
            .alias("XGBoost", "reg:tweedie")
            .alias("LightGBM", "tweedie")
            .source("Tweedie, An Index Which Distinguishes between Some Important Exponential Families, 1984;"
                    + " Jørgensen 1987")
            .entry();

    /** Tweedie negative log-likelihood between Poisson (power 1) and gamma (power 2), with all constants. */
    Loss TWEEDIE_DENSITY = Loss.named("tweedie_density")
            .target("y", NON_NEGATIVE)
            .prediction("p", POSITIVE)
            .parameter("dispersion", 1, POSITIVE)
            .parameter("power", 1.5, new Domain(1, false, 2, false))
            .value("where(y == 0, p^(2 - power) / (2 - power) / dispersion, y^(2 - power) / dispersion"
                    + " * (expm1((2 - power) * log(p / y)) / (2 - power)"
                    + " - expm1((1 - power) * log(p / y)) / (1 - power))"
                    + " + log(y) - lwright((2 - power) / (power - 1), y^(2 - power) / (power - 1) / dispersion))")
            .gradient("1 / dispersion * p^(1 - power) * ((p - y) / p)")
            .hessian("1 / dispersion * p^(-power) * (1 - power + power * (y / p))")
            .link("log")
            .elicits("mean")
            .note("The sum of a Poisson number of gamma-distributed parts: of a 0 the probability, otherwise"
                    + " the density. lwright is its series beside the deviance, so that nothing large"
                    + " cancels. power itself has no derivative in closed form.")
            .alias("R", "tweedie::dtweedie")
            .source("Dunn and Smyth, Series Evaluation of Tweedie Exponential Dispersion Model Densities,"
                    + " Statistics and Computing 15, 2005")
            .entry();

    /** Beta negative log-likelihood of a share, from its mean. */
    Loss BETA = Loss.named("beta")
            .target("y", OPEN_UNIT_INTERVAL)
            .prediction("p", OPEN_UNIT_INTERVAL)
            .parameter("precision", 2, POSITIVE)
            .value("lbeta(precision * p, precision * (1 - p)) - (precision * p - 1) * log(y)"
                    + " - (precision * (1 - p) - 1) * log1p(-y)")
            .link("logit")
            .elicits("mean of log(y / (1 - y)), through the digamma function")
            .note("The shapes of the literature are precision * p and precision * (1 - p).")
            .alias("SciPy", "beta.logpdf")
            .alias("Stan", "beta_proportion_lpdf")
            .source("Ferrari and Cribari-Neto, Beta Regression for Modelling Rates and Proportions, Journal of"
                    + " Applied Statistics 31, 2004")
            .entry();

    /** Dirichlet negative log-likelihood of shares, from their concentrations. */
    Loss DIRICHLET = Loss.named("dirichlet")
            .target("y", OPEN_UNIT_INTERVAL)
            .prediction("p", POSITIVE)
            .value("sum(lgamma(p)) - lgamma(sum(p)) - sum((p - 1) * log(y))")
            .link("log")
            .elicits("concentrations with the mean of each log(y)")
            .note("The shares of a row should sum to one.")
            .alias("SciPy", "dirichlet.logpdf")
            .alias("Stan", "dirichlet_lpdf")
            .source("Kotz, Balakrishnan and Johnson, Continuous Multivariate Distributions, 2000")
            .entry();

    /** The likelihoods of continuous outcomes. */
    List<Loss> CONTINUOUS = List.of(
            GAUSSIAN,
            GAUSSIAN_VARIANCE,
            LAPLACE,
            STUDENT_T,
            LOGISTIC,
            LOG_NORMAL,
            GAMMA,
            INVERSE_GAUSSIAN,
            TWEEDIE_DEVIANCE,
            TWEEDIE,
            TWEEDIE_DENSITY,
            BETA,
            DIRICHLET);
}
