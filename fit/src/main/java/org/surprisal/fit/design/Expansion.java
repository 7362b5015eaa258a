package org.surprisal.fit.design;

import java.util.List;

/**
 * From coefficients to cells and back: a sparse matrix C of 0, 1 and -1 with a row per cell, the contrasts. What is
 * summed over rows is summed by cell, so that a category never becomes as many columns; the contrasts come last.
 */
public final class Expansion {
    private final int width;
    private final int[] firstCells;
    private final int[][] coefficients;
    private final double[] factors;

    Expansion(List<Segment> segments, int width) {
        this.width = width;
        firstCells = segments.stream().mapToInt(Segment::firstCell).toArray();
        int cells = segments.stream().mapToInt(Segment::cells).sum();
        coefficients = new int[cells][];
        factors = new double[cells];
        for (Segment segment : segments) {
            for (int cell = 0; cell < segment.cells(); cell++) {
                coefficients[segment.firstCell() + cell] = segment.coefficients(cell);
                factors[segment.firstCell() + cell] = segment.factor(cell);
            }
        }
    }

    /**
     * The number of coefficients.
     *
     * @return at least 0
     */
    public int width() {
        return width;
    }

    /**
     * The number of cells.
     *
     * @return at least the number of coefficients
     */
    public int cells() {
        return factors.length;
    }

    int firstCell(int segment) {
        return firstCells[segment];
    }

    int[] coefficients(int cell) {
        return coefficients[cell];
    }

    /**
     * The coefficients of a cell.
     *
     * @param cell which
     * @return their places; none of a level that others are compared with
     */
    public int[] own(int cell) {
        return coefficients[cell].clone();
    }

    double factor(int cell) {
        return factors[cell];
    }

    /**
     * C times coefficients.
     *
     * @param ofCoefficients a number per coefficient
     * @return a number per cell
     */
    public double[] toCells(double[] ofCoefficients) {
        double[] to = new double[cells()];
        for (int cell = 0; cell < to.length; cell++) {
            double sum = 0;
            for (int j : coefficients[cell]) {
                sum += ofCoefficients[j];
            }
            to[cell] = factors[cell] * sum;
        }
        return to;
    }

    /**
     * The transpose of C times numbers of cells.
     *
     * @param ofCells a number per cell
     * @return a number per coefficient
     */
    public double[] fromCells(double[] ofCells) {
        double[] to = new double[width];
        for (int cell = 0; cell < ofCells.length; cell++) {
            for (int j : coefficients[cell]) {
                to[j] += factors[cell] * ofCells[cell];
            }
        }
        return to;
    }

    /**
     * Sums of squares of cells as those of coefficients, if a row is in one cell at most of each part.
     *
     * @param ofCells a number per cell
     * @return a number per coefficient
     */
    public double[] squaresFromCells(double[] ofCells) {
        double[] to = new double[width];
        for (int cell = 0; cell < ofCells.length; cell++) {
            for (int j : coefficients[cell]) {
                to[j] += factors[cell] * factors[cell] * ofCells[cell];
            }
        }
        return to;
    }

    /**
     * The transpose of C, times a symmetric matrix of cells, times C.
     *
     * @param ofCells the upper triangle: [a][b] for a ≤ b
     * @return the whole matrix of coefficients
     */
    public double[][] fromCells(double[][] ofCells) {
        int cells = cells();
        double[][] half = new double[width][cells];
        for (int a = 0; a < cells; a++) {
            for (int j : coefficients[a]) {
                for (int b = 0; b < cells; b++) {
                    half[j][b] += factors[a] * (a <= b ? ofCells[a][b] : ofCells[b][a]);
                }
            }
        }
        double[][] to = new double[width][];
        for (int j = 0; j < width; j++) {
            to[j] = fromCells(half[j]);
        }
        return to;
    }
}
