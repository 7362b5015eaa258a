package org.surprisal.fit.design;

/**
 * Rows of which most numbers are 0, such as words of texts: of each row only the others are kept, with their columns.
 * Immutable, as long as nobody changes the arrays it was made of, which are not copied; safe for any thread.
 *
 * @param width the number of columns
 * @param starts where each row begins among the numbers, and at last where the last one ends: one more than rows
 * @param columns the column of each number, from 0; a column that occurs twice in a row counts with the sum
 * @param values the numbers, finite
 */
public record SparseRows(int width, int[] starts, int[] columns, double[] values) {
    /**
     * Takes the arrays.
     *
     * @throws IllegalArgumentException if the rows do not follow each other, a column is not there, or a number is not
     *     finite
     */
    public SparseRows {
        if (starts.length == 0 || starts[0] != 0 || columns.length != values.length) {
            throw new IllegalArgumentException("Sparse rows begin at 0 and have a column for each number.");
        }
        for (int row = 0; row + 1 < starts.length; row++) {
            if (starts[row + 1] < starts[row]) {
                throw new IllegalArgumentException("Row " + (row + 1) + " ends before it begins.");
            }
        }
        if (starts[starts.length - 1] != values.length) {
            throw new IllegalArgumentException("The last row ends at " + starts[starts.length - 1] + ", but there are "
                    + values.length + " numbers.");
        }
        for (int k = 0; k < values.length; k++) {
            if (columns[k] < 0 || columns[k] >= width) {
                throw new IllegalArgumentException(
                        "There is no column " + columns[k] + ": they go from 0 to " + (width - 1) + ".");
            }
            if (!Double.isFinite(values[k])) {
                throw new IllegalArgumentException(
                        "The column " + columns[k] + " is " + values[k] + " somewhere: leave such rows out.");
            }
        }
    }

    /**
     * The number of rows.
     *
     * @return at least 0
     */
    public int rows() {
        return starts.length - 1;
    }
}
