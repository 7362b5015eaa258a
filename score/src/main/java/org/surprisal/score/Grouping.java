package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which columns rows belong together: errors that allow for clusters or for time, scores of segments, a search for
 * weak segments. Whatever is asked for here keeps the rows in memory.
 *
 * @param cluster columns whose combinations are clusters of rows that depend on each other; empty without
 * @param time a column of time stamps (dates, timestamps or integers) whose rows depend on those shortly before, or
 *     null
 * @param horizon how many stamps ahead the forecasts were made, at least 1, or null to choose the lag by the number of
 *     stamps
 * @param by for each entry the column whose values are segments, or several whose combinations are
 * @param findSegments how many weak segments are searched for; 0 for none
 * @param memory the bytes that rows may take
 */
public record Grouping(
        List<String> cluster,
        @Nullable String time,
        @Nullable Integer horizon,
        List<List<String>> by,
        int findSegments,
        long memory) {
    /** Copies the lists. */
    public Grouping {
        cluster = List.copyOf(cluster);
        by = by.stream().map(List::copyOf).toList();
    }

    /** Without a search for weak segments; the arguments are those of the record. */
    public Grouping(
            List<String> cluster,
            @Nullable String time,
            @Nullable Integer horizon,
            List<List<String>> by,
            long memory) {
        this(cluster, time, horizon, by, 0, memory);
    }

    /** Rows are on their own. */
    public static Grouping none() {
        return new Grouping(
                List.of(), null, null, List.of(), 0, Runtime.getRuntime().maxMemory() / 2);
    }

    /** The same with clusters. */
    public Grouping withCluster(String... columns) {
        return new Grouping(List.of(columns), time, horizon, by, findSegments, memory);
    }

    /** The same with a column of time stamps. */
    public Grouping withTime(String column) {
        return new Grouping(cluster, column, horizon, by, findSegments, memory);
    }

    /** The same for forecasts made so many stamps ahead. */
    public Grouping withHorizon(int stamps) {
        return new Grouping(cluster, time, stamps, by, findSegments, memory);
    }

    /** The same with the segments of one more column, or of the combinations of several. */
    public Grouping withBy(String... columns) {
        List<List<String>> more = new ArrayList<>(by);
        more.add(List.of(columns));
        return new Grouping(cluster, time, horizon, more, findSegments, memory);
    }

    /** The same with a search for so many weak segments. */
    public Grouping withFindSegments(int number) {
        return new Grouping(cluster, time, horizon, by, number, memory);
    }

    /** The same with so many bytes for rows. */
    public Grouping withMemory(long bytes) {
        return new Grouping(cluster, time, horizon, by, findSegments, bytes);
    }

    /** The same with the columns as the table spells them. */
    Grouping resolved(Columns columns) {
        return new Grouping(
                cluster.stream().map(name -> columns.resolve(name, "--cluster")).toList(),
                time == null ? null : columns.resolve(time, "--time"),
                horizon,
                by.stream()
                        .map(names -> names.stream()
                                .map(name -> columns.resolve(name, "--by"))
                                .toList())
                        .toList(),
                findSegments,
                memory);
    }

    /** The columns that are read as text, each once. */
    List<String> columns() {
        Set<String> all = new LinkedHashSet<>(cluster);
        if (time != null) {
            all.add(time);
        }
        by.forEach(all::addAll);
        return List.copyOf(all);
    }

    /** Whether rows depend on each other. */
    boolean dependent() {
        return !cluster.isEmpty() || time != null;
    }

    /** Whether anything is asked for. */
    boolean any() {
        return dependent() || !by.isEmpty();
    }

    /** Says what does not fit together. */
    void check() {
        if (!cluster.isEmpty() && time != null) {
            throw new Unscorable("--cluster and --time both say how rows depend on each other; choose one.");
        }
        if (findSegments < 0 || findSegments > WeakSegmentFinder.MOST) {
            throw new Unscorable(
                    "--find-segments finds up to " + WeakSegmentFinder.MOST + " segments, not " + findSegments + ".");
        }
        if (findSegments > 0 && time != null) {
            throw new Unscorable("--find-segments judges segments by rows that the search has not seen, but with --time"
                    + " rows depend on those shortly before, so that no half is independent of the other; leave one of"
                    + " them out, or give --cluster in place of --time.");
        }
        if (horizon != null && time == null) {
            throw new Unscorable("--horizon counts time stamps; name their column with --time.");
        }
        if (horizon != null && horizon < 1) {
            throw new Unscorable("--horizon is at least 1, not " + horizon + ".");
        }
    }
}
