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
}
