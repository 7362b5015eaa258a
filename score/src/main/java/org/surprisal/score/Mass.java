package org.surprisal.score;

import org.jspecify.annotations.Nullable;
import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;

/** Some rows: how many, the sum of their weights and of the squares of their weights. Without weights each row is 1. */
final class Mass {
    private long rows;
    private final @Nullable ExactSum weight;
    private final @Nullable ExactSum squares;

    /**
     * No rows.
     *
     * @param weighted whether rows carry weights
     */
    Mass(boolean weighted) {
        weight = weighted ? new ExactSum() : null;
        squares = weighted ? new ExactSum() : null;
    }

    /** Adds rows without weights. */
    void add(long count) {
        rows = Math.addExact(rows, count);
    }

    /** Adds a row of weight w, {@code count} times. */
    void add(double w, long count) {
        add(count);
        if (weight != null && squares != null) {
            weight.addProduct(w, (double) count);
            // Both halves of the exact square.
            double high = w * w;
            squares.addProduct(high, (double) count);
            squares.addProduct(Math.fma(w, w, -high), (double) count);
        }
    }

    void merge(Mass other) {
        rows = Math.addExact(rows, other.rows);
        if (weight != null && other.weight != null) {
            weight.merge(other.weight);
        }
        if (squares != null && other.squares != null) {
            squares.merge(other.squares);
        }
    }

    long rows() {
        return rows;
    }

    /** The exact sums. */
    Weight total() {
        return weight == null || squares == null
                ? new Weight(rows, Dyadic.of(rows), Dyadic.of(rows))
                : new Weight(rows, weight.exact(), squares.exact());
    }
}
