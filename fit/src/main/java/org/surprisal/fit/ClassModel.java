package org.surprisal.fit;

/** How predictors become probabilities of several classes. */
public enum ClassModel {
    /** Multinomial logit: log odds of each class against one of reference are linear. */
    MULTINOMIAL,
    /** The same with coefficients for every class, which a ridge penalty makes unique. */
    ALL_CLASSES,
    /** Ordered logit: log odds of being at most at a class are a cut point less one linear predictor. */
    ORDERED_LOGIT,
    /** Ordered probit: the same with quantiles of the normal distribution. */
    ORDERED_PROBIT;

    boolean isOrdered() {
        return this == ORDERED_LOGIT || this == ORDERED_PROBIT;
    }
}
