package org.surprisal.table;

import java.util.concurrent.TimeUnit;

/** Tells a listener of progress, at most ten times a second. */
final class Pulse {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Progress progress;
    private final double expected;
    private long last = System.nanoTime();
    private double share;

    /**
     * Begins.
     *
     * @param progress the listener
     * @param expected the rows to be read in all, about; NaN when not known
     */
    Pulse(Progress progress, double expected) {
        this.progress = progress;
        this.expected = expected;
    }

    /**
     * Tells, if it is time.
     *
     * @param read the rows read so far, whether delivered or not
     * @param delivered the rows delivered so far
     */
    void beat(long read, long delivered) {
        long now = System.nanoTime();
        if (now - last < PAUSE) {
            return;
        }
        last = now;
        // An expectation that was too small must not look like the end, and a second look never like going back.
        share = Math.max(share, Math.min(read / expected, 0.99));
        progress.at(share, delivered);
    }
}
