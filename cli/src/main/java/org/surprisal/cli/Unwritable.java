package org.surprisal.cli;

/** A file that a result should go to cannot be written. The message is one sentence. */
final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unwritable(String file, Throwable cause) {
        super("Cannot write " + file + ": name a file in a folder that exists and that you may write to.", cause);
    }
}
