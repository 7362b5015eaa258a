package org.surprisal.table;

import java.nio.DoubleBuffer;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Moves chunks of the engine into batches of fresh arrays. Each loop reads one type only, so that it stays fast. */
final class Transfer {
    private static final int CAPACITY = 16_384;

    /** The engine's chunks hold at most this many rows. */
    private static final int CHUNK = 2048;

    private final boolean[] category;
    private final Sink sink;
    private final int[] picked = new int[CHUNK];
    private double[][] numbers;
    private int[][] codes;
    private byte[][] flags;
    private long[] rows;
    private final boolean numbered;
    private final int file;
    private int size;
    private long delivered;

    /**
     * Begins.
     *
     * @param cells what each column of the chunks is
     * @param numbered whether batches carry row numbers
     * @param file the file's number
     * @param sink takes the batches
     */
    Transfer(List<Cell> cells, boolean numbered, int file, Sink sink) {
        this.category = new boolean[cells.size()];
        for (int c = 0; c < category.length; c++) {
            category[c] = cells.get(c) instanceof Cell.Category;
        }
        this.numbered = numbered;
        this.file = file;
        this.sink = sink;
        int width = category.length;
        this.numbers = new double[width][];
        this.codes = new int[width][];
        this.flags = new byte[width][];
        this.rows = new long[0];
        renew();
    }

    /** The rows delivered so far. */
    long delivered() {
        return delivered + size;
    }

    /** Takes all rows of a chunk; answers whether more are wanted. */
    boolean take(DuckDBDataChunkReader chunk) {
        int n = (int) chunk.rowCount();
        for (int c = 0; c < category.length; c++) {
            DuckDBReadableVector vector = chunk.vector(c);
            if (category[c]) {
                integers(vector, n, codes[c], size);
            } else if (doubles(vector, n, numbers[c], size)) {
                flag(c, vector, n);
            }
        }
        size += n;
        return size <= CAPACITY - CHUNK || flush();
    }

    /**
     * Takes the rows of a chunk whose last column is true.
     *
     * @param firstRow the number of the chunk's first row
     */
    boolean takeMarked(DuckDBDataChunkReader chunk, long firstRow) {
        int n = (int) chunk.rowCount();
        DuckDBReadableVector marks = chunk.vector(chunk.columnCount() - 1);
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (marks.getBoolean(i, false)) {
                picked[count++] = i;
            }
        }
        if (count == 0) {
            return true;
        }
        for (int c = 0; c < category.length; c++) {
            DuckDBReadableVector vector = chunk.vector(c);
            for (int k = 0; k < count; k++) {
                int i = picked[k];
                if (category[c]) {
                    codes[c][size + k] = vector.getInt(i);
                    continue;
                }
                double value = vector.getDouble(i, Double.NaN);
                numbers[c][size + k] = value;
                if (Double.isNaN(value)) {
                    flagsOf(c)[size + k] = vector.isNull(i) ? Batch.FLAG_MISSING : Batch.FLAG_NOT_A_NUMBER;
                }
            }
        }
        for (int k = 0; numbered && k < count; k++) {
            rows[size + k] = firstRow + picked[k];
        }
        size += count;
        return size <= CAPACITY - CHUNK || flush();
    }

    /** Delivers what is left; answers whether more is wanted. */
    boolean flush() {
        if (size == 0) {
            return true;
        }
        Batch batch = new Batch(size, numbers, codes, flags, numbered ? file : 0, rows);
        delivered += size;
        size = 0;
        renew();
        return sink.accept(batch);
    }

    private void renew() {
        int width = category.length;
        numbers = new double[width][];
        codes = new int[width][];
        flags = new byte[width][0];
        rows = new long[numbered ? CAPACITY : 0];
        for (int c = 0; c < width; c++) {
            numbers[c] = new double[category[c] ? 0 : CAPACITY];
            codes[c] = new int[category[c] ? CAPACITY : 0];
        }
    }

    private void flag(int c, DuckDBReadableVector vector, int n) {
        byte[] flag = flagsOf(c);
        double[] number = numbers[c];
        for (int i = 0; i < n; i++) {
            if (Double.isNaN(number[size + i])) {
                flag[size + i] = vector.isNull(i) ? Batch.FLAG_MISSING : Batch.FLAG_NOT_A_NUMBER;
            }
        }
    }

    private byte[] flagsOf(int c) {
        if (flags[c].length == 0) {
            flags[c] = new byte[CAPACITY];
        }
        return flags[c];
    }

    /** Copies numbers, NaN for NULL; answers whether there was any NaN. */
    private static boolean doubles(DuckDBReadableVector vector, int n, double[] out, int at) {
        @Nullable DoubleBuffer all = Memory.ofNumbers(vector, n);
        if (all != null) {
            all.get(0, out, at, n);
            boolean nan = false;
            for (int i = at; i < at + n; i++) {
                nan |= Double.isNaN(out[i]);
            }
            return nan;
        }
        boolean nan = false;
        for (int i = 0; i < n; i++) {
            double value = vector.getDouble(i, Double.NaN);
            out[at + i] = value;
            nan |= Double.isNaN(value);
        }
        return nan;
    }

    private static void integers(DuckDBReadableVector vector, int n, int[] out, int at) {
        for (int i = 0; i < n; i++) {
            out[at + i] = vector.getInt(i);
        }
    }
}
