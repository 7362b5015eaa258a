package org.surprisal.loss;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Numbers to read: the targets, predictions, weights or masks of rows, from wherever they lie. Each is read as a
 * double; floats and integers are doubles without loss, so the results are those of the widened values.
 *
 * <p>An input looks at the array or buffer it was made of, and copies nothing. Several threads may read one input, each
 * other rows. Implement this interface to read from anything else.
 */
public interface Input {
    /**
     * The number of rows.
     *
     * @return at least 0
     */
    int rows();

    /**
     * The number of values of a row.
     *
     * @return 1, unless there is one value per class
     */
    default int classes() {
        return 1;
    }

    /**
     * The order of the values in {@link #load}.
     *
     * @return true if the values of a row stand together, false if those of a class do
     */
    default boolean byRow() {
        return false;
    }

    /**
     * Reads some rows.
     *
     * @param from the first row
     * @param n how many
     * @param to receives class k of row {@code from + i} at index {@code at + k * n + i}, or if {@link #byRow} at
     *     {@code at + i * classes() + k}
     * @param at where to begin
     */
    void load(int from, int n, double[] to, int at);

    /**
     * A column of doubles.
     *
     * @param values a value per row
     * @return the input
     */
    static Input of(double... values) {
        return new Inputs.Doubles(values);
    }

    /**
     * A column of floats.
     *
     * @param values a value per row
     * @return the input
     */
    static Input of(float[] values) {
        return new Inputs.Column(values.length, (from, n, to, at) -> {
            for (int i = 0; i < n; i++) {
                to[at + i] = values[from + i];
            }
        });
    }

    /**
     * A column of integers, such as counts or labels.
     *
     * @param values a value per row
     * @return the input
     */
    static Input of(int[] values) {
        return new Inputs.Column(values.length, true, (from, n, to, at) -> {
            for (int i = 0; i < n; i++) {
                to[at + i] = values[from + i];
            }
        });
    }

    /**
     * A column of small integers, such as outcomes of 0 and 1.
     *
     * @param values a value per row, from -128 to 127
     * @return the input
     */
    static Input of(byte[] values) {
        return new Inputs.Column(values.length, true, (from, n, to, at) -> {
            for (int i = 0; i < n; i++) {
                to[at + i] = values[from + i];
            }
        });
    }

    /**
     * A column of truths: outcomes, or a mask.
     *
     * @param values a value per row: 1 for true, 0 for false
     * @return the input
     */
    static Input of(boolean[] values) {
        return new Inputs.Column(values.length, true, (from, n, to, at) -> {
            for (int i = 0; i < n; i++) {
                to[at + i] = values[from + i] ? 1 : 0;
            }
        });
    }

    /**
     * A column of doubles in a buffer, from its position to its limit as they are now.
     *
     * @param values a value per row
     * @return the input
     */
    static Input of(DoubleBuffer values) {
        DoubleBuffer view = values.slice();
        return new Inputs.Column(view.limit(), (from, n, to, at) -> view.get(from, to, at, n));
    }

    /**
     * A column of floats in a buffer, from its position to its limit as they are now.
     *
     * @param values a value per row
     * @return the input
     */
    static Input of(FloatBuffer values) {
        FloatBuffer view = values.slice();
        return new Inputs.Column(view.limit(), (from, n, to, at) -> {
            for (int i = 0; i < n; i++) {
                to[at + i] = view.get(from + i);
            }
        });
    }

    /**
     * A column of doubles that do not lie side by side.
     *
     * @param values where they are among others
     * @param offset the index of the first one
     * @param stride from one to the next, at least 1
     * @param rows how many
     * @return the input
     * @throws IllegalArgumentException if the array is too short
     */
    static Input strided(double[] values, int offset, int stride, int rows) {
        Shapes.requireStride(values.length, offset, stride, rows);
        return new Inputs.Column(rows, (from, n, to, at) -> {
            for (int i = 0, next = offset + from * stride; i < n; i++, next += stride) {
                to[at + i] = values[next];
            }
        });
    }

    /**
     * A column per class.
     *
     * @param columns the columns, of one length
     * @return the input
     */
    static Input columns(double[]... columns) {
        return columns(List.of(columns).stream().map(Input::of).toList());
    }

    /**
     * A column per class.
     *
     * @param columns the columns, of one length
     * @return the input
     */
    static Input columns(float[]... columns) {
        return columns(List.of(columns).stream().map(Input::of).toList());
    }

    /**
     * A column per class, of any kind.
     *
     * @param columns the columns, of one length
     * @return the input
     */
    static Input columns(List<Input> columns) {
        return Inputs.Columns.of(columns);
    }

    /**
     * A matrix of one row after the other.
     *
     * @param values the value of class k of row i at index {@code i * classes + k}
     * @param classes the number of classes
     * @return the input
     */
    static Input rowMajor(double[] values, int classes) {
        return new Inputs.Matrix(of(values), classes);
    }

    /**
     * A matrix of one row after the other.
     *
     * @param values the value of class k of row i at index {@code i * classes + k}
     * @param classes the number of classes
     * @return the input
     */
    static Input rowMajor(float[] values, int classes) {
        return new Inputs.Matrix(of(values), classes);
    }

    /**
     * A matrix of one row after the other.
     *
     * @param values one column with the value of class k of row i in row {@code i * classes + k}
     * @param classes the number of classes
     * @return the input
     */
    static Input rowMajor(Input values, int classes) {
        return new Inputs.Matrix(values, classes);
    }

    /**
     * Some rows of this input.
     *
     * @param from the first row
     * @param rows how many
     * @return the input of these rows
     */
    default Input slice(int from, int rows) {
        return new Inputs.Slice(this, from, rows);
    }
}
