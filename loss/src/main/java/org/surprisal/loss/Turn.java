package org.surprisal.loss;

/** A matrix turned so that its columns become its rows. */
final class Turn {
    private Turn() {}

    /** Sets {@code to[k * rows + i]} to {@code from[i * columns + k]}. */
    static void of(double[] from, double[] to, int rows, int columns) {
        if (rows == 1 || columns == 1) {
            System.arraycopy(from, 0, to, 0, rows * columns);
        } else if (rows > columns) {
            fourColumns(from, to, rows, columns);
        } else {
            fourRows(from, to, rows, columns);
        }
    }

    /** Four columns at a time, so that what is read lies side by side. */
    private static void fourColumns(double[] from, double[] to, int rows, int columns) {
        int k = 0;
        for (; k + 3 < columns; k += 4) {
            int a = k * rows;
            int b = a + rows;
            int c = b + rows;
            int d = c + rows;
            for (int i = 0, p = k; i < rows; i++, p += columns) {
                to[a + i] = from[p];
                to[b + i] = from[p + 1];
                to[c + i] = from[p + 2];
                to[d + i] = from[p + 3];
            }
        }
        for (; k < columns; k++) {
            for (int i = 0, p = k; i < rows; i++, p += columns) {
                to[k * rows + i] = from[p];
            }
        }
    }

    /** Four rows at a time, so that what is written lies side by side. */
    private static void fourRows(double[] from, double[] to, int rows, int columns) {
        int i = 0;
        for (; i + 3 < rows; i += 4) {
            int a = i * columns;
            int b = a + columns;
            int c = b + columns;
            int d = c + columns;
            for (int k = 0, p = i; k < columns; k++, p += rows) {
                to[p] = from[a + k];
                to[p + 1] = from[b + k];
                to[p + 2] = from[c + k];
                to[p + 3] = from[d + k];
            }
        }
        for (; i < rows; i++) {
            for (int k = 0, p = i; k < columns; k++, p += rows) {
                to[p] = from[i * columns + k];
            }
        }
    }
}
