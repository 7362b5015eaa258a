package org.surprisal.score;

import org.surprisal.math.Dyadic;

/**
 * How much some rows weigh, exactly.
 *
 * @param rows how many they are
 * @param sum Σw
 * @param squares Σw²
 */
record Weight(long rows, Dyadic sum, Dyadic squares) {
    /** No rows. */
    static final Weight ZERO = new Weight(0, Dyadic.ZERO, Dyadic.ZERO);

    /** Both together. */
    Weight plus(Weight other) {
        return new Weight(Math.addExact(rows, other.rows), sum.plus(other.sum), squares.plus(other.squares));
    }

    /** The effective number of rows (Σw)²/Σw², NaN of nothing. */
    double effectiveRows() {
        return squares.signum() == 0 ? Double.NaN : sum.times(sum).dividedBy(squares);
    }
}
