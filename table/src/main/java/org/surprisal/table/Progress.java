package org.surprisal.table;

/** Hears how far a reading is. Called on the reading thread, at most ten times a second. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (fraction, rows) -> {};

    /**
     * Hears of some progress.
     *
     * @param fraction the share of the input that is read, in [0, 1], or NaN when it is not known
     * @param rows the rows delivered so far in this reading
     */
    void at(double fraction, long rows);
}
