package org.surprisal.loss.expr;

/**
 * How an operation is written.
 *
 * @param form where the symbol stands
 * @param symbol the operator; empty for a function, which is written with its name
 * @param precedence how strongly it binds: more is stronger
 */
public record Notation(Form form, String symbol, int precedence) {
    /** Where the symbol stands. */
    public enum Form {
        /** {@code f(a, b)}. */
        FUNCTION,
        /** {@code -a}. */
        PREFIX,
        /** {@code a + b}, read from the left. */
        INFIX,
        /** {@code a ^ b}, read from the right. */
        INFIX_RIGHT,
        /** {@code a^2}. */
        POSTFIX
    }

    /** The precedence of comparisons. */
    public static final int COMPARISON = 0;
    /**
     * The precedence of plus, minus and a sign in front: {@code -a * b} is {@code -(a * b)}, which has the same bits.
     */
    public static final int SUM = 1;
    /** The precedence of times and over. */
    public static final int PRODUCT = 2;
    /** The precedence of powers. */
    public static final int POWER = 3;
    /** The precedence of names, numbers and calls. */
    public static final int ATOM = 4;

    /** A function call. */
    public static final Notation FUNCTION = new Notation(Form.FUNCTION, "", ATOM);

    /**
     * An operator between two arguments, read from the left.
     *
     * @param symbol the operator
     * @param precedence how strongly it binds
     * @return the notation
     */
    public static Notation infix(String symbol, int precedence) {
        return new Notation(Form.INFIX, symbol, precedence);
    }
}
