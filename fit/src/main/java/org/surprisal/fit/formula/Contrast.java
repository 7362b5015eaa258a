package org.surprisal.fit.formula;

/** How the levels of a category become coefficients where an intercept, or a term of it, is there too. */
public enum Contrast {
    /** Each level but the first has a coefficient: its difference from the first. */
    TREATMENT,

    /** Each level but the last has a coefficient: its difference from the mean of all levels; they sum to zero. */
    SUM
}
