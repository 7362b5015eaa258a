package org.surprisal.fit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.surprisal.fit.design.Panel;

/**
 * Sums of products of two columns of a panel. A column lies in four blocks side by side, so that one loop takes four
 * products at once; the order of the additions is that of this class, whatever the machine.
 */
final class DotBlocks {
    private static final int LENGTH = Panel.ROWS / 4;
    private static final int FOLDED = 32;

    private final double[] partial = new double[LENGTH];
    private final double[] folded = new double[FOLDED];

    /** The numbers of a column. */
    static final class Column {
        private final double[][] blocks = new double[4][LENGTH];

        /** Takes n numbers; the rest are 0. */
        void set(double[] x, int n) {
            for (int b = 0; b < 4; b++) {
                int length = Math.clamp(n - b * LENGTH, 0, LENGTH);
                System.arraycopy(x, b * LENGTH, blocks[b], 0, length);
                Arrays.fill(blocks[b], length, LENGTH, 0);
            }
        }

        /** Takes n products; the rest are 0. */
        void setProduct(double[] x, double[] y, int n) {
            for (int b = 0; b < 4; b++) {
                int length = Math.clamp(n - b * LENGTH, 0, LENGTH);
                multiply(x, y, b * LENGTH, length, blocks[b]);
                Arrays.fill(blocks[b], length, LENGTH, 0);
            }
        }

        private static void multiply(double[] x, double[] y, int from, int n, double[] to) {
            for (int i = 0; i < n; i++) {
                to[i] = x[from + i] * y[from + i];
            }
        }
    }

    /** The columns of a panel that are no categories. */
    static final class Dense {
        private int[] segments = new int[0];
        private Column[] columns = new Column[0];

        /** Loads those of a panel. */
        void load(Panel panel) {
            if (columns.length == 0) {
                segments = IntStream.range(0, panel.segments())
                        .filter(s -> !panel.isCategorical(s))
                        .toArray();
                columns = new Column[segments.length];
                Arrays.setAll(columns, b -> new Column());
            }
            for (int b = 0; b < segments.length; b++) {
                columns[b].set(panel.values(segments[b]), panel.rows());
            }
        }

        int count() {
            return segments.length;
        }

        int segment(int column) {
            return segments[column];
        }

        Column column(int column) {
            return columns[column];
        }
    }

    /** The sum of the products. */
    double of(Column x, Column y) {
        products(x.blocks, y.blocks, partial);
        return sum(partial, folded);
    }

    private static void products(double[][] x, double[][] y, double[] to) {
        double[] x0 = x[0];
        double[] x1 = x[1];
        double[] x2 = x[2];
        double[] x3 = x[3];
        double[] y0 = y[0];
        double[] y1 = y[1];
        double[] y2 = y[2];
        double[] y3 = y[3];
        for (int i = 0; i < LENGTH; i++) {
            to[i] = Math.fma(x0[i], y0[i], Math.fma(x1[i], y1[i], Math.fma(x2[i], y2[i], x3[i] * y3[i])));
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
