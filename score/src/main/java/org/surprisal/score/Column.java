package org.surprisal.score;

/**
 * A column of a {@link Source}.
 *
 * @param name its name as the source spells it
 * @param kind what its cells look like; for text files a guess from the first rows
 */
public record Column(String name, Kind kind) {
    /** What the cells of a column look like. */
    public enum Kind {
        /** Every cell seen is a number or missing. */
        NUMBER,
        /** Every cell seen is a number followed by a per cent sign, or missing. */
        PERCENT,
        /** True and false, as a type of the file or as words. */
        BOOLEAN,
        /** Anything else. */
        TEXT
    }
}
