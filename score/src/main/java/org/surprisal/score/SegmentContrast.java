package org.surprisal.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How two models differ on the rows that have some values in common.
 *
 * @param by the value of each column, as in {@link Segment}
 * @param rows how many rows there are, counts included
 * @param small whether they are fewer than 30, so that little can be said about them
 * @param differences the prediction minus the other model on these rows, by score, p-values adjusted for the number of
 *     segments as those of {@link Segment}
 */
public record SegmentContrast(
        Map<String, @Nullable String> by, long rows, boolean small, Map<String, Segment.Difference> differences) {
    /** Copies the maps; values of columns may be null. */
    public SegmentContrast {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by));
        differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
    }
}
