package org.surprisal.fit;

/**
 * Rows as a linear map from coefficients to linear predictors, and back. Coefficients become cells first: of a design
 * by its contrasts, otherwise they are the same. For any thread.
 */
interface LinearRows {
    /** The number of rows. */
    int rows();

    /** The number of coefficients. */
    int width();

    /** A number per cell. */
    double[] toCells(double[] ofCoefficients);

    /** Sums of cells as sums of coefficients. */
    double[] fromCells(double[] ofCells);

    /** Sums of squares of cells, of which each row is in one at most of a category, as those of coefficients. */
    double[] squaresFromCells(double[] ofCells);

    /** A reader of blocks, for one thread. */
    Reader reader();

    /** Reads blocks of rows, for one thread. */
    interface Reader {
        /** Takes a block, of as many rows as a panel at most. */
        void load(int from, int n);

        /** Adds the rows of the block times numbers of cells. */
        void times(double[] ofCells, double[] to);

        /** Adds the sums of the cells of the block, each row times a number. */
        void addProducts(double[] ofRows, double[] toCells);

        /** Adds the sums of the squared cells of the block, each row times a number. */
        void addSquares(double[] ofRows, double[] toCells);
    }
}
