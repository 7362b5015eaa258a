package org.surprisal.score;

/** What kind of forecast a table holds, and so which scores it gets. */
public enum Task {
    /** One probability of the positive outcome per row. */
    BINARY,
    /** One probability per class and row. */
    CLASSES,
    /** One number per row, forecast by one number. */
    REGRESSION,
    /** One number per row, forecast by quantiles. */
    QUANTILES,
    /** One number or count per row, forecast by a distribution. */
    DISTRIBUTION,
    /** One probability for each of several labels, of which several may be true at once. */
    MULTILABEL,
    /**
     * The logarithm of the probability that was given to what happened, one per row, such as those of a text's tokens.
     */
    LIKELIHOOD,
    /** Hard labels on both sides: no probabilities, so only agreement can be counted. */
    LABELS
}
