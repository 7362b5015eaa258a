package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows were taken to depend on each other.
 *
 * @param kind within clusters, or over time
 * @param columns the columns of the clusters, or that of the time stamps
 * @param groups how many clusters or time stamps there are
 * @param largest the number of rows in the largest of them
 * @param effective how many equal clusters or stamps they are worth: the square of the number of rows over the sum of
 *     the squares of their sizes
 * @param empty rows with an empty cell among {@code columns}; such a cell is a value of its own
 * @param lag over time how many stamps before a stamp bear on it; 0 within clusters
 * @param horizon how many stamps ahead the forecasts were made, or null where that was not said
 */
public record Dependence(
        Kind kind,
        List<String> columns,
        long groups,
        long largest,
        double effective,
        long empty,
        int lag,
        @Nullable Integer horizon) {
    /** Copies the list. */
    public Dependence {
        columns = List.copyOf(columns);
    }

    /** What rows share. */
    public enum Kind {
        /** Rows of one cluster depend on each other, others do not. */
        CLUSTER,
        /** Rows of one time stamp depend on each other and on those of stamps shortly before. */
        TIME
    }
}
