package org.surprisal.loss;

import static org.surprisal.loss.Domain.NON_NEGATIVE;
import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.REAL;
import static org.surprisal.loss.Domain.UNIT_INTERVAL;

import java.util.List;

/** Losses of several classes: of their probabilities, or of scores whose softmax they are. */
interface ClassLosses {
    /** Cross-entropy from class probabilities: the log loss of several classes. */
    Loss CROSS_ENTROPY = Loss.named("cross_entropy")
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
            .entry();

    /** Cross-entropy from class scores, through the softmax. */
    Loss CROSS_ENTROPY_LOGIT = Loss.named("cross_entropy_logit")
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
            .entry();

    /** Brier score of several classes, summed over them: on the scale from 0 to 2. */
    Loss BRIER_CLASSES = Loss.named("brier_classes")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("sum((p - y)^2)")
            .link("log")
            .elicits("probabilities")
            .alias("multiclass_brier")
            .alias("quadratic_score")
            .alias("scikit-learn", "brier_score_loss(scale_by_half=False)")
            .source("Brier 1950")
            .entry();

    /** Kullback-Leibler divergence of the forecast distribution from the target. */
    Loss KL_DIVERGENCE = Loss.named("kl_divergence")
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
            .entry();

    /** Cross-entropy from scores whose target is mixed with the same share for all classes. */
    Loss CROSS_ENTROPY_SMOOTHED = Loss.named("cross_entropy_smoothed")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("smoothing", 0.1, UNIT_INTERVAL)
            .value("sum(wmul((1 - smoothing) * y + smoothing / K, nlsoftmax(z)))")
            .elicits("log probabilities of the smoothed classes, up to a constant")
            .note("smoothing = 0 is cross_entropy_logit.")
            .alias("label_smoothing")
            .alias("PyTorch", "CrossEntropyLoss(label_smoothing)")
            .alias("Keras", "CategoricalCrossentropy(label_smoothing, from_logits=True)")
            .source("Szegedy et al. 2016")
            .entry();

    /** Cross-entropy from scores with a weight for each class. */
    Loss CROSS_ENTROPY_WEIGHTED = Loss.named("cross_entropy_weighted")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("weight", 1, NON_NEGATIVE)
            .value("sum(wmul(weight * y, nlsoftmax(z)))")
            .elicits("log of weighted probabilities, up to a constant")
            .note("One number weighs all classes alike; with(\"weight\", 1, 2, 0.5) has one for each class. A"
                    + " mean of PyTorch is divided by the weights of the true classes, ours by the rows"
                    + " unless a batch has weights.")
            .alias("PyTorch", "CrossEntropyLoss(weight)")
            .source("King and Zeng 2001")
            .entry();

    /** Cross-entropy of labels that may occur together, from a score each, summed over them. */
    Loss MULTI_LABEL = Loss.named("multi_label")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("positive", 1, POSITIVE)
            .value("sum(positive * wmul(y, softplus(-z)) + wmul(1 - y, softplus(z)))")
            .elicits("log odds of each label, plus log(positive)")
            .note("Each label is a log_loss_logit of its own. positive may be a number for each label.")
            .alias("multi_label_cross_entropy")
            .alias("PyTorch", "MultiLabelSoftMarginLoss, times the number of labels")
            .alias("LightGBM", "multiclassova")
            .source("Cox 1958")
            .entry();

    /** Focal loss of several classes, from scores. */
    Loss FOCAL_CLASSES = Loss.named("focal_classes")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("gamma", 2, NON_NEGATIVE)
            .value("sum(wmul(y, wmul(cosoftmax(z)^gamma, nlsoftmax(z))))")
            .gradient("softmax(z) * (sum(" + focus() + ") - " + focus() + ") - " + focus() + " * cosoftmax(z)")
            .hessian("softmax(z) * cosoftmax(z) * sum(" + focus() + ") - softmax(z)^2 * (sum(" + refocus() + ") - "
                    + refocus() + ") - " + refocus() + " * cosoftmax(z)^2")
            .elicits("log probabilities nearer to each other")
            .note("gamma = 0 is cross_entropy_logit. cosoftmax is 1 - softmax with no cancellation.")
            .alias("categorical_focal_crossentropy")
            .alias("Keras", "CategoricalFocalCrossentropy(alpha=1, from_logits=True)")
            .source("Lin et al. 2017")
            .entry();

