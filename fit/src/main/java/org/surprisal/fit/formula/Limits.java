package org.surprisal.fit.formula;

/** What a model formula may not exceed, so that one from a stranger cannot exhaust memory, stack or time. */
public final class Limits {
    /** The greatest length of a formula in characters. */
    public static final int LENGTH = 16 * 1024;

    /** The greatest number of parentheses, calls, signs and powers inside one another. */
    public static final int LEVELS = 100;

    /** The greatest number of terms, those that a product or a power writes out included. */
    public static final int TERMS = 2_000;

    /** The greatest number of factors of a term. */
    public static final int FACTORS = 8;

    /** The greatest degree of a polynomial. */
    public static final int DEGREE = 25;

    private Limits() {}
}
