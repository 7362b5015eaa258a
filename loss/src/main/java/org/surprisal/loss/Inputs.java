package org.surprisal.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kinds of inputs. */
final class Inputs {
    private Inputs() {}

    /** Whether all values are known to be integers, so that a zero is never -0. */
    static boolean whole(Input input) {
        return switch (input) {
            case Column column -> column.whole();
            case Slice slice -> whole(slice.whole());
            default -> false;
        };
    }

    /** The array that a column of doubles lies in, and where it begins in it; null if it lies elsewhere. */
    static double @Nullable [] array(Input input) {
        return switch (input) {
            case Doubles doubles -> doubles.values();
            case ColumnArrays columns -> columns.only();
            case Slice slice -> array(slice.whole());
            default -> null;
        };
    }

    /** The index of the first row in the {@link #array}. */
    static int start(Input input) {
        return input instanceof Slice slice ? slice.first() + start(slice.whole()) : 0;
    }

    /**
     * Reads one value of each row that is kept.
     *
     * @param input a value per class
     * @param from the first row of the block
     * @param label the class of each row of the block
     * @param kept the rows of the block to read
     * @param to receives the value of a row where its label is
     * @param row room for one row
     */
    static void pick(Input input, int from, double[] label, Selection kept, double[] to, double[] row) {
        switch (input) {
            case Slice slice -> pick(slice.whole(), slice.first() + from, label, kept, to, row);
            case Matrix matrix -> matrix.pick(from, label, kept, to);
            case Columns columns when columns.arrays().length > 0 -> pick(columns.arrays(), from, label, kept, to);
            case ColumnArrays columns -> pick(columns.arrays(), from, label, kept, to);
            default -> {
                for (int i = 0; i < kept.keptRows(); i++) {
                    int place = kept.place(i);
                    input.load(from + place, 1, row, 0);
                    to[place] = row[(int) label[place]];
                }
            }
        }
    }

    private static void pick(double[][] columns, int from, double[] label, Selection kept, double[] to) {
        for (int i = 0; i < kept.keptRows(); i++) {
            int place = kept.place(i);
            to[place] = columns[(int) label[place]][from + place];
        }
    }

    /**
     * A column of doubles that lie side by side.
     *
     * @param values a value per row
     */
    record Doubles(double[] values) implements Input {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public void load(int from, int n, double[] to, int at) {
            System.arraycopy(values, from, to, at, n);
        }
    }

    /** How a column is read. */
    @FunctionalInterface
    interface Reader {
        /**
         * Reads some rows.
         *
         * @param from the first row
         * @param n how many
         * @param to receives row {@code from + i} at index {@code at + i}
         * @param at where to begin
         */
        void load(int from, int n, double[] to, int at);
    }

    /**
     * One value per row, however it is read.
     *
     * @param rows the number of rows
     * @param whole whether all values are integers, so that a zero is never -0
     * @param reader what reads them
     */
    record Column(int rows, boolean whole, Reader reader) implements Input {
        Column(int rows, Reader reader) {
            this(rows, false, reader);
        }

        @Override
        public void load(int from, int n, double[] to, int at) {
            reader.load(from, n, to, at);
        }
    }

    /**
     * A column per class.
     *
     * @param columns the columns, of one length
     * @param arrays where they lie if all of them are whole arrays, else nothing
     */
    record Columns(List<Input> columns, double[][] arrays) implements Input {
        static Columns of(List<Input> columns) {
            List<Input> own = List.copyOf(columns);
            Shapes.requireColumns(own);
            return own.stream().allMatch(Doubles.class::isInstance)
                    ? new Columns(own, own.stream().map(Inputs::array).toArray(double[][]::new))
                    : new Columns(own, new double[0][]);
        }

        @Override
        public int rows() {
            return columns.get(0).rows();
        }

        @Override
        public int classes() {
            return columns.size();
        }

        @Override
        public void load(int from, int n, double[] to, int at) {
            for (int k = 0; k < columns.size(); k++) {
                columns.get(k).load(from, n, to, at + k * n);
            }
        }
    }

    /**
     * A matrix of one row after the other.
     *
     * @param values its values in one column
     * @param classes the number of its columns
     */
    record Matrix(Input values, int classes) implements Input {
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
        public void load(int from, int n, double[] to, int at) {
            values.load(from * classes, n * classes, to, at);
        }

        private void pick(int from, double[] label, Selection kept, double[] to) {
            double @Nullable [] array = array(values);
            int start = start(values);
            for (int i = 0; i < kept.keptRows(); i++) {
                int place = kept.place(i);
                int index = (from + place) * classes + (int) label[place];
                if (array != null) {
                    to[place] = array[start + index];
                } else {
                    values.load(index, 1, to, place);
                }
            }
        }
    }

    /**
     * The same values in each of any number of rows, one for each class.
     *
     * @param values a value per class
     */
    record Repeated(List<Double> values) implements Input {
        @Override
        public int rows() {
            return Integer.MAX_VALUE;
        }

        @Override
        public int classes() {
            return values.size();
        }

        @Override
        public void load(int from, int n, double[] to, int at) {
            for (int k = 0; k < values.size(); k++) {
                Arrays.fill(to, at + k * n, at + (k + 1) * n, values.get(k));
            }
        }
    }

    /**
     * Some rows of an input.
     *
     * @param whole the input
     * @param first the first of its rows
     * @param rows how many
     */
    record Slice(Input whole, int first, int rows) implements Input {
        Slice {
            Objects.checkFromIndexSize(first, rows, whole.rows());
        }

        @Override
        public int classes() {
            return whole.classes();
        }

        @Override
        public boolean byRow() {
            return whole.byRow();
        }

        @Override
        public void load(int from, int n, double[] to, int at) {
            whole.load(first + from, n, to, at);
        }
    }
}
