package org.surprisal.loss.op;

/** The greatest value over the classes, eight classes at a time as in {@link EightSums}: the order does not matter. */
final class Largest {
    private static final int WAYS = EightSums.WAYS;

    private Largest() {}

    /** Finds it, row by row, in the first {@code rows} of {@code scratch[0]}; NaN if there is one. */
    static void of(double[] x, double[][] scratch, int classes, int rows) {
        double[] greatest = scratch[0];
        double[] next = scratch[1];
        if (rows == 1) {
            greatest[0] = ofOneRow(x, classes);
            return;
        }
        int ways = Math.min(classes, WAYS);
        System.arraycopy(x, 0, greatest, 0, ways * rows);
        for (int k = WAYS; k < classes; k += WAYS) {
            int n = Math.min(WAYS, classes - k) * rows;
            System.arraycopy(x, k * rows, next, 0, n);
            raise(next, greatest, n);
        }
        for (int k = 1; k < ways; k++) {
            System.arraycopy(greatest, k * rows, next, 0, rows);
            raise(next, greatest, rows);
        }
    }

    private static double ofOneRow(double[] x, int classes) {
        double greatest = x[0];
        for (int k = 1; k < classes; k++) {
            greatest = Math.max(greatest, x[k]);
        }
        return greatest;
    }

    private static void raise(double[] x, double[] greatest, int n) {
        for (int i = 0; i < n; i++) {
            greatest[i] = Math.max(greatest[i], x[i]);
        }
    }
}
