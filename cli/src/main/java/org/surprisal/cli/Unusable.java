package org.surprisal.cli;

/** An input cannot be used. The message is one sentence; an empty one has been said already. */
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
        super(message);
    }

    Unusable(String message, Throwable cause) {
        super(message, cause);
    }
}
