package org.surprisal.loss.op;

/**
 * The one shape that a sum over classes has, whatever the width of the machine: class k goes to partial sum k mod 8,
 * and the eight are added in pairs, pairs of pairs, and so on.
 */
final class EightSums {
    static final int WAYS = 8;

    private EightSums() {}

    /**
     * Adds the columns of {@code x}, row by row, into {@code partial[0]}; the first eight of {@code partial} are
     * written on.
     */
    static void of(double[][] x, double[][] partial, int n) {
        int ways = Math.min(x.length, WAYS);
        for (int k = 0; k < ways; k++) {
            System.arraycopy(x[k], 0, partial[k], 0, n);
        }
        for (int k = WAYS; k < x.length; k++) {
            add(x[k], partial[k % WAYS], n);
        }
        for (int step = 1; step < ways; step *= 2) {
            for (int k = 0; k + step < ways; k += 2 * step) {
                add(partial[k + step], partial[k], n);
            }
        }
    }

    private static void add(double[] x, double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += x[i];
        }
    }
}
