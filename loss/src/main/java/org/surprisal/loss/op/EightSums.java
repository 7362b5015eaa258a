package org.surprisal.loss.op;

/**
 * The one shape that a sum over classes has, whatever the width of the machine: class k goes to partial sum k mod 8,
 * and the eight are added in pairs, pairs of pairs, and so on.
 */
final class EightSums {
    static final int WAYS = 8;

    private EightSums() {}

    /** Adds the classes, row by row, into the first {@code rows} of {@code partial}, which has eight times as many. */
    static void of(double[] x, double[] partial, int classes, int rows) {
        int ways = Math.min(classes, WAYS);
        System.arraycopy(x, 0, partial, 0, ways * rows);
        // Eight classes lie next to one another, and so do their partial sums.
        for (int k = WAYS; k < classes; k += WAYS) {
            add(x, k * rows, partial, 0, Math.min(WAYS, classes - k) * rows);
        }
        for (int step = 1; step < ways; step *= 2) {
            for (int k = 0; k + step < ways; k += 2 * step) {
                add(partial, (k + step) * rows, partial, k * rows, rows);
            }
        }
    }

    private static void add(double[] x, int from, double[] sum, int at, int n) {
        for (int i = 0; i < n; i++) {
            sum[at + i] += x[from + i];
        }
    }
}
