package org.surprisal.table;

import java.util.concurrent.TimeUnit;

/** Tells a listener of progress, at most ten times a second. */
final class Pulse {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Progress progress;
    private final long bytes;
    private long bytesBefore;
    private long last = System.nanoTime();

    /**
     * Begins.
     *
     * @param progress the listener
     * @param bytes the bytes to be read in all
     */
    Pulse(Progress progress, long bytes) {
        this.progress = progress;
        this.bytes = Math.max(1, bytes);
    }

    /** Whether it is time to tell. */
    boolean due() {
        long now = System.nanoTime();
        if (now - last < PAUSE) {
            return false;
        }
        last = now;
        return true;
    }

    /**
     * Tells.
     *
     * @param share the share of the current file that is read, or NaN
     * @param fileBytes the length of the current file
     * @param rows the rows delivered
     */
    void tell(double share, long fileBytes, long rows) {
        progress.at(Math.clamp((bytesBefore + share * fileBytes) / bytes, 0, 1), rows);
    }

    /** A file is done. */
    void done(long fileBytes) {
        bytesBefore += fileBytes;
    }
}
