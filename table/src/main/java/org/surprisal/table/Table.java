package org.surprisal.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of one or several files: delimited text, JSON or Parquet, told apart by what is in them. It can be read
 * several times, and always holds the same rows. Not safe for use by several threads at once.
 */
public final class Table implements AutoCloseable {
    /** So few bytes are read as fast in the order of the rows as in any. */
    private static final long LITTLE = 16 << 20;

    private final Scratch scratch;
    private final Engines engines;
    private final Options options;
    private final List<Remark> remarks;
    private final List<String> names;
    private final List<TableFile> files = new ArrayList<>();

    private Table(List<String> names, Scratch scratch, Engines engines, Options options, List<Remark> remarks) {
        this.names = names;
        this.scratch = scratch;
        this.engines = engines;
        this.options = options;
        this.remarks = remarks;
    }

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
        List<Located> located = Located.find(sources);
        Scratch scratch = new Scratch();
        Engines engines = new Engines(
                located.stream().map(Located::path).toList(),
                scratch.folder(),
                options,
                Located.size(located) < LITTLE);
        Table table =
                new Table(located.stream().map(Located::name).toList(), scratch, engines, options, new ArrayList<>());
        try {
            Opened opened = new Opened(scratch, options, table.remarks, engines);
            for (Located source : located) {
                table.files.add(opened.open(source));
            }
            return table;
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /** The files in the order in which they are read, as they were given or found. */
    public List<String> files() {
        return names;
    }

    /** The columns of the first file, in its order; names are distinct. */
    public List<Column> columns() {
        return files.getFirst().columns();
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
        return new Counting(files, engines, options).distinct(column, limit);
    }

    /**
     * Reads the requested cells of every row, once. Batches arrive on the calling thread; without row numbers their
     * order and size are arbitrary. The sink must not use the table meanwhile.
     *
     * @param cells what to read from each row
     * @param numbered whether batches carry file and row numbers; then they arrive in the order of the rows
     * @param sink takes each batch
     * @throws TableException if there is no such column or a file cannot be read
     */
    public void read(List<Cell> cells, boolean numbered, Sink sink) {
        new Reading(files, engines, options, cells, sink).run(numbered);
    }

    /**
     * Reads the requested cells of every row, once, in the order of the rows but without their numbers: faster than
     * with them.
     *
     * @param cells what to read from each row
     * @param sink takes each batch
     * @return false where a cell of a column of numbers holds something else: then rows are missing from what was
     *     delivered, and must be read again with their numbers
     * @throws TableException if there is no such column or a file cannot be read
     */
    public boolean readInOrder(List<Cell> cells, Sink sink) {
        return new Reading(files, engines, options, cells, sink).inOrder();
    }

    /** The bytes in all files, unpacked. */
    public long bytes() {
        return files.stream().mapToLong(file -> file.stamp().size()).sum();
    }

    /** What was decided so far and should be known, such as an encoding that was detected. */
    public List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /** Ends reading and removes temporary files. */
    @Override
    public void close() {
        engines.close();
        scratch.close();
    }
}
