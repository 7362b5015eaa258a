package org.surprisal.fit.design;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that a model uses, of the rows that are kept, loaded block by block. For one thread. */
final class Source {
    private final List<Column> columns;
    private final int @Nullable [] kept;
    private final double[][] high;
    private final double[][] low;
    private final int[][] codes;

    /**
     * Prepares to read.
     *
     * @param columns the columns, by slot
     * @param kept the rows to read, rising, or null for all
     */
    Source(List<Column> columns, int @Nullable [] kept) {
        this.columns = columns;
        this.kept = kept;
        high = new double[columns.size()][0];
        low = new double[columns.size()][0];
        codes = new int[columns.size()][0];
    }

    /** Loads so many of the kept rows. */
    void load(int from, int n) {
        if (n == 0) {
            return;
        }
        int first = row(from);
        int span = row(from + n - 1) - first + 1;
        for (int slot = 0; slot < codes.length; slot++) {
            switch (columns.get(slot)) {
                case Column.Numbers numbers -> {
                    if (high[slot].length < span) {
                        high[slot] = new double[span];
                        low[slot] = new double[span];
                    }
                    numbers.load(first, span, high[slot], low[slot]);
                }
                case Column.Codes categories -> {
                    if (codes[slot].length < span) {
                        codes[slot] = new int[span];
                    }
                    categories.load(first, span, codes[slot]);
                }
            }
            if (span > n) {
                gather(slot, from, n, first);
            }
        }
    }

    private void gather(int slot, int from, int n, int first) {
        boolean numbers = columns.get(slot) instanceof Column.Numbers;
        for (int i = 0; i < n; i++) {
            int at = row(from + i) - first;
            if (numbers) {
                high[slot][i] = high[slot][at];
                low[slot][i] = low[slot][at];
            } else {
                codes[slot][i] = codes[slot][at];
            }
        }
    }

    /** The row of the data that is the i-th one that is kept. */
    int row(int i) {
        return kept == null ? i : kept[i];
    }

    double[] high(int slot) {
        return high[slot];
    }

    double[] low(int slot) {
        return low[slot];
    }

    int[] codes(int slot) {
        return codes[slot];
    }
}