    /** Jensen-Shannon divergence of target and forecast. */
    Loss JENSEN_SHANNON = Loss.named("jensen_shannon")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("0.25 * sum(wmul(y + p, xlog1py(1 - wdiv(p - y, y + p), -wdiv(p - y, y + p))"
                    + " + xlog1py(1 + wdiv(p - y, y + p), wdiv(p - y, y + p))))")
            .gradient("0.5 * where(p < 0.5 * y, log(2 * p / (y + p))," + " log1p(where(y == 0, 1, (p - y) / (y + p))))")
            .hessian("0.5 * wdiv(wdiv(y, p), y + p)")
            .link("log")
            .elicits("the target, if it is certain")
            .note("From 0 to log(2), with (p - y) / (y + p) in it so that nothing cancels. Not proper:"
                    + " averaged over outcomes it is not least at their probabilities.")
            .alias("jsd")
            .source("Lin, Divergence Measures Based on the Shannon Entropy, IEEE Transactions on Information"
                    + " Theory 37, 1991")
            .entry();

    /** Spherical score of several classes, on the scale from 0 to 1. */
    Loss SPHERICAL_CLASSES = Loss.named("spherical_classes")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("sum(wmul(y, 1 - p / sqrt(sum(p^2))))")
            .gradient("sum(y * p) * p / sum(p^2)^1.5 - y / sqrt(sum(p^2))")
            .link("log")
            .elicits("probabilities")
            .note("One less the score of the literature, so that less is better and the best is 0. It does"
                    + " not change when a row is multiplied by a number; NaN for a row of zeros.")
            .source("Roby 1965; Good 1971")
            .entry();

    /** Ranked probability score of ordered classes, on the scale from 0 to 1. */
    Loss RANKED_PROBABILITY = Loss.named("ranked_probability")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("sum(cumsum(p - y)^2) / (K - 1)")
            .gradient("2 / (K - 1) * rcumsum(cumsum(p - y))")
            .link("log")
            .elicits("probabilities")
            .note("The diagonal of its Hessian has no closed form here; products of the Hessian with vectors"
                    + " are available.")
            .alias("rps")
            .alias("scoringRules", "rps_probs")
            .source("Epstein, A Scoring System for Probability Forecasts of Ranked Categories, Journal of"
                    + " Applied Meteorology 8, 1969")
            .entry();

    /** Log losses of passing each step of ordered classes, summed: the score of a class says whether it lies beyond. */
    Loss CUMULATIVE_LOGIT = Loss.named("cumulative_logit")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("sum(wmul(cumsum(y), softplus(z)) + wmul(1 - cumsum(y), softplus(-z)))")
            .elicits("log odds of a class beyond each")
            .note("For targets that are a class. The score of the last class says whether anything lies beyond it.")
            .alias("all_threshold")
            .source("Rennie and Srebro, Loss Functions for Preference Levels, IJCAI 2005; Cao, Mirjalili and"
                    + " Raschka 2020")
            .entry();

    /** Cosine distance of two vectors, from 0, the same direction, to 2. */
    Loss COSINE = Loss.named("cosine")
            .target("y", REAL)
            .prediction("p", REAL)
            .value("0.5 * sum((y / sqrt(sum(y^2)) - p / sqrt(sum(p^2)))^2)")
            .gradient("p / sqrt(sum(p^2)) * (sum(y * p) / sqrt(sum(y^2)) / sqrt(sum(p^2))) / sqrt(sum(p^2))"
                    + " - y / sqrt(sum(y^2)) / sqrt(sum(p^2))")
            .elicits("direction of the mean of unit vectors")
            .note("One less the cosine, written so that nothing cancels where the directions are nearly the"
                    + " same. NaN at the zero vector, which has no direction.")
            .alias("cosine_distance")
            .alias("PyTorch", "CosineEmbeddingLoss, of targets 1")
            .alias("Keras", "CosineSimilarity, plus 1")
            .source("Salton, Wong and Yang, A Vector Space Model for Automatic Indexing, Communications of the"
                    + " ACM 18, 1975")
            .entry();

    /** The losses of several classes. */
    List<Loss> CLASSES = List.of(
            CROSS_ENTROPY,
            CROSS_ENTROPY_LOGIT,
            BRIER_CLASSES,
            KL_DIVERGENCE,
            CROSS_ENTROPY_SMOOTHED,
            CROSS_ENTROPY_WEIGHTED,
            MULTI_LABEL,
            FOCAL_CLASSES,
            JENSEN_SHANNON,
            SPHERICAL_CLASSES,
            RANKED_PROBABILITY,
            CUMULATIVE_LOGIT,
            COSINE);

    /** What a class adds to the slope of the focal loss. */
    private static String focus() {
        return "wmul(y, cosoftmax(z)^gamma + gamma * wmul(softmax(z) * nlsoftmax(z), cosoftmax(z)^(gamma - 1)))";
    }

    /** What it adds to the curvature. */
    private static String refocus() {
        return "wmul(gamma * y * softmax(z), wmul((nlsoftmax(z) - 2) * cosoftmax(z)"
                + " - (gamma - 1) * softmax(z) * nlsoftmax(z), cosoftmax(z)^(gamma - 2)))";
    }
}
