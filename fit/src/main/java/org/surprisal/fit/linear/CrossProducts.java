package org.surprisal.fit.linear;

/**
 * Sums of products of two columns, where these stand. A column is taken as four quarters side by side, so that one loop
 * takes four products at once; the order of the additions is that of this class, whatever the machine. For one thread.
 */
public final class CrossProducts {
    /** The length of a column. */
    public static final int LENGTH = 1024;

    private static final int QUARTER = LENGTH / 4;
    private static final int FOLDED = 32;

    private final double[] partial = new double[QUARTER];
    private final double[] folded = new double[FOLDED];

    /**
     * The sum of the products.
     *
     * @param x a column of {@link #LENGTH} numbers
     * @param y another
     * @return the sum, rounded as it is added up
     */
    public double of(double[] x, double[] y) {
        multiply(x, y, partial);
        return sum(partial, folded);
    }

    private static void multiply(double[] x, double[] y, double[] to) {
        for (int i = 0; i < QUARTER; i++) {
            to[i] = Math.fma(
                    x[i],
                    y[i],
                    Math.fma(
                            x[i + QUARTER],
                            y[i + QUARTER],
                            Math.fma(x[i + 2 * QUARTER], y[i + 2 * QUARTER], x[i + 3 * QUARTER] * y[i + 3 * QUARTER])));
        }
    }

    private static double sum(double[] x, double[] folded) {
        for (int i = 0; i < FOLDED; i++) {
            folded[i] = ((x[i] + x[i + 32]) + (x[i + 64] + x[i + 96]))
                    + ((x[i + 128] + x[i + 160]) + (x[i + 192] + x[i + 224]));
        }
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < FOLDED; i += 4) {
            a += folded[i];
            b += folded[i + 1];
            c += folded[i + 2];
            d += folded[i + 3];
        }
        return (a + b) + (c + d);
    }
}
