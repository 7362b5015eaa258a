package org.surprisal.loss.op;

/** The index of the first class with the greatest value; NaN if one of the values is. */
public final class FirstLargest implements InPrograms {
    /** The operation. */
    public static final FirstLargest OPERATION = new FirstLargest();

    /** From so many rows on it is faster to compare a class at a time than a row at a time. */
    private static final int LONG = 64;

    private FirstLargest() {}

    @Override
    public String name() {
        return "argmax";
    }

    @Override
    public boolean reduces() {
        return true;
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        double[] a = x[0];
        Largest.of(a, scratch, classes, rows);
        double[] greatest = scratch[0];
        if (rows < LONG) {
            for (int i = 0; i < rows; i++) {
                out[i] = search(a, i, greatest[i], classes, rows);
            }
            return;
        }
        for (int i = 0; i < rows; i++) {
            out[i] = greatest[i] * 0 == 0 ? classes : Double.NaN;
        }
        double[] column = scratch[1];
        // The last class first, so that the first of several is what stays.
        for (int k = classes - 1; k >= 0; k--) {
            System.arraycopy(a, k * rows, column, 0, rows);
            first(column, k, greatest, out, rows);
        }
        for (int i = 0; i < rows; i++) {
            if (!(out[i] < classes)) {
                out[i] = search(a, i, greatest[i], classes, rows);
            }
        }
    }

    /** Keeps the index where the value is less than the greatest, and takes k where it equals it. */
    private static void first(double[] a, double k, double[] greatest, double[] out, int rows) {
        for (int i = 0; i < rows; i++) {
            out[i] = k + Math.signum(greatest[i] - a[i]) * (out[i] - k);
        }
    }

    private static double search(double[] a, int row, double greatest, int classes, int rows) {
        for (int k = 0; k < classes; k++) {
            if (a[k * rows + row] == greatest) {
                return k;
            }
        }
        return Double.NaN;
    }
}
