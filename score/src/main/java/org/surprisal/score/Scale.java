package org.surprisal.score;

/** How the numbers of a prediction column are to be read ({@code --as}). */
public enum Scale {
    /** Probabilities in [0, 1]. */
    PROBABILITY,
    /** Log-odds (binary) or unnormalised class scores (classes), any number, infinities included. */
    LOGIT,
    /** Probabilities in per cent, in [0, 100]. */
    PERCENT,
    /** The forecast mean of a number: regression. */
    MEAN
}
