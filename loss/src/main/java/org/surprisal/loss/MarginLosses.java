package org.surprisal.loss;

import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.REAL;
import static org.surprisal.loss.Domain.UNIT_INTERVAL;

import java.util.List;

/** Losses of scores whose sign, or whose order, is the decision. */
interface MarginLosses {
    /** Hinge loss of a score whose sign is the decision. */
    Loss HINGE = Loss.named("hinge")
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
            .entry();

    /** Square of the hinge loss. */
    Loss SQUARED_HINGE = Loss.named("squared_hinge")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("wmul(y, max(1 - z, 0)^2) + wmul(1 - y, max(1 + z, 0)^2)")
            .elicits("2 * probability - 1")
            .note("The target is 1 or 0, not 1 or -1.")
            .alias("l2_svm")
            .alias("scikit-learn", "LinearSVC(loss='squared_hinge')")
            .alias("Keras", "SquaredHinge")
            .source("Cortes and Vapnik 1995")
            .entry();

    /** Squared hinge that is straight where the score is wrong by more than the margin. */
    Loss MODIFIED_HUBER = Loss.named("modified_huber")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("wmul(y, where(z >= -1, max(1 - z, 0)^2, -4 * z)) + wmul(1 - y, "
                    + "where(z <= 1, max(1 + z, 0)^2, 4 * z))")
            .elicits("2 * probability - 1, where it is between -1 and 1")
            .alias("scikit-learn", "SGDClassifier(loss='modified_huber')")
            .source("Zhang, Statistical Behavior and Consistency of Classification Methods Based on Convex Risk"
                    + " Minimization, Annals of Statistics 32, 2004")
            .entry();

    /** Exponential loss of a score, which boosting minimises. */
    Loss EXPONENTIAL = Loss.named("exponential")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("wmul(y, exp(-z)) + wmul(1 - y, exp(z))")
            .elicits("half of the log odds")
            .alias("adaboost")
            .alias("scikit-learn", "ExponentialLoss")
            .source("Freund and Schapire, A Decision-Theoretic Generalization of On-Line Learning, Journal of"
                    + " Computer and System Sciences 55, 1997; Friedman, Hastie and Tibshirani 2000")
            .entry();

    /** Sum of what each other class lacks to lie a margin below the true one, over the number of classes. */
    Loss MULTI_MARGIN = Loss.named("multi_margin")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("margin", 1, POSITIVE)
            .value("sum(wmul(1 - y, max(margin + z - sum(wmul(y, z)), 0))) / K")
            .elicits("the most likely class, if it is likelier than all others together")
            .note("For targets that are a class.")
            .alias("PyTorch", "MultiMarginLoss")
            .source("Weston and Watkins, Support Vector Machines for Multi-Class Pattern Recognition, ESANN 1999")
            .entry();

    /** What the best other class lacks to lie a margin of one below the true one. */
    Loss MULTI_HINGE = Loss.named("multi_hinge")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("max(z + 1 - y) - sum(wmul(y, z))")
            .elicits("the most likely class, if it is likelier than all others together")
            .note("For targets that are a class.")
            .alias("crammer_singer")
            .alias("scikit-learn", "LinearSVC(multi_class='crammer_singer')")
            .alias("Keras", "CategoricalHinge, whose other classes are at least 0")
            .source("Crammer and Singer, On the Algorithmic Implementation of Multiclass Kernel-based Vector"
                    + " Machines, Journal of Machine Learning Research 2, 2001")
            .entry();

    /** The losses of scores that decide. */
    List<Loss> MARGINS = List.of(HINGE, SQUARED_HINGE, MODIFIED_HUBER, EXPONENTIAL, MULTI_MARGIN, MULTI_HINGE);
}
