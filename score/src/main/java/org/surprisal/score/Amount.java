package org.surprisal.score;

import org.surprisal.math.Dyadic;
import org.surprisal.math.PowerSums;

/**
 * How much some rows weigh, exactly, up to the third power.
 *
 * @param rows how many they are
 * @param sum Σw
 * @param squares Σw²
 * @param cubes Σw³
 */
record Amount(long rows, Dyadic sum, Dyadic squares, Dyadic cubes) {
    private static final int[][] POWERS = {{0}, {0, 0}, {0, 0, 0}};

    /** Rows of weight 1. */
    static Amount of(long rows) {
        Dyadic exact = Dyadic.of(rows);
        return new Amount(rows, exact, exact, exact);
    }

    /** Rows whose weights were added to {@link #sums}. */
    static Amount of(PowerSums sums) {
        return new Amount(sums.rows(), sums.sum(0), sums.sum(1), sums.sum(2));
    }

    /** Takes weights. */
    static PowerSums sums() {
        return new PowerSums(POWERS);
    }

    /** The first two powers. */
    Weight weight() {
        return new Weight(rows, sum, squares);
    }
}
