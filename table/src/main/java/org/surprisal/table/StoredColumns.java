package org.surprisal.table;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns of numbers and codes that are read several times: in memory up to a budget, beyond it in a temporary file
 * that is mapped, 8 bytes for a number, 16 for an exact one, 4 for a code. Filled by one thread, then read by any. The
 * file is removed by {@link #close} and at the end of the program, also where that failed.
 */
public final class StoredColumns implements AutoCloseable {
    /** The rows of a block: that much of each column lies together. */
    private static final int BLOCK = 1 << 16;

    private final Scratch scratch = new Scratch();
    private final Arena arena = Arena.ofShared();
    private final List<Cell> cells;
    private final long[] offsets;
    private final long stride;
    private final long budget;
    private final List<Block> blocks = new ArrayList<>();
    private @Nullable FileChannel file;
    private @Nullable Path path;
    private @Nullable MemorySegment mapped;
    private long rows;

    /** A part of each column. */
    private record Block(double[][] numbers, double[][] lows, int[][] codes) {}

    /**
     * Begins without rows.
     *
     * @param cells what each column is; none is a text
     * @param budget the bytes that may stay in memory
     */
    public StoredColumns(List<Cell> cells, long budget) {
        this.cells = List.copyOf(cells);
        this.budget = budget;
        this.offsets = new long[cells.size()];
        long bytes = 0;
        for (int c = 0; c < offsets.length; c++) {
            offsets[c] = bytes;
            bytes += (long) BLOCK
                    * switch (cells.get(c)) {
                        case Cell.Numeric _ -> Double.BYTES;
                        case Cell.Exact _ -> 2 * Double.BYTES;
                        case Cell.Category _ -> Integer.BYTES;
                        case Cell.Text _ -> throw new IllegalArgumentException("Texts cannot be stored.");
                    };
        }
        this.stride = bytes;
    }

    /**
     * Adds rows.
     *
     * @param batch cells of these columns
     * @throws TableException if the temporary file cannot be written
     */
    public void add(Batch batch) {
        int done = 0;
        while (done < batch.size()) {
            int at = (int) (rows % BLOCK);
            if (at == 0) {
                makeRoom();
                blocks.add(block());
            }
            int n = Math.min(BLOCK - at, batch.size() - done);
            Block block = blocks.getLast();
            for (int c = 0; c < cells.size(); c++) {
                copy(batch.numbers()[c], done, block.numbers()[c], at, n);
                copy(batch.lows()[c], done, block.lows()[c], at, n);
                if (block.codes()[c].length > 0) {
                    System.arraycopy(batch.codes()[c], done, block.codes()[c], at, n);
                }
            }
            rows += n;
            done += n;
        }
    }

    private static void copy(double[] from, int done, double[] to, int at, int n) {
        if (to.length > 0) {
            System.arraycopy(from, done, to, at, n);
        }
    }

    private Block block() {
        Block block = new Block(new double[cells.size()][], new double[cells.size()][], new int[cells.size()][]);
        for (int c = 0; c < cells.size(); c++) {
            boolean category = cells.get(c) instanceof Cell.Category;
            block.numbers()[c] = new double[category ? 0 : BLOCK];
            block.lows()[c] = new double[cells.get(c) instanceof Cell.Exact ? BLOCK : 0];
            block.codes()[c] = new int[category ? BLOCK : 0];
        }
        return block;
    }

    /** Before there is one block more than the budget has room for, all that are there go to the file. */
    private void makeRoom() {
        if (file != null || (blocks.size() + 1) * stride > budget) {
            write();
        }
    }

    private void write() {
        try {
            FileChannel to = file;
            if (to == null) {
                path = scratch.file(".columns");
                to = FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                file = to;
            }
            ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(Math.max(1, stride)))
                    .order(ByteOrder.nativeOrder());
            for (Block block : blocks) {
                bytes.clear();
                for (int c = 0; c < cells.size(); c++) {
                    put(bytes, block.numbers()[c]);
                    put(bytes, block.lows()[c]);
                    bytes.asIntBuffer().put(block.codes()[c]);
                    bytes.position(bytes.position() + Integer.BYTES * block.codes()[c].length);
                }
                bytes.flip();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
            blocks.clear();
        } catch (IOException e) {
            throw new TableException(
                    "The columns do not fit into memory, and the temporary file " + path + " cannot hold "
                            + ((rows * Math.max(1, stride) / BLOCK) >> 20) + " MB of them (" + e.getMessage()
                            + "): free some space there, or name another folder with -Djava.io.tmpdir=FOLDER.",
                    e);
        }
    }

    private static void put(ByteBuffer bytes, double[] numbers) {
        bytes.asDoubleBuffer().put(numbers);
        bytes.position(bytes.position() + Double.BYTES * numbers.length);
    }

    /**
     * Ends the filling: from now on rows can be read.
     *
     * @throws TableException if the temporary file cannot be written
     */
    public void seal() {
        if (file == null) {
            return;
        }
        write();
        try {
            mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
        } catch (IOException e) {
            throw new TableException("The temporary file " + path + " cannot be mapped: " + e.getMessage() + ".", e);
        }
    }

    /** Forgets all rows. */
    public void clear() {
        rows = 0;
        blocks.clear();
        try {
            if (file != null) {
                file.truncate(0);
            }
        } catch (IOException e) {
            throw new TableException("The temporary file " + path + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** The number of rows. */
    public long rows() {
        return rows;
    }

    /** Whether the rows are in a temporary file. */
    public boolean isInFile() {
        return file != null;
    }

    /**
     * Reads numbers.
     *
     * @param column which, of numbers
     * @param from the first row
     * @param n how many
     * @param high receives the numbers
     * @param low receives what these lack of decimals, of an exact column; otherwise it is left alone
     */
    public void load(int column, long from, int n, double[] high, double[] low) {
        boolean exact = cells.get(column) instanceof Cell.Exact;
        int done = 0;
        while (done < n) {
            int block = (int) ((from + done) / BLOCK);
            int at = (int) ((from + done) % BLOCK);
            int part = Math.min(n - done, BLOCK - at);
            MemorySegment segment = mapped;
            if (segment == null) {
                Block of = blocks.get(block);
                System.arraycopy(of.numbers()[column], at, high, done, part);
                if (exact) {
                    System.arraycopy(of.lows()[column], at, low, done, part);
                }
            } else {
                long start = block * stride + offsets[column] + (long) at * Double.BYTES;
                MemorySegment.copy(segment, ValueLayout.JAVA_DOUBLE, start, high, done, part);
                if (exact) {
                    long lows = start + (long) BLOCK * Double.BYTES;
                    MemorySegment.copy(segment, ValueLayout.JAVA_DOUBLE, lows, low, done, part);
                }
            }
            done += part;
        }
    }

    /**
     * Reads numbers of rows that are not one after the other.
     *
     * @param column which, of numbers
     * @param rows the rows
     * @param from the first of these to read
     * @param n how many
     * @param high receives the numbers
     * @param low receives what these lack of decimals, of an exact column
     */
    public void load(int column, int[] rows, int from, int n, double[] high, double[] low) {
        boolean exact = cells.get(column) instanceof Cell.Exact;
        MemorySegment segment = mapped;
        for (int i = 0; i < n; i++) {
            int block = rows[from + i] / BLOCK;
            int at = rows[from + i] % BLOCK;
            if (segment == null) {
                high[i] = blocks.get(block).numbers()[column][at];
                low[i] = exact ? blocks.get(block).lows()[column][at] : low[i];
            } else {
                long start = block * stride + offsets[column] + (long) at * Double.BYTES;
                high[i] = segment.get(ValueLayout.JAVA_DOUBLE, start);
                low[i] = exact ? segment.get(ValueLayout.JAVA_DOUBLE, start + (long) BLOCK * Double.BYTES) : low[i];
            }
        }
    }

    /**
     * Reads codes of rows that are not one after the other.
     *
     * @param column which, of a category
     * @param rows the rows
     * @param from the first of these to read
     * @param n how many
     * @param codes receives the codes
     */
    public void load(int column, int[] rows, int from, int n, int[] codes) {
        MemorySegment segment = mapped;
        for (int i = 0; i < n; i++) {
            int block = rows[from + i] / BLOCK;
            int at = rows[from + i] % BLOCK;
            codes[i] = segment == null
                    ? blocks.get(block).codes()[column][at]
                    : segment.get(ValueLayout.JAVA_INT, block * stride + offsets[column] + (long) at * Integer.BYTES);
        }
    }

    /**
     * Reads codes.
     *
     * @param column which, of a category
     * @param from the first row
     * @param n how many
     * @param codes receives the codes
     */
    public void load(int column, long from, int n, int[] codes) {
        int done = 0;
        while (done < n) {
            int block = (int) ((from + done) / BLOCK);
            int at = (int) ((from + done) % BLOCK);
            int part = Math.min(n - done, BLOCK - at);
            MemorySegment segment = mapped;
            if (segment == null) {
                System.arraycopy(blocks.get(block).codes()[column], at, codes, done, part);
            } else {
                long start = block * stride + offsets[column] + (long) at * Integer.BYTES;
                MemorySegment.copy(segment, ValueLayout.JAVA_INT, start, codes, done, part);
            }
            done += part;
        }
    }

    /** Frees the memory and removes the file. */
    @Override
    public void close() {
        arena.close();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new TableException("The temporary file " + path + " cannot be closed: " + e.getMessage() + ".", e);
        } finally {
            scratch.close();
        }
    }
}
