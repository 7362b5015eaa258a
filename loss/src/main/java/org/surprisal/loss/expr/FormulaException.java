package org.surprisal.loss.expr;

/**
 * A formula that cannot be understood, or goes over a limit. The message is complete: it shows the place, if there is
 * one.
 */
public final class FormulaException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** The position of a fault that has none, such as too many operations. */
    public static final int NOWHERE = -1;

    private final int position;

    /**
     * A fault.
     *
     * @param message what is wrong and what would be right
     * @param position the index in the formula where the fault was found, or {@link #NOWHERE}
     */
    public FormulaException(String message, int position) {
        super(message);
        this.position = position;
    }

    /**
     * Where the fault was found.
     *
     * @return the index of a character in the formula, its length at its end, or {@link #NOWHERE}
     */
    public int position() {
        return position;
    }
}
