package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;

/**
 * The places of rows in ascending order of all their values: the first column, ties by the second, and so on, ties by
 * the label. Rows that are equal in all of them come in no particular order. Nothing is boxed: keys and places are
 * sorted together as whole numbers, 32 bytes a row at most.
 */
final class RowOrder {
    /** So few rows are merged by comparing them. */
    private static final int FEW = 512;

    private final List<double[]> values;
    private final int[] label;
    private final int threads;
    private final int[] order;
    private final int[] room;

    private RowOrder(List<double[]> values, int[] label, int n, int threads) {
        this.values = values;
        this.label = label;
        this.threads = threads;
        order = new int[n];
        room = new int[Math.min(n, FEW)];
    }

    /**
     * Sorts.
     *
     * @param values columns of numbers, none of them NaN; minus zero comes before zero
     * @param label a column of codes, or empty without
     * @param n the number of rows
     * @param threads the number of threads
     */
    static int[] of(List<double[]> values, int[] label, int n, int threads) {
        RowOrder rows = new RowOrder(values, label, n, threads);
        for (int i = 0; i < n; i++) {
            rows.order[i] = i;
        }
        rows.sort(0, n, 0);
        return rows.order;
    }

    private int columns() {
        return values.size() + (label.length == 0 ? 0 : 1);
    }

    private long key(int column, int row) {
        return column < values.size() ? sortable(values.get(column)[row]) : label[row];
    }

    /** A whole number of the same order as {@link Double#compare}. */
    private static long sortable(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    /** Sorts places whose rows are equal in all columns before one. */
    private void sort(int from, int to, int column) {
        if (column == columns() || to - from < 2) {
            return;
        }
        if (to - from <= FEW) {
            merge(from, to, column);
            return;
        }
        long[] sorted = dealt(from, to, column);
        for (int start = from; start < to; ) {
            int end = start + 1;
            while (end < to && sorted[end - from] == sorted[start - from]) {
                end++;
            }
            sort(start, end, column + 1);
            start = end;
        }
    }

    /** Sorts places by one column and returns its keys. */
    private long[] dealt(int from, int to, int column) {
        long[][] rows = new long[2][to - from];
        for (int i = from; i < to; i++) {
            rows[0][i - from] = key(column, order[i]);
            rows[1][i - from] = order[i];
        }
        List<long[][]> pieces = new ArrayList<>(List.of(new long[][][] {rows}));
        rows = RadixSort.sorted(pieces, new int[] {to - from}, 2, threads);
        for (int i = from; i < to; i++) {
            order[i] = (int) rows[1][i - from];
        }
        return rows[0];
    }

    private void merge(int from, int to, int column) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        merge(from, middle, column);
        merge(middle, to, column);
        System.arraycopy(order, from, room, 0, middle - from);
        int left = 0;
        int right = middle;
        for (int at = from; left < middle - from; at++) {
            order[at] = right < to && compare(order[right], room[left], column) < 0 ? order[right++] : room[left++];
        }
    }

    private int compare(int i, int j, int column) {
        for (int c = column; c < columns(); c++) {
            int by = Long.compare(key(c, i), key(c, j));
            if (by != 0) {
                return by;
            }
        }
        return 0;
    }
}
