package org.surprisal.fit;

/** What is estimated beside the coefficients. */
public enum Beside {
    /** Nothing: parameters of the loss are as they were given. */
    NOTHING,
    /** The shape of a negative binomial family, by maximum likelihood. */
    SHAPE,
    /** The power of a Tweedie family, by maximum likelihood. */
    POWER,
    /** The scale that residuals are measured by: of Huber's loss from their median, of Student's t by likelihood. */
    SCALE,
    /** The scale and the degrees of freedom of Student's t, by maximum likelihood. */
    SCALE_AND_DF
}
