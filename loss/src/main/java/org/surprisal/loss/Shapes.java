package org.surprisal.loss;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Printer;

/** What the shapes of inputs and outputs must be. */
final class Shapes {
    private Shapes() {}

    static void requireStride(int length, int offset, int stride, int rows) {
        if (offset < 0 || stride < 1 || rows < 0 || (rows > 0 && offset + (rows - 1L) * stride >= length)) {
            throw new IllegalArgumentException(rows + " rows from index " + offset + " on, " + stride
                    + " apart, do not lie in an array of " + length + " values");
        }
    }

    static void requireMatrix(int length, int classes) {
        if (classes < 1 || length % classes != 0) {
            throw new IllegalArgumentException(
                    "a matrix of " + length + " values cannot have rows of " + classes + " classes");
        }
    }

    static void requireColumns(List<Input> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a class loss needs a column for each class, but there are none");
        }
        for (Input column : columns) {
            if (column.classes() != 1 || column.rows() != columns.get(0).rows()) {
                throw new IllegalArgumentException("the columns of the classes must have one value per row and one "
                        + "length, but one has " + column.rows() + " rows of " + column.classes()
                        + " and the first one " + columns.get(0).rows());
            }
        }
    }

    static void requireOutputs(List<Output> columns) {
        if (columns.isEmpty() || columns.stream().anyMatch(column -> column.classes() != 1)) {
            throw new IllegalArgumentException(
                    "the results of a class loss need a column of one value per row for " + "each class");
        }
    }

    /** One input of a batch beside the predictions. */
    static void require(String what, Input input, int classes, Input prediction) {
        if (input.classes() != classes || input.rows() != prediction.rows()) {
            throw new IllegalArgumentException(what + " has " + input.rows() + " rows of " + input.classes()
                    + " values, but " + prediction.rows() + " rows of " + classes + " are needed");
        }
    }

    static void require(String what, @Nullable Output output, int rows, int classes) {
        if (output != null && (output.classes() != classes || output.rows() < rows)) {
            throw new IllegalArgumentException(
                    "the output for the " + what + " has room for " + output.rows() + " rows of " + output.classes()
                            + " values, but " + rows + " rows of " + classes + " are computed");
        }
    }

    /** The labels of the rows of a block that are kept; the block begins at row {@code start}. */
    static void requireLabels(double[] labels, int classes, Selection selection, int start) {
        for (int i = 0; i < selection.keptRows(); i++) {
            double label = labels[selection.place(i)];
            if (!(label >= 0 && label < classes && label == (int) label)) {
                throw new IllegalArgumentException("a label must be from 0 to " + (classes - 1)
                        + ", the classes, but row " + (start + 1L + selection.place(i)) + " has "
                        + Printer.number(label));
            }
        }
    }

    /** The weights of the rows of a block that are kept, likewise. */
    static void requireWeights(double[] weights, Selection selection, int start) {
        for (int i = 0; i < selection.keptRows(); i++) {
            double weight = weights[selection.place(i)];
            if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("a weight must be finite and not negative, but row "
                        + (start + 1L + selection.place(i)) + " has " + weight);
            }
        }
    }

    /** Columns given as arrays. */
    static void require(String what, double[][] columns, int count, int n) {
        if (columns.length != count || count == 0) {
            throw new IllegalArgumentException(
                    what + " needs " + Math.max(1, count) + " columns, but has " + columns.length);
        }
        for (double[] column : columns) {
            if (column.length < n) {
                throw new IllegalArgumentException(
                        what + " has a column of " + column.length + " values, but " + n + " rows are asked for");
            }
        }
    }
}
