package org.surprisal.watch;

/** Ends the reading of a recording before its end. */
final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
        super(null, null, false, false);
    }
}
