package org.surprisal.fit.linear;

import org.surprisal.math.DoubleDouble;

/**
 * The triangle R of a QR factorisation, in pairs of doubles, of rows that come one after the other: they are gathered
 * in a block, and Householder's reflections take the block into the triangle. Memory does not grow with the rows. The
 * last column is that of the response.
 *
 * <p>Source: Å. Björck, "Numerical Methods for Least Squares Problems", 1996, section 6.1.
 */
public final class StackedQr {
    private static final int LEAST_BLOCK = 64;

    private final int width;
    private final PairVector[] triangle;
    private final PairVector[] block;
    private final int most;
    private int filled;

    /**
     * The triangle of no rows.
     *
     * @param width the number of columns, that of the response among them
     */
    public StackedQr(int width) {
        this.width = width;
        this.most = Math.max(LEAST_BLOCK, width);
        triangle = new PairVector[width];
        block = new PairVector[width];
        for (int j = 0; j < width; j++) {
            triangle[j] = PairVector.zeros(width);
            block[j] = PairVector.zeros(most);
        }
    }

    /**
     * Adds a row.
     *
     * @param high its numbers, rounded
     * @param low what they lack
     */
    public void add(double[] high, double[] low) {
        if (filled == most) {
            reflect();
        }
        for (int j = 0; j < width; j++) {
            block[j].high()[filled] = high[j];
            block[j].low()[filled] = low[j];
        }
        filled++;
    }

    /**
     * The triangle of all rows so far.
     *
     * @return its columns; [j] has the numbers of rows 0 to j
     */
    public PairVector[] triangle() {
        reflect();
        return triangle;
    }

    private void reflect() {
        for (int k = 0; k < width && filled > 0; k++) {
            DoubleDouble below = block[k].dot(block[k], filled);
            if (below.high() == 0) {
                continue;
            }
            DoubleDouble corner = triangle[k].get(k);
            DoubleDouble norm = corner.times(corner).plus(below).sqrt();
            DoubleDouble end = corner.high() > 0 ? norm.negate() : norm;
            DoubleDouble first = corner.minus(end);
            DoubleDouble half = norm.times(first.high() < 0 ? first.negate() : first);
            triangle[k].set(k, end);
            for (int j = k + 1; j < width; j++) {
                DoubleDouble above = triangle[j].get(k);
                DoubleDouble t =
                        block[k].dot(block[j], filled).plus(first.times(above)).dividedBy(half);
                triangle[j].set(k, above.minus(t.times(first)));
                block[j].subtract(t, block[k], filled);
            }
        }
        filled = 0;
    }
}
