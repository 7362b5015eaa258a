package org.surprisal.loss;

import static org.surprisal.loss.Domain.NON_NEGATIVE;
import static org.surprisal.loss.Domain.OPEN_UNIT_INTERVAL;
import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.UNIT_INTERVAL;

import java.util.List;

/** Negative log-likelihoods of counts, with all constants. */
interface CountLikelihoods {
    /** Poisson negative log-likelihood of a count, from the rate, with its constant. */
    Loss POISSON = Loss.named("poisson")
            .target("y", NON_NEGATIVE)
            .prediction("p", NON_NEGATIVE)
            .value("p - xlogy(y, p) + lgamma(y + 1)")
            .link("log")
            .elicits("mean")
            .note("Infinite where the rate is 0 and something was counted.")
            .alias("poisson_nll")
            .alias("PyTorch", "PoissonNLLLoss(log_input=False, full=True), where the constant is Stirling's")
            .alias("Keras", "Poisson, without the constant")
            .alias("XGBoost", "poisson-nloglik")
            .alias("LightGBM", "poisson")
            .source("Poisson 1837; McCullagh and Nelder, Generalized Linear Models, 1989")
            .entry();

    /** Negative binomial negative log-likelihood of a count, from mean and shape: variance p + p^2 / shape. */
    Loss NEGATIVE_BINOMIAL = Loss.named("negative_binomial")
            .target("y", NON_NEGATIVE)
            .prediction("p", NON_NEGATIVE)
            .parameter("shape", 1, POSITIVE)
            .value("where(y > max(shape, 1),"
                    + " shape * log1p(p / shape) + y * log1p(shape / abs(p))"
                    + " + lgamma(shape) - lgammadelta(y + 1, shape - 1),"
                    + " (shape + y) * log1p(p / shape) - xlogy(y, p) + lgamma(y + 1) - lrising(shape, y))")
            .gradient("where(y == 0, 1, (p - y) / p) / (1 + p / shape)")
            .hessian("(1 + p / shape)^(-2) * (wdiv(wdiv(y, p), p) * (1 + 2 * p / shape) - 1 / shape)")
            .link("log")
            .elicits("mean")
            .note("With a huge shape it is poisson, with no step on the way: lrising has no term that grows"
                    + " with the shape. Of counts beyond the shape the same is written without the terms"
                    + " that would then cancel.")
            .alias("nb")
            .alias("Stan", "neg_binomial_2_lpmf")
            .alias("SciPy", "nbinom.logpmf")
            .source("Greenwood and Yule 1920; Hilbe, Negative Binomial Regression, 2011")
            .entry();

    /** The same from mean and dispersion: variance p + dispersion * p^2. */
    Loss NEGATIVE_BINOMIAL_DISPERSION = Loss.named("negative_binomial_dispersion")
            .target("y", NON_NEGATIVE)
            .prediction("p", NON_NEGATIVE)
            .parameter("dispersion", 1, POSITIVE)
            .value("where(y > max(1 / dispersion, 1),"
                    + " log1p(dispersion * p) / dispersion + y * log1p(1 / dispersion / abs(p))"
                    + " + lgamma(1 / dispersion) - lgammadelta(y + 1, 1 / dispersion - 1),"
                    + " (1 / dispersion + y) * log1p(dispersion * p) - xlogy(y, p) + lgamma(y + 1)"
                    + " - lrising(1 / dispersion, y))")
            .gradient("where(y == 0, 1, (p - y) / p) / (1 + dispersion * p)")
            .hessian("(1 + dispersion * p)^(-2) * (wdiv(wdiv(y, p), p) * (1 + 2 * (dispersion * p)) - dispersion)")
            .link("log")
            .elicits("mean")
            .alias("nb2")
            .alias("statsmodels", "NegativeBinomial(alpha)")
            .source("Cameron and Trivedi, Regression Analysis of Count Data, 1998")
            .entry();

    /** The same from the probability of success, for the number of failures before so many successes. */
    Loss NEGATIVE_BINOMIAL_PROBABILITY = Loss.named("negative_binomial_probability")
            .target("y", NON_NEGATIVE)
            .prediction("p", UNIT_INTERVAL)
            .parameter("successes", 1, POSITIVE)
            .value("-xlogy(successes, p) - xlog1py(y, -p) + where(y > max(successes, 1),"
                    + " lgamma(successes) - lgammadelta(y + 1, successes - 1),"
                    + " lgamma(y + 1) - lgammadelta(successes, y))")
            .link("logit")
            .elicits("successes / (successes + mean)")
            .note("One success is the geometric distribution.")
            .alias("SciPy", "nbinom.logpmf(y, successes, p)")
            .alias("R", "dnbinom(size, prob)")
            .source("Pascal; Feller, An Introduction to Probability Theory and Its Applications, 1950")
            .entry();

    /** Binomial negative log-likelihood of a number of successes, from their probability. */
    Loss BINOMIAL = Loss.named("binomial")
            .target("y", NON_NEGATIVE)
            .prediction("p", UNIT_INTERVAL)
            .parameter("trials", 1, POSITIVE)
            .value("-xlogy(y, p) - xlog1py(trials - y, -p) + lbeta(y + 1, trials - y + 1) + log1p(trials)")
            .link("logit")
            .elicits("mean / trials")
            .note("For targets up to trials; each row has its own with given(\"trials\"). One trial is the log loss.")
            .alias("SciPy", "binom.logpmf")
            .alias("Stan", "binomial_lpmf")
            .source("Bernoulli, Ars conjectandi, 1713")
            .entry();

    /** Poisson negative log-likelihood with more zeros than its own, from the rate. */
    Loss ZERO_INFLATED_POISSON = Loss.named("zero_inflated_poisson")
            .target("y", NON_NEGATIVE)
            .prediction("p", NON_NEGATIVE)
            .parameter("zero", 0.1, OPEN_UNIT_INTERVAL)
            .value("where(y == 0, where(p < 1, -log1p((1 - zero) * expm1(-p)), -log(zero + (1 - zero) * exp(-p))),"
                    + " p - xlogy(y, p) + lgamma(y + 1) - log1p(-zero))")
            .gradient("where(y == 0, sigmoid(log1p(-zero) - log(zero) - p), (p - y) / p)")
            .hessian("where(y == 0, -sigmoid(log1p(-zero) - log(zero) - p) * sigmoid(log(zero) + p - log1p(-zero)),"
                    + " y / p / p)")
            .link("log")
            .elicits("rate of those that can count")
            .note("zero is the probability of a zero beside those of Poisson. Not convex at a target of 0.")
            .alias("zip")
            .alias("statsmodels", "ZeroInflatedPoisson")
            .source("Lambert, Zero-Inflated Poisson Regression, Technometrics 34, 1992")
            .entry();

    /** The likelihoods of counts. */
    List<Loss> COUNTS = List.of(
            POISSON,
            NEGATIVE_BINOMIAL,
            NEGATIVE_BINOMIAL_DISPERSION,
            NEGATIVE_BINOMIAL_PROBABILITY,
            BINOMIAL,
            ZERO_INFLATED_POISSON);
}
