package org.surprisal.table;

import java.util.List;

/** One requested column. */
public sealed interface Cell {
    /** A column's name or, failing that, an SQL expression over the columns. */
    String column();

    /**
     * Read as numbers. Per cents are divided by one hundred, true is 1 and false is 0; every decimal is rounded once.
     *
     * @param column a column's name or an expression
     */
    record Numeric(String column) implements Cell {}

    /**
     * Read as codes into {@code values}; the text of a cell, as {@link Distinct} gives it, is compared exactly.
     *
     * @param column a column's name or an expression
     * @param values the values in the order of their codes, without repetition
     */
    record Category(String column, List<String> values) implements Cell {
        /** Copies the values. */
        public Category {
            values = List.copyOf(values);
        }
    }

    /**
     * Read as decimals: a number as {@link Numeric} gives it, and what this double lacks of the decimal in the file.
     *
     * @param column a column's name or an expression
     */
    record Exact(String column) implements Cell {}

    /**
     * Read as text: of a text file as it is written there, without blanks at its ends.
     *
     * @param column a column's name or an expression
     */
    record Text(String column) implements Cell {}
}
