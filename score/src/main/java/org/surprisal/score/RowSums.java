package org.surprisal.score;

/** How far the probabilities of a row may be from summing to one. */
final class RowSums {
    /** Up to here the difference is rounding and nothing is said. */
    static final double SILENT = 1e-6 + 1e-12;

    /**
     * Up to here the row is scored as given, with a note. A little more than 0.01, because 0.33 + 0.33 + 0.33 in binary
     * is a little less than 0.99.
     */
    static final double NEAR = 0.01 + 1e-12;

    private RowSums() {}
}
