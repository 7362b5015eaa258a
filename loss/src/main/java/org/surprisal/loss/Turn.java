package org.surprisal.loss;

/** A matrix turned so that its columns become its rows. */
final class Turn {
    private Turn() {}

    /** Sets {@code to[k * rows + i]} to {@code from[i * columns + k]}. */
    static void of(double[] from, double[] to, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            int start = i * columns;
            for (int k = 0; k < columns; k++) {
                to[k * rows + i] = from[start + k];
            }
        }
    }
}
