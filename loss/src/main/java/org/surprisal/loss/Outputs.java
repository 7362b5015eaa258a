package org.surprisal.loss;

import java.util.List;

/** The kinds of outputs. */
final class Outputs {
    private Outputs() {}

    /** How a column is written. */
    @FunctionalInterface
    interface Writer {
        /**
         * Writes some rows.
         *
         * @param from the first row
         * @param n how many
         * @param values row {@code from + i} at index {@code at + i}
         * @param at where they begin
         */
        void store(int from, int n, double[] values, int at);
    }

    /**
     * One value per row, however it is written.
     *
     * @param rows the number of rows
     * @param writer what writes them
     */
    record Column(int rows, Writer writer) implements Output {
        @Override
        public void store(int from, int n, double[] values, int at) {
            writer.store(from, n, values, at);
        }
    }

    /**
     * A column per class.
     *
     * @param columns the columns
     */
    record Columns(List<Output> columns) implements Output {
        Columns {
            columns = List.copyOf(columns);
            Shapes.requireOutputs(columns);
        }

        @Override
        public int rows() {
            int rows = Integer.MAX_VALUE;
            for (int k = 0; k < columns.size(); k++) {
                rows = Math.min(rows, columns.get(k).rows());
            }
            return rows;
        }

        @Override
        public int classes() {
            return columns.size();
        }

        @Override
        public void store(int from, int n, double[] values, int at) {
            for (int k = 0; k < columns.size(); k++) {
                columns.get(k).store(from, n, values, at + k * n);
            }
        }
    }

    /**
     * A matrix of one row after the other.
     *
     * @param values its values in one column
     * @param classes the number of its columns
     */
    record Matrix(Output values, int classes) implements Output {
        Matrix {
            Shapes.requireMatrix(values.rows(), classes);
        }

        @Override
        public int rows() {
            return values.rows() / classes;
        }

        @Override
        public boolean byRow() {
            return true;
        }

        @Override
        public void store(int from, int n, double[] results, int at) {
            values.store(from * classes, n * classes, results, at);
        }
    }
}
