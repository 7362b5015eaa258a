package org.surprisal.loss.op;

/**
 * The one shape that a sum over classes has, whatever the width of the machine: class k goes to partial sum k mod 8,
 * and the eight are added in pairs, pairs of pairs, and so on. Eight classes lie next to one another, and so do their
 * partial sums.
 */
final class EightSums {
    static final int WAYS = 8;

    private EightSums() {}

    /**
     * Adds the classes, row by row, into the first {@code rows} of {@code scratch}, which has sixteen times as many:
     * for the eight partial sums, and for what is added to them. That is copied to begin with the array, for HotSpot
     * vectorises no loop over two arrays at two indices.
     */
    static void of(double[] x, double[][] scratch, int classes, int rows) {
        double[] sums = scratch[0];
        double[] next = scratch[1];
        if (rows == 1 && classes >= WAYS) {
            sums[0] = ofOneRow(x, classes);
            return;
        }
        int ways = Math.min(classes, WAYS);
        System.arraycopy(x, 0, sums, 0, ways * rows);
        for (int k = WAYS; k < classes; k += WAYS) {
            int n = Math.min(WAYS, classes - k) * rows;
            System.arraycopy(x, k * rows, next, 0, n);
            add(next, sums, n);
        }
        if (ways == WAYS) {
            eight(sums, next, rows);
        } else {
            pairs(sums, ways, rows);
        }
    }

    private static double ofOneRow(double[] x, int classes) {
        double a = x[0];
        double b = x[1];
        double c = x[2];
        double d = x[3];
        double e = x[4];
        double f = x[5];
        double g = x[6];
        double h = x[7];
        int k = WAYS;
        for (; k + 7 < classes; k += WAYS) {
            a += x[k];
            b += x[k + 1];
            c += x[k + 2];
            d += x[k + 3];
            e += x[k + 4];
            f += x[k + 5];
            g += x[k + 6];
            h += x[k + 7];
        }
        // At most seven are left.
        a = k < classes ? a + x[k] : a;
        b = k + 1 < classes ? b + x[k + 1] : b;
        c = k + 2 < classes ? c + x[k + 2] : c;
        d = k + 3 < classes ? d + x[k + 3] : d;
        e = k + 4 < classes ? e + x[k + 4] : e;
        f = k + 5 < classes ? f + x[k + 5] : f;
        g = k + 6 < classes ? g + x[k + 6] : g;
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    private static void add(double[] x, double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += x[i];
        }
    }

    /** All pairs at once, because what is added to one another is put half a block apart. */
    private static void eight(double[] sums, double[] next, int rows) {
        for (int k = 0; k < WAYS; k++) {
            int reversed = ((k & 1) << 2) | (k & 2) | (k >> 2);
            System.arraycopy(sums, k * rows, next, reversed * rows, rows);
        }
        for (int half = WAYS / 2; half > 0; half /= 2) {
            System.arraycopy(next, half * rows, sums, 0, half * rows);
            add(sums, next, half * rows);
        }
        System.arraycopy(next, 0, sums, 0, rows);
    }

    private static void pairs(double[] sums, int ways, int rows) {
        for (int step = 1; step < ways; step *= 2) {
            for (int k = 0; k + step < ways; k += 2 * step) {
                int to = k * rows;
                int from = to + step * rows;
                for (int i = 0; i < rows; i++) {
                    sums[to + i] += sums[from + i];
                }
            }
        }
    }
}
