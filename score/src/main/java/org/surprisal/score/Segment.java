package org.surprisal.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that have some values in common, and how good their forecasts were.
 *
 * @param by the value of each column; null for an empty cell, {@code [low, high]} for a range of a column with many
 *     numbers or dates, whose ends are the least and the greatest of its rows
 * @param rows how many rows there are, counts included
 * @param small whether they are fewer than 30, so that little can be said about them
 * @param scores their scores
 * @param differences by how much a mean score of theirs exceeds that of all other rows, by score; the first is the one
 *     by which segments are ranked
 */
public record Segment(
        Map<String, @Nullable String> by,
        long rows,
        boolean small,
        Map<String, Estimate> scores,
        Map<String, Difference> differences) {
    /** Copies the map of values, which may be null. */
    public Segment {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by));
    }

    /**
     * The score of a segment minus that of the rest.
     *
     * @param estimate the difference with its interval
     * @param p the p-value of no difference, in [0, 1]; NaN where there is none
     * @param adjusted the p-value adjusted for the number of segments, so that among those up to q at most a share q is
     *     expected to be chance
     * @param marked whether {@code adjusted} is at most 0.1
     */
    public record Difference(Estimate estimate, double p, double adjusted, boolean marked) {}
}
