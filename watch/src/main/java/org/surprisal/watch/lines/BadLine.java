package org.surprisal.watch.lines;

/** A line that does not say what it must. The message begins in lower case: the file and the line come before it. */
final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean cut;

    BadLine(String message) {
        this(message, false);
    }

    /**
     * Says what is wrong.
     *
     * @param message the sentence
     * @param cut whether the line looks like the beginning of one
     */
    BadLine(String message, boolean cut) {
        super(message, null, false, false);
        this.cut = cut;
    }

    /** Whether the line looks like the beginning of one. */
    boolean cut() {
        return cut;
    }
}
