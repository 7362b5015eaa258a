package org.surprisal.watch.ask;

/** An expression cannot be understood. The message is one sentence; its second and third line show the place. */
public final class QuestionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QuestionException(String message, String text, int at) {
        super(message + "\n  " + text + "\n  " + " ".repeat(at) + "^");
    }
}
