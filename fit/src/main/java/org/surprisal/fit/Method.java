package org.surprisal.fit;

/** How the steps to the least objective are found. */
public enum Method {
    /** From second derivatives: those of all coefficients, or, of very many, as conjugate gradients need them. */
    NEWTON,
    /**
     * From how the gradient has changed over the last steps ({@link Lbfgs}): a reading of the rows costs least, there
     * are more of them, and no second derivatives are left from which errors could be taken.
     */
    LBFGS
}
