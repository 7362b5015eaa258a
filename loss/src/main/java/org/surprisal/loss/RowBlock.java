package org.surprisal.loss;

/** A block of rows of each input. */
final class RowBlock {
    double[] target = {};
    double[] prediction = {};

    /** Of a prediction per class the one for the true class. */
    double[] picked = {};

    double[] direction = {};
    double[] weight = {};

    /** The columns of parameters. */
    final double[][] columns;

    RowBlock(int columns) {
        this.columns = new double[columns][];
    }

    void prepare(int classes, int rows) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new double[classes * rows];
        }
        target = new double[classes * rows];
        prediction = new double[classes * rows];
        picked = new double[rows];
        direction = new double[classes * rows];
        weight = new double[rows];
    }

    /** Takes some rows of a block of n rows. */
    void gather(RowBlock whole, int[] places, int rows, int n, int classes, boolean labelled) {
        gather(whole.prediction, places, rows, n, classes, prediction);
        gather(whole.picked, places, rows, n, 1, picked);
        gather(whole.target, places, rows, n, labelled ? 1 : classes, target);
        gather(whole.direction, places, rows, n, classes, direction);
        gather(whole.weight, places, rows, n, 1, weight);
    }

    /** Takes some rows of one input of a block of n rows. */
    static void gather(double[] from, int[] places, int rows, int n, int width, double[] to) {
        for (int k = 0; k < width; k++) {
            for (int i = 0; i < rows; i++) {
                to[k * rows + i] = from[k * n + places[i]];
            }
        }
    }

    /** Puts results of some rows where they are in a block of n rows. */
    static void scatter(double[] from, int[] places, int rows, double[] to, int n, int width) {
        for (int k = 0; k < width; k++) {
            for (int i = 0; i < rows; i++) {
                to[k * n + places[i]] = from[k * rows + i];
            }
        }
    }
}
