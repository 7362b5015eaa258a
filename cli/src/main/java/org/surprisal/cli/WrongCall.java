package org.surprisal.cli;

/** The command line cannot be meant as it stands. The message is one sentence; the verb says whose help to point to. */
final class WrongCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String verb;

    WrongCall(String message, String verb) {
        super(message);
        this.verb = verb;
    }

    /** The verb, or an empty text. */
    String verb() {
        return verb;
    }
}
