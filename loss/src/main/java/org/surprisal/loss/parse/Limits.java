package org.surprisal.loss.parse;

/** What a formula may not exceed, so that one from a stranger cannot exhaust memory, stack or time. */
public final class Limits {
    /** The greatest length of a formula in characters. */
    public static final int LENGTH = 64 * 1024;

    /** The greatest number of parentheses, calls, signs and powers inside one another. */
    public static final int LEVELS = 200;

    private Limits() {}
}
