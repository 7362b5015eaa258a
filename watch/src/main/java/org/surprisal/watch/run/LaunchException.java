package org.surprisal.watch.run;

/** A program cannot be started. The message is one sentence with the remedy, or empty when javac has said it. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether the call itself cannot be meant, as opposed to a program that cannot be used. */
    private final boolean call;

    private LaunchException(String message, boolean call) {
        super(message);
        this.call = call;
    }

    /** The program cannot be used. */
    static LaunchException program(String message) {
        return new LaunchException(message, false);
    }

    /** The call cannot be meant. */
    static LaunchException call(String message) {
        return new LaunchException(message, true);
    }

    /** Whether the call itself cannot be meant. */
    public boolean isCall() {
        return call;
    }
}
