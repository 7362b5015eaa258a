package org.surprisal.fit.design;

/** Data that cannot be fitted. The message is one sentence that names the column, the row and the remedy. */
public final class Unfittable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /**
     * A fault of the data.
     *
     * @param message what is wrong and what would be right
     */
    public Unfittable(String message) {
        super(message);
    }
}
