package org.surprisal.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Segments that were searched for in one half of the rows because their forecasts are weak, each judged by the other
 * half alone.
 *
 * @param score the mean score by which segments are weak
 * @param columns the columns that were searched, singly and in pairs
 * @param leftOut the columns that were not, with the reason
 * @param candidates how many segments had enough rows to be looked at
 * @param least how many rows a segment, and what is not in it, must have in each half
 * @param searched the rows of the half in which segments were chosen, counts included
 * @param confirmed the rows of the other half
 * @param found the segments, the weakest in the first half first
 */
public record WeakSegments(
        String score,
        List<String> columns,
        Map<String, Reason> leftOut,
        long candidates,
        int least,
        long searched,
        long confirmed,
        List<Found> found)
        implements Section {
    /** Copies what may change. */
    public WeakSegments {
        columns = List.copyOf(columns);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        found = List.copyOf(found);
    }

    /** Why a column is not searched. */
    public enum Reason {
        /** It has one value only. */
        ONE_VALUE,
        /** It holds texts with more than 100 different values. */
        MANY_VALUES,
        /** Each of its values occurs with one outcome only: it tells what happened. */
        TELLS_OUTCOME,
        /** It rises or falls with the prediction, and says nothing beside it. */
        FOLLOWS_PREDICTION
    }

    /**
     * A segment.
     *
     * @param segment its rows in the second half, their scores and how they differ from the rest of that half; p-values
     *     are adjusted for the number of segments found
     * @param rows its rows in the first half, counts included
     * @param difference by how much its mean score differed from the rest in the first half: too large on average, as
     *     the segment was chosen for it
     * @param holds whether the second half finds it weak too: worse than the rest, with an adjusted p-value up to 0.1
     */
    public record Found(Segment segment, long rows, double difference, boolean holds) {}
}
