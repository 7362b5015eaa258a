package org.surprisal.score;

import java.util.List;

/** A table of rows, wherever it lives. It can be read several times, and always holds the same rows. */
public interface Source {
    /**
     * The columns, in the order of the table.
     *
     * @return names are distinct
     */
    List<Column> columns();

    /**
     * The values that occur in a column, as text, from all rows.
     *
     * @param column a column's name or an expression
     * @param limit the largest number of distinct values wanted
     * @return the values and how often each occurs
     */
    Distinct distinct(String column, int limit);

    /**
     * Reads the requested cells of every row, once. Batches arrive on the calling thread; without row numbers their
     * order and size are arbitrary.
     *
     * @param cells what to read from each row
     * @param numbered whether batches carry file and row numbers; then they arrive in the order of the rows
     * @param sink takes each batch
     */
    void read(List<Cell> cells, boolean numbered, Sink sink);

    /** One requested column. */
    sealed interface Cell {
        /**
         * Read as numbers: {@code column} is a column's name or, failing that, an expression. A cell {@code 63%} is the
         * number 0.63, true is 1 and false is 0, {@code inf} and {@code -inf} are the infinities.
         */
        record Numeric(String column) implements Cell {}

        /** Read as codes into {@code values}; the text of a cell is compared exactly. */
        record Category(String column, List<String> values) implements Cell {}

        /** Read as text, as the file writes it, without blanks at its ends. */
        record Text(String column) implements Cell {}
    }

    /** Takes batches. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes a batch.
         *
         * @param batch the rows
         * @return false to stop the reading early
         */
        boolean accept(Batch batch);
    }

    /**
     * The distinct values of a column.
     *
     * @param values the values sorted by their UTF-16 code units, without missing cells; at most as many as asked for
     * @param counts how often each occurs
     * @param missing the number of missing cells
     * @param complete false when there were more values than asked for
     */
    record Distinct(List<String> values, long[] counts, long missing, boolean complete) {}
}
