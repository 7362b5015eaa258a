package org.surprisal.fit.linear;

/**
 * Rows from which multiples of other rows are taken: the inner loop of elimination. Each element takes its multiples
 * one after the other, each with one rounding, so how many rows are taken at once changes no bit.
 */
final class RowSteps {
    private RowSteps() {}

    /**
     * Takes multiples of the first rows of a matrix from a row.
     *
     * @param to the row
     * @param from the first element of it that changes; those behind it change too
     * @param rows the rows whose multiples are taken, in their order
     * @param first the first of these
     * @param end behind the last of these
     * @param factors how much of each is taken, by its place in the matrix
     */
    static void subtract(double[] to, int from, double[][] rows, int first, int end, double[] factors) {
        int k = first;
        for (; k + 4 <= end; k += 4) {
            subtract(
                    to,
                    from,
                    rows[k],
                    -factors[k],
                    rows[k + 1],
                    -factors[k + 1],
                    rows[k + 2],
                    -factors[k + 2],
                    rows[k + 3],
                    -factors[k + 3]);
        }
        for (; k < end; k++) {
            subtract(to, from, rows[k], -factors[k]);
        }
    }

    private static void subtract(
            double[] to,
            int from,
            double[] a,
            double ofA,
            double[] b,
            double ofB,
            double[] c,
            double ofC,
            double[] d,
            double ofD) {
        for (int j = from; j < to.length; j++) {
            to[j] = Math.fma(ofD, d[j], Math.fma(ofC, c[j], Math.fma(ofB, b[j], Math.fma(ofA, a[j], to[j]))));
        }
    }

    private static void subtract(double[] to, int from, double[] a, double ofA) {
        for (int j = from; j < to.length; j++) {
            to[j] = Math.fma(ofA, a[j], to[j]);
        }
    }
}
