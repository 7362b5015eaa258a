package org.surprisal.fit;

/** The kinds of residuals. */
public enum Residual {
    /** Response less prediction. */
    RESPONSE,
    /** The same over the root of the variance function, times the root of the weight. */
    PEARSON,
    /** The signed root of what the row adds to the deviance. */
    DEVIANCE,
    /** Minus the first derivative of the loss in the linear predictor over the second. */
    WORKING
}
