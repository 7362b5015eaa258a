package org.surprisal.loss;

import static org.surprisal.loss.Domain.NON_NEGATIVE;
import static org.surprisal.loss.Domain.OPEN_UNIT_INTERVAL;
import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.POSITIVE_OR_INFINITE;
import static org.surprisal.loss.Domain.REAL;
import static org.surprisal.loss.Domain.UNIT_INTERVAL;

import java.util.List;
import java.util.Optional;
import org.surprisal.loss.expr.FormulaException;

/**
 * The losses that come with the house: each a formula, its domains, its names, its source. To add one, add its lines
 * here.
 *
 * <p>Logarithms are natural. A target {@code y} of a binary loss is 0 or 1, or a probability in between; that of a
 * class loss is a distribution over the classes, of which a true class is the special case.
 */
public final class Catalogue {
    /** Log loss, the binary cross-entropy, from the probability that it happens. */
    public static final Loss LOG_LOSS = Loss.named("log_loss")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("-(xlogy(y, p) + xlog1py(1 - y, -p))")
            .link("logit")
            .elicits("probability")
            .note("Infinite where what happened had probability 0, with an infinite gradient; 0 where it had "
                    + "probability 1.")
            .alias("binary_cross_entropy")
            .alias("bce")
            .alias("logarithmic_score")
            .alias("Bernoulli negative log-likelihood")
            .alias("scikit-learn", "log_loss")
            .alias("PyTorch", "BCELoss")
            .alias("Keras", "BinaryCrossentropy")
            .alias("XGBoost", "logloss")
            .alias("LightGBM", "binary_logloss")
            .source("Good, Rational Decisions, Journal of the Royal Statistical Society B 14, 1952")
            .build();

    /** Log loss from a score on the logit scale, with nothing lost in the tails. */
    public static final Loss LOG_LOSS_LOGIT = Loss.named("log_loss_logit")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("wmul(y, softplus(-z)) + wmul(1 - y, softplus(z))")
            .elicits("log odds")
            .alias("binary_cross_entropy_with_logits")
            .alias("bce_logit")
            .alias("logistic")
            .alias("scikit-learn", "HalfBinomialLoss")
            .alias("PyTorch", "BCEWithLogitsLoss")
            .alias("Keras", "BinaryCrossentropy(from_logits=True)")
            .alias("XGBoost", "binary:logistic")
            .alias("LightGBM", "binary")
            .source("Cox, The Regression Analysis of Binary Sequences, Journal of the Royal Statistical Society B 20, "
                    + "1958")
            .build();

    /** Cross-entropy from class probabilities: the log loss of several classes. */
    public static final Loss CROSS_ENTROPY = Loss.named("cross_entropy")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("-sum(xlogy(y, p))")
            .link("log")
            .elicits("probabilities")
            .note("Infinite where what happened had probability 0. Rows are taken as they are: they should sum to one.")
            .alias("categorical_cross_entropy")
            .alias("multiclass_log_loss")
            .alias("mlogloss")
            .alias("scikit-learn", "log_loss")
            .alias("PyTorch", "NLLLoss (of log probabilities)")
            .alias("Keras", "CategoricalCrossentropy")
            .alias("XGBoost", "mlogloss")
            .alias("LightGBM", "multi_logloss")
            .source("Shannon, A Mathematical Theory of Communication, 1948; Good 1952")
            .build();

    /** Cross-entropy from class scores, through the softmax. */
    public static final Loss CROSS_ENTROPY_LOGIT = Loss.named("cross_entropy_logit")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("sum(wmul(y, nlsoftmax(z)))")
            .elicits("log probabilities, up to a constant")
            .alias("softmax_cross_entropy")
            .alias("categorical_cross_entropy_with_logits")
            .alias("scikit-learn", "HalfMultinomialLoss")
            .alias("PyTorch", "CrossEntropyLoss")
            .alias("Keras", "CategoricalCrossentropy(from_logits=True)")
            .alias("XGBoost", "multi:softprob")
            .alias("LightGBM", "multiclass")
            .source("Bridle, Probabilistic Interpretation of Feedforward Classification Network Outputs, 1990")
            .build();

    /** Brier score of one event, on the scale from 0 to 1. */
    public static final Loss BRIER = Loss.named("brier")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("(p - y)^2")
            .link("logit")
            .elicits("probability")
            .alias("brier_score")
            .alias("scikit-learn", "brier_score_loss")
            .source("Brier, Verification of Forecasts Expressed in Terms of Probability, Monthly Weather Review 78, "
                    + "1950")
            .build();

