package org.surprisal.table;

import java.util.List;

/**
 * Columns of one or several files. It can be read several times, and always holds the same rows. Not safe for use by
 * several threads at once.
 */
public final class Table implements AutoCloseable {
    private Table() {}

    /**
     * Opens files.
     *
     * @param sources files or patterns such as {@code 2016*.csv}, in the order in which their rows count; {@code -} is
     *     standard input, as CSV
     * @param options how to read
     * @return the table, to be closed
     * @throws TableException if a source does not exist or cannot be read
     */
    public static Table open(List<String> sources, Options options) {
        if (sources.isEmpty()) {
            throw new TableException("No file is given; name at least one, or - for standard input.");
        }
        return new Table();
    }

    /** The files in the order in which they are read, as they were given or found. */
    public List<String> files() {
        return List.of();
    }

    /** The columns of the first file, in its order; names are distinct. */
    public List<Column> columns() {
        return List.of();
    }

    /**
     * The values that occur in a column, as text, from all rows.
     *
     * @param column a column's name or, failing that, an expression
     * @param limit the largest number of distinct values wanted
     * @return the values and how often each occurs
     * @throws TableException if there is no such column or a file cannot be read
     */
    public Distinct distinct(String column, int limit) {
        return new Distinct(List.of(), new long[0], 0, true);
    }

    /**
     * Reads the requested cells of every row, once. Batches arrive on the calling thread; without row numbers their
     * order and size are arbitrary.
     *
     * @param cells what to read from each row
     * @param numbered whether batches carry file and row numbers; then they arrive in the order of the rows
     * @param sink takes each batch
     * @throws TableException if there is no such column or a file cannot be read
     */
    public void read(List<Cell> cells, boolean numbered, Sink sink) {}

    /** What was decided so far and should be known, such as an encoding that was detected. */
    public List<Remark> remarks() {
        return List.of();
    }

    /** Ends reading and removes temporary files. */
    @Override
    public void close() {}
}
