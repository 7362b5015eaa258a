package org.surprisal.loss;

import static org.surprisal.loss.Domain.NON_NEGATIVE;
import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.REAL;
import static org.surprisal.loss.Domain.UNIT_INTERVAL;

import java.util.List;

/** Losses of something that happens or not: of its probability, or of a score whose sigmoid is the probability. */
interface BinaryLosses {
    /** Log loss, the binary cross-entropy, from the probability that it happens. */
    Loss LOG_LOSS = Loss.named("log_loss")
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
            .entry();

    /** Log loss from a score on the logit scale, with nothing lost in the tails. */
    Loss LOG_LOSS_LOGIT = Loss.named("log_loss_logit")
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
            .entry();

    /** Brier score of one event, on the scale from 0 to 1. */
    Loss BRIER = Loss.named("brier")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("(p - y)^2")
            .link("logit")
            .elicits("probability")
            .alias("brier_score")
            .alias("scikit-learn", "brier_score_loss")
            .source("Brier, Verification of Forecasts Expressed in Terms of Probability, Monthly Weather Review 78, "
                    + "1950")
            .entry();

    /** Log loss from a score in which what happens weighs more, or less, than what does not. */
    Loss LOG_LOSS_WEIGHTED = Loss.named("log_loss_weighted")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("positive", 1, POSITIVE)
            .value("positive * wmul(y, softplus(-z)) + wmul(1 - y, softplus(z))")
            .elicits("log odds, plus log(positive)")
            .note("positive = 1 is log_loss_logit. Weights change what is elicited: the probability is"
                    + " sigmoid(z - log(positive)).")
            .alias("weighted_bce")
            .alias("PyTorch", "BCEWithLogitsLoss(pos_weight)")
            .alias("TensorFlow", "weighted_cross_entropy_with_logits")
            .alias("XGBoost", "binary:logistic, scale_pos_weight")
            .source("King and Zeng, Logistic Regression in Rare Events Data, Political Analysis 9, 2001")
            .entry();

    /** Log loss from a score whose target is moved towards one half. */
    Loss LOG_LOSS_SMOOTHED = Loss.named("log_loss_smoothed")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("smoothing", 0.1, UNIT_INTERVAL)
            .value("wmul((1 - smoothing) * y + 0.5 * smoothing, softplus(-z))"
                    + " + wmul((1 - smoothing) * (1 - y) + 0.5 * smoothing, softplus(z))")
            .elicits("log odds of the smoothed outcome")
            .note("smoothing = 0 is log_loss_logit.")
            .alias("Keras", "BinaryCrossentropy(label_smoothing, from_logits=True)")
            .source("Szegedy et al., Rethinking the Inception Architecture for Computer Vision, CVPR 2016")
            .entry();

    /** Focal loss: log loss that cares less about what is easy, from a probability. */
    Loss FOCAL = Loss.named("focal")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .parameter("gamma", 2, NON_NEGATIVE)
            .value("-(wmul(y, xlogy((1 - p)^gamma, p)) + wmul(1 - y, xlog1py(p^gamma, -p)))")
            .link("logit")
            .elicits("a probability nearer to one half")
            .note("gamma = 0 is log_loss. For other gammas it is not proper: the best forecast is not the probability.")
            .alias("binary_focal_crossentropy")
            .alias("Keras", "BinaryFocalCrossentropy")
            .source("Lin et al., Focal Loss for Dense Object Detection, ICCV 2017")
            .entry();

    /** Focal loss from a score. */
    Loss FOCAL_LOGIT = Loss.named("focal_logit")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("gamma", 2, NON_NEGATIVE)
            .value("wmul(y, wmul(sigmoid(-z)^gamma, softplus(-z)))"
                    + " + wmul(1 - y, wmul(sigmoid(z)^gamma, softplus(z)))")
            .elicits("log odds, nearer to 0")
            .note("gamma = 0 is log_loss_logit. Not convex in the score.")
            .alias("sigmoid_focal_loss")
            .alias("torchvision", "sigmoid_focal_loss(alpha=-1)")
            .alias("Keras", "BinaryFocalCrossentropy(from_logits=True)")
            .source("Lin et al. 2017")
            .entry();

    /** Spherical score of one event, on the scale from 0 to 1. */
    Loss SPHERICAL = Loss.named("spherical")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("wmul(y, (1 - p)^2 / (sqrt(p^2 + (1 - p)^2) + p) / sqrt(p^2 + (1 - p)^2))"
                    + " + wmul(1 - y, p^2 / (sqrt(p^2 + (1 - p)^2) + (1 - p)) / sqrt(p^2 + (1 - p)^2))")
            .gradient("(p - y) / (p^2 + (1 - p)^2)^1.5")
            .hessian("(p^2 + (1 - p)^2)^(-1.5) * (1 - 3 * (p - y) * (p - (1 - p)) / (p^2 + (1 - p)^2))")
            .link("logit")
            .elicits("probability")
            .note("One less the score of the literature, so that less is better and the best is 0, with"
                    + " nothing that cancels.")
            .alias("spherical_score")
            .source("Roby, Belief States and the Uses of Evidence, Behavioral Science 10, 1965; Good 1971")
            .entry();

    /** The losses of something that happens or not. */
    List<Loss> BINARY = List.of(
            LOG_LOSS, LOG_LOSS_LOGIT, BRIER, LOG_LOSS_WEIGHTED, LOG_LOSS_SMOOTHED, FOCAL, FOCAL_LOGIT, SPHERICAL);
}
