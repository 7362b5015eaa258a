package org.surprisal.table;

import java.nio.DoubleBuffer;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Moves chunks of the engine into batches of fresh arrays. Each loop reads one type only, so that it stays fast. */
final class Transfer {
    private static final int CAPACITY = 16_384;

    /** The engine's chunks hold at most this many rows. */
    private static final int CHUNK = 2048;

    private final List<Cell> cells;
    private final Sink sink;
    private final int[] picked = new int[CHUNK];
    private double[][] numbers;
    private double[][] lows;
    private int[][] codes;
    private @Nullable String[][] texts;
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
        this.cells = List.copyOf(cells);
        this.numbered = numbered;
        this.file = file;
        this.sink = sink;
        int width = cells.size();
        this.numbers = new double[width][];
        this.lows = new double[width][];
        this.codes = new int[width][];
        this.texts = new String[width][];
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
        for (int c = 0; c < cells.size(); c++) {
            DuckDBReadableVector vector = chunk.vector(c);
            switch (cells.get(c)) {
                case Cell.Category _ -> integers(vector, n, codes[c], size);
                case Cell.Numeric _ -> numbers(c, vector, n);
                case Cell.Exact _ -> decimals(c, vector, n);
                case Cell.Text _ -> texts(vector, n, texts[c], size);
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
        for (int c = 0; c < cells.size(); c++) {
            DuckDBReadableVector vector = chunk.vector(c);
            for (int k = 0; k < count; k++) {
                one(c, vector, picked[k], size + k);
            }
        }
        for (int k = 0; numbered && k < count; k++) {
            rows[size + k] = firstRow + picked[k];
        }
        size += count;
        return size <= CAPACITY - CHUNK || flush();
    }

    private void one(int c, DuckDBReadableVector vector, int i, int at) {
        switch (cells.get(c)) {
            case Cell.Category _ -> codes[c][at] = vector.getInt(i);
            case Cell.Text _ -> texts[c][at] = vector.isNull(i) ? null : vector.getString(i);
            case Cell.Exact _ when vector.getType() != DuckDBColumnType.DOUBLE -> decimal(c, vector, i, at);
            case Cell.Exact _, Cell.Numeric _ -> {
                numbers[c][at] = vector.getDouble(i, Double.NaN);
                flagOne(c, vector, i, at);
            }
        }
    }

    private void flagOne(int c, DuckDBReadableVector vector, int i, int at) {
        if (Double.isNaN(numbers[c][at])) {
            flagsOf(c)[at] = vector.isNull(i) ? Batch.FLAG_MISSING : Batch.FLAG_NOT_A_NUMBER;
        }
    }

    /** Delivers what is left; answers whether more is wanted. */
    boolean flush() {
        if (size == 0) {
            return true;
        }
        Batch batch = new Batch(size, numbers, lows, codes, texts, flags, numbered ? file : 0, rows);
        delivered += size;
        size = 0;
        renew();
        return sink.accept(batch);
    }

    private void renew() {
        int width = cells.size();
        numbers = new double[width][];
        lows = new double[width][];
        codes = new int[width][];
        texts = new String[width][];
        flags = new byte[width][0];
        rows = new long[numbered ? CAPACITY : 0];
        for (int c = 0; c < width; c++) {
            Cell cell = cells.get(c);
            numbers[c] = new double[cell instanceof Cell.Numeric || cell instanceof Cell.Exact ? CAPACITY : 0];
            lows[c] = new double[cell instanceof Cell.Exact ? CAPACITY : 0];
            codes[c] = new int[cell instanceof Cell.Category ? CAPACITY : 0];
            texts[c] = new String[cell instanceof Cell.Text ? CAPACITY : 0];
        }
    }

    private void numbers(int c, DuckDBReadableVector vector, int n) {
        if (doubles(vector, n, numbers[c], size)) {
            for (int i = 0; i < n; i++) {
                flagOne(c, vector, i, size + i);
            }
        }
    }

    private void decimals(int c, DuckDBReadableVector vector, int n) {
        if (vector.getType() == DuckDBColumnType.DOUBLE) {
            numbers(c, vector, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            decimal(c, vector, i, size + i);
        }
    }

    private void decimal(int c, DuckDBReadableVector vector, int i, int at) {
        String text = vector.isNull(i) ? "=nan" : vector.getString(i);
        numbers[c][at] = Decimal.value(text);
        lows[c][at] = Decimal.low(text, numbers[c][at]);
        flagOne(c, vector, i, at);
    }

    private static void texts(DuckDBReadableVector vector, int n, @Nullable String[] out, int at) {
        for (int i = 0; i < n; i++) {
            out[at + i] = vector.isNull(i) ? null : vector.getString(i);
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
