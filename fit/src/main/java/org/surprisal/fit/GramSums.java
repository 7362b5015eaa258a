package org.surprisal.fit;

import org.surprisal.fit.design.Panel;

/**
 * Sums of products of all cells of a design, with a weight per row: XᵀHX before contrasts. A category is one cell per
 * row, so a row costs as much as it has columns and categories, however many levels these have.
 */
final class GramSums {
    final double[][] sums;
    private final double[] weighted = new double[Panel.ROWS];

    GramSums(int cells) {
        sums = new double[cells][];
        for (int a = 0; a < cells; a++) {
            sums[a] = new double[cells];
        }
    }

    void add(Panel panel, double[] weight) {
        int n = panel.rows();
        for (int s = 0; s < panel.segments(); s++) {
            double[] x = panel.values(s);
            for (int i = 0; i < n; i++) {
                weighted[i] = weight[i] * x[i];
            }
            if (panel.isCategorical(s)) {
                int[] cell = panel.cells(s);
                for (int i = 0; i < n; i++) {
                    sums[cell[i]][cell[i]] += weighted[i] * x[i];
                }
            } else {
                sums[panel.cell(s)][panel.cell(s)] += dot(weighted, x, n);
            }
            for (int t = s + 1; t < panel.segments(); t++) {
                addPair(panel, s, t, n);
            }
        }
    }

    private void addPair(Panel panel, int s, int t, int n) {
        double[] x = panel.values(t);
        if (!panel.isCategorical(s)) {
            double[] row = sums[panel.cell(s)];
            if (!panel.isCategorical(t)) {
                row[panel.cell(t)] += dot(weighted, x, n);
                return;
            }
            int[] cell = panel.cells(t);
            for (int i = 0; i < n; i++) {
                row[cell[i]] += weighted[i] * x[i];
            }
            return;
        }
        int[] from = panel.cells(s);
        if (panel.isCategorical(t)) {
            int[] to = panel.cells(t);
            for (int i = 0; i < n; i++) {
                sums[from[i]][to[i]] += weighted[i] * x[i];
            }
        } else {
            int to = panel.cell(t);
            for (int i = 0; i < n; i++) {
                sums[from[i]][to] += weighted[i] * x[i];
            }
        }
    }

    /** Four sums at once, so that none waits for itself. */
    private static double dot(double[] a, double[] b, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 = Math.fma(a[i], b[i], s0);
            s1 = Math.fma(a[i + 1], b[i + 1], s1);
            s2 = Math.fma(a[i + 2], b[i + 2], s2);
            s3 = Math.fma(a[i + 3], b[i + 3], s3);
        }
        for (; i < n; i++) {
            s0 = Math.fma(a[i], b[i], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Adds the sums of a chunk, and forgets them there. */
    void take(GramSums chunk, double[][] lost) {
        for (int a = 0; a < sums.length; a++) {
            double[] to = sums[a];
            double[] from = chunk.sums[a];
            for (int b = a; b < to.length; b++) {
                double s = to[b] + from[b];
                double back = s - to[b];
                lost[a][b] += (to[b] - (s - back)) + (from[b] - back);
                to[b] = s;
                from[b] = 0;
            }
        }
    }
}