    /** Brier score of several classes, summed over them: on the scale from 0 to 2. */
    public static final Loss BRIER_CLASSES = Loss.named("brier_classes")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("sum((p - y)^2)")
            .link("log")
            .elicits("probabilities")
            .alias("multiclass_brier")
            .alias("quadratic_score")
            .alias("scikit-learn", "brier_score_loss(scale_by_half=False)")
            .source("Brier 1950")
            .build();

    /** Squared error. */
    public static final Loss SQUARED = Loss.named("squared")
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
            .build();

    /** Absolute error. */
    public static final Loss ABSOLUTE = Loss.named("absolute")
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
            .build();

    /** Huber's loss: half the square near the target, straight beyond delta. */
    public static final Loss HUBER = Loss.named("huber")
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
            .build();

    /** Pinball loss of a quantile. */
    public static final Loss PINBALL = Loss.named("pinball")
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
            .build();

    /** Poisson negative log-likelihood of a count, from the rate, with its constant. */
    public static final Loss POISSON = Loss.named("poisson")
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
            .build();

    /** Gamma negative log-likelihood, from the mean, with all constants. */
    public static final Loss GAMMA = Loss.named("gamma")
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
            .build();

    /** Gaussian negative log-likelihood, from the mean, with all constants. */
    public static final Loss GAUSSIAN = Loss.named("gaussian")
            .target("y", REAL)
            .prediction("p", REAL)
            .parameter("sigma", 1, POSITIVE)
            .value("0.5 * ((p - y) / sigma)^2 + log(sigma) + 0.5 * log(2 * pi)")
            .elicits("mean")
            .alias("gaussian_nll")
            .alias("normal")
            .alias("PyTorch", "GaussianNLLLoss(full=True)")
            .source("Gauss, Theoria motus corporum coelestium, 1809")
            .build();

    /** Kullback-Leibler divergence of the forecast distribution from the target. */
    public static final Loss KL_DIVERGENCE = Loss.named("kl_divergence")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("sum(xlogdiv(y, p))")
            .gradient("-wdiv(y, p)")
            .hessian("wdiv(wdiv(y, p), p)")
            .link("log")
            .elicits("probabilities")
            .note("Cross-entropy less the entropy of the target. Infinite where something had probability 0 and "
                    + "happens.")
            .alias("kl")
            .alias("relative_entropy")
            .alias("PyTorch", "KLDivLoss (of log probabilities)")
            .alias("Keras", "KLDivergence")
            .source("Kullback and Leibler, On Information and Sufficiency, Annals of Mathematical Statistics 22, 1951")
            .build();

    /** Hinge loss of a score whose sign is the decision. */
    public static final Loss HINGE = Loss.named("hinge")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("wmul(y, max(1 - z, 0)) + wmul(1 - y, max(1 + z, 0))")
            .elicits("the more likely outcome")
            .note("The target is 1 or 0, not 1 or -1. At the margin itself, z = 1 or z = -1, the gradient is that "
                    + "inside the margin.")
            .alias("scikit-learn", "hinge_loss")
            .alias("PyTorch", "HingeEmbeddingLoss")
            .alias("Keras", "Hinge")
            .alias("XGBoost", "binary:hinge")
            .source("Cortes and Vapnik, Support-Vector Networks, Machine Learning 20, 1995")
            .build();

    private static final List<Loss> ALL = List.of(
            LOG_LOSS,
            LOG_LOSS_LOGIT,
            CROSS_ENTROPY,
            CROSS_ENTROPY_LOGIT,
            BRIER,
            BRIER_CLASSES,
            SQUARED,
            ABSOLUTE,
            HUBER,
            PINBALL,
            POISSON,
            GAMMA,
            GAUSSIAN,
            KL_DIVERGENCE,
            HINGE);

    private Catalogue() {}

    /**
     * Every loss, with the defaults of its parameters.
     *
     * @return in the order of this page
     */
    public static List<Loss> all() {
        return ALL;
    }

    /**
     * A loss by its name, or by a name that it has elsewhere; upper and lower case are the same.
     *
     * @param nameOrAlias such as {@code log_loss}, {@code bce} or {@code BCELoss}
     * @return the loss; of several that share a name elsewhere, the first one
     */
    public static Optional<Loss> find(String nameOrAlias) {
        return CatalogueNames.find(ALL, nameOrAlias);
    }

    /**
     * A loss as one writes it on a command line.
     *
     * @param nameOrCallOrFormula {@code log_loss}, {@code huber(delta=2)} or {@code (y - p)^2}
     * @return the loss
     * @throws FormulaException if it is none of these; the message says why, and what may have been meant
     * @throws IllegalArgumentException if a parameter is not known or its value not allowed
     */
    public static Loss parse(String nameOrCallOrFormula) {
        return CatalogueNames.parse(ALL, nameOrCallOrFormula);
    }
}
