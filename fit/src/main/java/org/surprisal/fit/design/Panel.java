package org.surprisal.fit.design;

import java.util.Arrays;
import org.surprisal.fit.linear.CrossProducts;

/**
 * A block of rows of a design matrix. A column is a number per row; categories are a cell per row, in which the number
 * of that row stands. For one thread; the next block overwrites it.
 */
public final class Panel {
    /** The most rows of a panel: what is used of them stays in the nearest caches. */
    public static final int ROWS = CrossProducts.LENGTH;

    private final Expansion expansion;
    final double[][] high;
    final double[][] low;
    final int[][] cells;
    int rows;

    Panel(Expansion expansion, int segments) {
        this.expansion = expansion;
        high = new double[segments][ROWS];
        low = new double[segments][ROWS];
        cells = new int[segments][0];
    }

    /**
     * The number of rows.
     *
     * @return at most {@link #ROWS}
     */
    public int rows() {
        return rows;
    }

    /**
     * The number of parts.
     *
     * @return columns and groups of cells
     */
    public int segments() {
        return high.length;
    }

    /**
     * The numbers of a part.
     *
     * @param segment which
     * @return a number per row, rounded to a double
     */
    public double[] values(int segment) {
        return high[segment];
    }

    /**
     * The numbers of a part, and zeros where there is no row.
     *
     * @param segment which
     * @return {@link #ROWS} numbers
     */
    public double[] padded(int segment) {
        Arrays.fill(high[segment], rows, ROWS, 0);
        return high[segment];
    }

    /**
     * What the numbers of a part lack.
     *
     * @param segment which
     * @return a low part per row
     */
    public double[] lows(int segment) {
        return low[segment];
    }

    /**
     * Whether a part has categories.
     *
     * @param segment which
     * @return false if it is a column
     */
    public boolean isCategorical(int segment) {
        return cells[segment].length > 0;
    }

    /**
     * The cells of a part.
     *
     * @param segment which, with categories
     * @return the cell of each row, among those of the design; -1 where the row has none
     */
    public int[] cells(int segment) {
        return cells[segment];
    }

    /**
     * The cell of a column.
     *
     * @param segment which, without categories
     * @return its place among the cells of the design
     */
    public int cell(int segment) {
        return expansion.firstCell(segment);
    }

    /**
     * One row with a number per coefficient; all NaN if a category is missing.
     *
     * @param row which
     * @param toHigh receives the numbers, rounded
     * @param toLow receives what they lack
     */
    public void expand(int row, double[] toHigh, double[] toLow) {
        Arrays.fill(toHigh, 0, expansion.width(), 0);
        Arrays.fill(toLow, 0, expansion.width(), 0);
        for (int s = 0; s < high.length; s++) {
            int cell = isCategorical(s) ? cells[s][row] : expansion.firstCell(s);
            if (cell < 0) {
                continue;
            }
            if (Double.isNaN(high[s][row])) {
                Arrays.fill(toHigh, 0, expansion.width(), Double.NaN);
                return;
            }
            double factor = expansion.factor(cell);
            for (int j : expansion.coefficients(cell)) {
                toHigh[j] = factor * high[s][row];
                toLow[j] = factor * low[s][row];
            }
        }
    }

    /**
     * The linear predictor: each row times the coefficients, summed over the columns in two doubles.
     *
     * @param ofCells a coefficient per cell, as {@link Expansion#toCells} makes them
     * @param to receives a value per row, on top of what is there
     * @param lost receives what these lack, on top of what is there
     */
    public void times(double[] ofCells, double[] to, double[] lost) {
        for (int s = 0; s < high.length; s++) {
            if (isCategorical(s)) {
                addCells(s, ofCells, to, lost);
            } else {
                addColumn(high[s], low[s], ofCells[expansion.firstCell(s)], to, lost);
            }
        }
    }

    private void addColumn(double[] x, double[] xLow, double b, double[] to, double[] lost) {
        for (int i = 0; i < rows; i++) {
            double p = x[i] * b;
            double e = Math.fma(x[i], b, -p) + xLow[i] * b;
            double s = to[i] + p;
            double back = s - to[i];
            lost[i] += (to[i] - (s - back)) + (p - back) + e;
            to[i] = s;
        }
    }

    private void addCells(int segment, double[] ofCells, double[] to, double[] lost) {
        int[] cell = cells[segment];
        double[] x = high[segment];
        double[] xLow = low[segment];
        for (int i = 0; i < rows; i++) {
            if (cell[i] >= 0) {
                double b = ofCells[cell[i]];
                double p = x[i] * b;
                double e = Math.fma(x[i], b, -p) + xLow[i] * b;
                double s = to[i] + p;
                double back = s - to[i];
                lost[i] += (to[i] - (s - back)) + (p - back) + e;
                to[i] = s;
            }
        }
    }

    /**
     * The linear predictor as it is rounded, term by term.
     *
     * @param ofCells a coefficient per cell
     * @param to receives a value per row, on top of what is there
     */
    public void timesRounded(double[] ofCells, double[] to) {
        for (int s = 0; s < high.length; s++) {
            double[] x = high[s];
            if (isCategorical(s)) {
                int[] cell = cells[s];
                for (int i = 0; i < rows; i++) {
                    to[i] += cell[i] < 0 ? 0 : x[i] * ofCells[cell[i]];
                }
            } else {
                double b = ofCells[expansion.firstCell(s)];
                for (int i = 0; i < rows; i++) {
                    to[i] = Math.fma(x[i], b, to[i]);
                }
            }
        }
    }

    /**
     * Adds each row times a number to its cells.
     *
     * @param ofRows a number per row
     * @param toCells receives the sums, on top of what is there
     */
    public void addProducts(double[] ofRows, double[] toCells) {
        for (int s = 0; s < high.length; s++) {
            double[] x = high[s];
            if (isCategorical(s)) {
                int[] cell = cells[s];
                for (int i = 0; i < rows; i++) {
                    if (cell[i] >= 0) {
                        toCells[cell[i]] += x[i] * ofRows[i];
                    }
                }
            } else {
                toCells[expansion.firstCell(s)] += dot(x, ofRows);
            }
        }
    }

    /** Four sums side by side, so that one addition need not wait for the one before. */
    private double dot(double[] x, double[] y) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < rows; i += 4) {
            a = Math.fma(x[i], y[i], a);
            b = Math.fma(x[i + 1], y[i + 1], b);
            c = Math.fma(x[i + 2], y[i + 2], c);
            d = Math.fma(x[i + 3], y[i + 3], d);
        }
        for (; i < rows; i++) {
            a = Math.fma(x[i], y[i], a);
        }
        return (a + b) + (c + d);
    }

    /**
     * Adds each squared row times a number to its cells.
     *
     * @param ofRows a number per row
     * @param toCells receives the sums, on top of what is there
     */
    public void addSquares(double[] ofRows, double[] toCells) {
        for (int s = 0; s < high.length; s++) {
            double[] x = high[s];
            boolean categorical = isCategorical(s);
            for (int i = 0; i < rows; i++) {
                int cell = categorical ? cells[s][i] : expansion.firstCell(s);
                if (cell >= 0) {
                    toCells[cell] += x[i] * x[i] * ofRows[i];
                }
            }
        }
    }
}
