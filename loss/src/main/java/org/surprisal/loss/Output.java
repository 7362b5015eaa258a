package org.surprisal.loss;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Where results go: losses, gradients or Hessians of rows. Floats are rounded once, from the result as a double.
 *
 * <p>An output writes to the array or buffer it was made of. Several threads may write to one output, each other rows.
 * Implement this interface to write to anything else.
 */
public interface Output {
    /**
     * The number of rows there is room for.
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
     * The order of the values in {@link #store}.
     *
     * @return true if the values of a row stand together, false if those of a class do
     */
    default boolean byRow() {
        return false;
    }

    /**
     * Writes some rows.
     *
     * @param from the first row
     * @param n how many
     * @param values class k of row {@code from + i} at index {@code at + k * n + i}, or if {@link #byRow} at {@code at
     *     + i * classes() + k}
     * @param at where they begin
     */
    void store(int from, int n, double[] values, int at);

    /**
     * A column of doubles.
     *
     * @param results receives a value per row
     * @return the output
     */
    static Output to(double[] results) {
        return new Outputs.Column(
                results.length, (from, n, values, at) -> System.arraycopy(values, at, results, from, n));
    }

    /**
     * A column of floats.
     *
     * @param results receives a value per row
     * @return the output
     */
    static Output to(float[] results) {
        return new Outputs.Column(results.length, (from, n, values, at) -> {
            for (int i = 0; i < n; i++) {
                results[from + i] = (float) values[at + i];
            }
        });
    }

    /**
     * A column of doubles in a buffer, from its position to its limit as they are now.
     *
     * @param results receives a value per row
     * @return the output
     */
    static Output to(DoubleBuffer results) {
        DoubleBuffer view = results.slice();
        return new Outputs.Column(view.limit(), (from, n, values, at) -> view.put(from, values, at, n));
    }

    /**
     * A column of floats in a buffer, from its position to its limit as they are now.
     *
     * @param results receives a value per row
     * @return the output
     */
    static Output to(FloatBuffer results) {
        FloatBuffer view = results.slice();
        return new Outputs.Column(view.limit(), (from, n, values, at) -> {
            for (int i = 0; i < n; i++) {
                view.put(from + i, (float) values[at + i]);
            }
        });
    }

    /**
     * A column per class.
     *
     * @param columns the columns
     * @return the output
     */
    static Output columns(double[]... columns) {
        return columns(List.of(columns).stream().map(Output::to).toList());
    }

    /**
     * A column per class.
     *
     * @param columns the columns
     * @return the output
     */
    static Output columns(float[]... columns) {
        return columns(List.of(columns).stream().map(Output::to).toList());
    }

    /**
     * A column per class, of any kind.
     *
     * @param columns the columns
     * @return the output
     */
    static Output columns(List<Output> columns) {
        return new Outputs.Columns(columns);
    }

    /**
     * A matrix of one row after the other.
     *
     * @param results receives the value of class k of row i at index {@code i * classes + k}
     * @param classes the number of classes
     * @return the output
     */
    static Output rowMajor(double[] results, int classes) {
        return new Outputs.Matrix(to(results), classes);
    }

    /**
     * A matrix of one row after the other.
     *
     * @param results receives the value of class k of row i at index {@code i * classes + k}
     * @param classes the number of classes
     * @return the output
     */
    static Output rowMajor(float[] results, int classes) {
        return new Outputs.Matrix(to(results), classes);
    }

    /**
     * A matrix of one row after the other.
     *
     * @param results one column that receives the value of class k of row i in row {@code i * classes + k}
     * @param classes the number of classes
     * @return the output
     */
    static Output rowMajor(Output results, int classes) {
        return new Outputs.Matrix(results, classes);
    }
}
