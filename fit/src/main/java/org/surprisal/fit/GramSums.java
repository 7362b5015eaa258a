package org.surprisal.fit;

import java.util.Arrays;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.linear.CrossProducts;

/**
 * Sums of products of all cells of a design, with a weight per row: XᵀHX before contrasts; and, if wanted, of the cells
 * with a slope per row: their gradient. A category is one cell per row, so a row costs as much as it has columns and
 * categories, however many levels these have.
 */
final class GramSums {
    final double[][] sums;
    final double[] slopes;
    private final double[] weighted = new double[Panel.ROWS];
    private final CrossProducts products = new CrossProducts();

    /** Sums of the products of so many cells, and of so many slopes. */
    GramSums(int cells, int sloping) {
        sums = new double[cells][cells];
        slopes = new double[sloping];
    }

    /** Adds the rows of a panel, whose columns are loaded, each with a weight. */
    void add(Panel panel, DenseColumns columns, double[] weight) {
        int n = panel.rows();
        for (int a = 0; a < columns.count(); a++) {
            multiply(weight, columns.column(a), n);
            double[] row = sums[panel.cell(columns.segment(a))];
            for (int b = a; b < columns.count(); b++) {
                row[panel.cell(columns.segment(b))] += products.of(weighted, columns.column(b));
            }
        }
        for (int s = 0; s < panel.segments(); s++) {
            if (panel.isCategorical(s)) {
                addCategory(panel, s, weight);
            }
        }
    }

    /** Adds the rows of a panel, whose columns are loaded, each with a slope. */
    void addSlopes(Panel panel, DenseColumns columns, double[] slope) {
        int n = panel.rows();
        System.arraycopy(slope, 0, weighted, 0, n);
        Arrays.fill(weighted, n, Panel.ROWS, 0);
        for (int b = 0; b < columns.count(); b++) {
            slopes[panel.cell(columns.segment(b))] += products.of(weighted, columns.column(b));
        }
        for (int s = 0; s < panel.segments(); s++) {
            if (panel.isCategorical(s)) {
                int[] cell = panel.cells(s);
                double[] x = panel.values(s);
                for (int i = 0; i < n; i++) {
                    slopes[cell[i]] += slope[i] * x[i];
                }
            }
        }
    }

    private void multiply(double[] weight, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            weighted[i] = weight[i] * x[i];
        }
        Arrays.fill(weighted, n, Panel.ROWS, 0);
    }

    /** A category with itself, with all columns and with the categories behind it. */
    private void addCategory(Panel panel, int s, double[] weight) {
        int n = panel.rows();
        int[] cell = panel.cells(s);
        double[] x = panel.values(s);
        multiply(weight, x, n);
        for (int i = 0; i < n; i++) {
            sums[cell[i]][cell[i]] += weighted[i] * x[i];
        }
        for (int t = 0; t < panel.segments(); t++) {
            double[] y = panel.values(t);
            if (panel.isCategorical(t) && t > s) {
                int[] to = panel.cells(t);
                for (int i = 0; i < n; i++) {
                    sums[cell[i]][to[i]] += weighted[i] * y[i];
                }
            } else if (!panel.isCategorical(t) && t < s) {
                double[] row = sums[panel.cell(t)];
                for (int i = 0; i < n; i++) {
                    row[cell[i]] += weighted[i] * y[i];
                }
            } else if (!panel.isCategorical(t)) {
                int to = panel.cell(t);
                for (int i = 0; i < n; i++) {
                    sums[cell[i]][to] += weighted[i] * y[i];
                }
            }
        }
    }

    /** Adds the sums of a chunk, and forgets them there. */
    void take(GramSums chunk, GramSums lost) {
        for (int a = 0; a < sums.length; a++) {
            take(sums[a], chunk.sums[a], lost.sums[a], a);
        }
        take(slopes, chunk.slopes, lost.slopes, 0);
    }

    private static void take(double[] to, double[] from, double[] lost, int first) {
        for (int b = first; b < to.length; b++) {
            double s = to[b] + from[b];
            double back = s - to[b];
            lost[b] += (to[b] - (s - back)) + (from[b] - back);
            to[b] = s;
            from[b] = 0;
        }
    }

    /** Adds what the sums have lost. */
    void add(GramSums lost) {
        for (int a = 0; a < slopes.length; a++) {
            slopes[a] += lost.slopes[a];
        }
        for (int a = 0; a < sums.length; a++) {
            for (int b = a; b < sums.length; b++) {
                sums[a][b] += lost.sums[a][b];
            }
        }
    }
}
