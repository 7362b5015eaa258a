package org.surprisal.math;

import java.util.Arrays;

/** Where the values of several columns lie, block by block: whether all are finite, and whether products are fast. */
final class ColumnBounds {
    /**
     * Between 2^-200 and 2^200 no product of four values and a count, nor any part of it, overflows or is subnormal.
     */
    private static final int COMMON = 200;

    private final Binades[] binades;
    private final int degree;

    /**
     * Nothing looked at.
     *
     * @param degree how many values at most make a product
     */
    ColumnBounds(int columns, int degree) {
        binades = new Binades[columns];
        Arrays.setAll(binades, column -> new Binades());
        this.degree = degree;
    }

    int columns() {
        return binades.length;
    }

    /** The bounds of a column in the block looked at last. */
    Binades of(int column) {
        return binades[column];
    }

    /** Looks at all blocks of n rows that are repeated below 2^bits times. */
    boolean areFinite(double[][] columns, int n, int bits) {
        for (int from = 0; from < n; from += BlockSum.LENGTH) {
            if (!look(columns, from, Math.min(BlockSum.LENGTH, n - from), bits)) {
                return false;
            }
        }
        return true;
    }

    /** Looks at one block, of n rows that are known to be finite. If it is the only one, that was done. */
    boolean areCommon(double[][] columns, int from, int length, int n, int bits) {
        if (length < n) {
            look(columns, from, length, bits);
        }
        for (Binades each : binades) {
            if (each.lowest < -COMMON || each.highest > COMMON) {
                return false;
            }
        }
        return true;
    }

    private boolean look(double[][] columns, int from, int length, int bits) {
        // So deep that the products are still within the reach of a block sum.
        int depth = Math.clamp((BlockSum.REACH - 53 - bits) / degree, 1, BlockSum.DEPTH);
        for (int column = 0; column < binades.length; column++) {
            if (!binades[column].look(columns[column], from, length, depth)) {
                return false;
            }
        }
        return true;
    }
}
