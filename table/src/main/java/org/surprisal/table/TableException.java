package org.surprisal.table;

import org.jspecify.annotations.Nullable;

/** A table cannot be read. The message is for the user: what is wrong, where, and what to do about it. */
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message one clear sentence with file, row and column where they are known, and a remedy
     */
    public TableException(String message) {
        super(message);
    }

    TableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
