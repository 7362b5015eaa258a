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
        boolean together = row(from + n - 1) - first + 1 == n;
        for (int slot = 0; slot < codes.length; slot++) {
            switch (columns.get(slot)) {
                case Column.Numbers numbers -> {
                    if (high[slot].length < n) {
                        high[slot] = new double[Panel.ROWS];
                        low[slot] = new double[Panel.ROWS];
                    }
                    if (together || kept == null) {
                        numbers.load(first, n, high[slot], low[slot]);
                    } else {
                        numbers.load(kept, from, n, high[slot], low[slot]);
                    }
                }
                case Column.Codes categories -> {
                    if (codes[slot].length < n) {
                        codes[slot] = new int[Panel.ROWS];
                    }
                    if (together || kept == null) {
                        categories.load(first, n, codes[slot]);
                    } else {
                        categories.load(kept, from, n, codes[slot]);
                    }
                }
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
