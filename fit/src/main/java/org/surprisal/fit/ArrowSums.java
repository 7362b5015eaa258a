package org.surprisal.fit;

import org.surprisal.fit.design.Panel;
import org.surprisal.fit.design.Split;

/**
 * Sums of products of a design taken apart, with a weight per row: all other columns with one another, each level with
 * itself, and each level with all other columns. A level with another is 0, so that there is no square of levels.
 */
final class ArrowSums {
    final GramSums rest;

    /** Of each level. */
    final double[] own;

    final double[] slopes;

    /** Of each level with the cells of all other columns, level by level. */
    final double[] cross;

    private final int cells;
    private final int[] touched;
    private final boolean[] there;
    private final double[] weighted = new double[Panel.ROWS];
    private int count;

    ArrowSums(Split split) {
        cells = split.rest().cells();
        rest = new GramSums(cells, cells);
        own = new double[split.levels()];
        slopes = new double[split.levels()];
        cross = new double[Math.multiplyExact(split.levels(), cells)];
        touched = new int[split.levels()];
        there = new boolean[split.levels()];
    }

    /** Adds the rows of a block, whose columns are loaded. */
    void add(Panel panel, Split.Reader reader, DenseColumns columns, double[] slope, double[] weight) {
        rest.add(panel, columns, weight);
        rest.addSlopes(panel, columns, slope);
        int n = panel.rows();
        int[] level = reader.level();
        double[] factor = reader.factor();
        for (int i = 0; i < n; i++) {
            int u = level[i];
            if (!there[u]) {
                there[u] = true;
                touched[count++] = u;
            }
            weighted[i] = weight[i] * factor[i];
            own[u] += weighted[i] * factor[i];
            slopes[u] += slope[i] * factor[i];
        }
        for (int s = 0; s < panel.segments(); s++) {
            double[] x = panel.values(s);
            if (panel.isCategorical(s)) {
                int[] cell = panel.cells(s);
                for (int i = 0; i < n; i++) {
                    cross[level[i] * cells + cell[i]] += weighted[i] * x[i];
                }
            } else {
                int cell = panel.cell(s);
                for (int i = 0; i < n; i++) {
                    cross[level[i] * cells + cell] += weighted[i] * x[i];
                }
            }
        }
    }

    /** Adds the sums of a chunk, and forgets them there. */
    void take(ArrowSums chunk, ArrowSums lost) {
        rest.take(chunk.rest, lost.rest);
        for (int k = 0; k < chunk.count; k++) {
            int u = chunk.touched[k];
            chunk.there[u] = false;
            take(own, chunk.own, lost.own, u, u + 1);
            take(slopes, chunk.slopes, lost.slopes, u, u + 1);
            take(cross, chunk.cross, lost.cross, u * cells, (u + 1) * cells);
        }
        chunk.count = 0;
    }

    private static void take(double[] to, double[] from, double[] lost, int first, int end) {
        for (int b = first; b < end; b++) {
            double s = to[b] + from[b];
            double back = s - to[b];
            lost[b] += (to[b] - (s - back)) + (from[b] - back);
            to[b] = s;
            from[b] = 0;
        }
    }

    /** Adds what the sums have lost. */
    void add(ArrowSums lost) {
        rest.add(lost.rest);
        for (int u = 0; u < own.length; u++) {
            own[u] += lost.own[u];
            slopes[u] += lost.slopes[u];
        }
        for (int b = 0; b < cross.length; b++) {
            cross[b] += lost.cross[b];
        }
    }

    /** Those of a level with the cells of all other columns. */
    double[] ofLevel(int level) {
        double[] to = new double[cells];
        System.arraycopy(cross, level * cells, to, 0, cells);
        return to;
    }
}
