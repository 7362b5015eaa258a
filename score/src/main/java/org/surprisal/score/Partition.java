package org.surprisal.score;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows dealt out to groups that are numbered in the order of their keys, which are the texts of one or more columns.
 *
 * @param group the group of each row
 * @param keys the keys of each group, one text per column; null for a missing cell
 */
record Partition(int[] group, List<@Nullable String[]> keys) {
    /** The groups of a column whose codes are already in order. */
    static Partition of(int[] codes, int n, List<@Nullable String> texts) {
        int[] group = Arrays.copyOf(codes, n);
        return new Partition(group, texts.stream().map(Partition::key).toList()).dense();
    }

    private static @Nullable String[] key(@Nullable String text) {
        return new @Nullable String[] {text};
    }

    /** Leaves out groups without rows. */
    private Partition dense() {
        boolean[] used = new boolean[keys.size()];
        for (int each : group) {
            used[each] = true;
        }
        int[] number = new int[used.length];
        int next = 0;
        for (int k = 0; k < used.length; k++) {
            number[k] = next;
            next += used[k] ? 1 : 0;
        }
        int[] renumbered = Arrays.stream(group).map(each -> number[each]).toArray();
        return new Partition(
                renumbered,
                IntStream.range(0, used.length)
                        .filter(k -> used[k])
                        .mapToObj(keys::get)
                        .toList());
    }

    /** The combinations with another partition of the same rows that occur. */
    Partition with(Partition other) {
        long width = other.groups();
        long[] pairs = new long[group.length];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = group[i] * width + other.group[i];
        }
        long[] distinct = Arrays.stream(pairs).sorted().distinct().toArray();
        int[] joined = Arrays.stream(pairs)
                .mapToInt(pair -> Arrays.binarySearch(distinct, pair))
                .toArray();
        List<@Nullable String[]> names = Arrays.stream(distinct)
                .mapToObj(pair -> joined(keys.get((int) (pair / width)), other.keys.get((int) (pair % width))))
                .toList();
        return new Partition(joined, names);
    }

    private static @Nullable String[] joined(@Nullable String[] first, @Nullable String[] second) {
        @Nullable String[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The groups of some of the rows, given by their places; groups without rows are left out. */
    Partition only(int[] places, int from, int to) {
        int[] some = IntStream.range(from, to).map(i -> group[places[i]]).toArray();
        return new Partition(some, keys).dense();
    }

    /** The number of groups. */
    int groups() {
        return keys.size();
    }

    /** The rows of each group one after the other: those of group g stand from {@code starts()[g]}. */
    int[] rowsByGroup() {
        int[] at = starts();
        int[] rows = new int[group.length];
        for (int i = 0; i < rows.length; i++) {
            rows[at[group[i]]++] = i;
        }
        return rows;
    }

    /** Where each group begins in {@link #rowsByGroup}, and behind them the number of rows. */
    int[] starts() {
        int[] starts = new int[groups() + 1];
        for (int each : group) {
            starts[each + 1]++;
        }
        for (int g = 0; g < groups(); g++) {
            starts[g + 1] += starts[g];
        }
        return starts;
    }
}
