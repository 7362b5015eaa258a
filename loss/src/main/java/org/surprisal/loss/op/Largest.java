package org.surprisal.loss.op;

/** The greatest value over the classes, eight classes at a time: the order does not matter for the greatest. */
final class Largest {
    private static final int WAYS = EightSums.WAYS;

    private Largest() {}

    /**
     * Finds it, row by row, in the first {@code rows} of {@code partial}, which has eight times as many; NaN if any.
     */
    static void of(double[] x, double[] partial, int classes, int rows) {
        int ways = Math.min(classes, WAYS);
        System.arraycopy(x, 0, partial, 0, ways * rows);
        for (int k = WAYS; k < classes; k += WAYS) {
            raise(x, k * rows, partial, 0, Math.min(WAYS, classes - k) * rows);
        }
        for (int step = 1; step < ways; step *= 2) {
            for (int k = 0; k + step < ways; k += 2 * step) {
                raise(partial, (k + step) * rows, partial, k * rows, rows);
            }
        }
    }

    private static void raise(double[] x, int from, double[] greatest, int at, int n) {
        for (int i = 0; i < n; i++) {
            greatest[at + i] = Math.max(greatest[at + i], x[from + i]);
        }
    }
}
