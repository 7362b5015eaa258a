package org.surprisal.fit;

import org.surprisal.fit.design.Expansion;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;

/**
 * The rows of a design as a linear map: a category costs a look-up per row, however many levels it has.
 *
 * @param matrix the rows
 */
record DesignRows(ModelMatrix matrix) implements LinearRows {
    private Expansion expansion() {
        return matrix.design().expansion();
    }

    @Override
    public int rows() {
        return matrix.rows();
    }

    @Override
    public int width() {
        return expansion().width();
    }

    @Override
    public double[] toCells(double[] ofCoefficients) {
        return expansion().toCells(ofCoefficients);
    }

    @Override
    public double[] fromCells(double[] ofCells) {
        return expansion().fromCells(ofCells);
    }

    @Override
    public double[] squaresFromCells(double[] ofCells) {
        return expansion().squaresFromCells(ofCells);
    }

    @Override
    public Reader reader() {
        ModelMatrix.Reader reader = matrix.reader();
        return new Reader() {
            private Panel panel = reader.readRounded(0, 0);

            @Override
            public void load(int from, int n) {
                panel = reader.readRounded(from, n);
            }

            @Override
            public void times(double[] ofCells, double[] to) {
                panel.timesRounded(ofCells, to);
            }

            @Override
            public void addProducts(double[] ofRows, double[] toCells) {
                panel.addProducts(ofRows, toCells);
            }

            @Override
            public void addSquares(double[] ofRows, double[] toCells) {
                panel.addSquares(ofRows, toCells);
            }
        };
    }
}
