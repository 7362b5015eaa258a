package org.surprisal.score;

/**
 * What is kept of a row to rank it: its forecast as a whole number of the same order, and beside it only what differs
 * between rows. A probability leaves its sign bit free, which a hard outcome takes: such a row is eight bytes. Each of
 * log-odds, soft outcomes, weights and counts takes eight more.
 *
 * @param logit whether forecasts are log-odds, which need all their bits
 * @param soft whether outcomes are probabilities
 * @param weighted whether rows carry weights
 * @param counted whether rows carry counts
 */
record RankedColumns(boolean logit, boolean soft, boolean weighted, boolean counted) {
    static RankedColumns of(Plan plan) {
        return new RankedColumns(plan.scale() == Scale.LOGIT, plan.soft(), plan.weighted(), plan.counted());
    }

    /** Whether the outcome is the lowest bit of the key. */
    boolean packed() {
        return !logit && !soft;
    }

    /** The number of columns, the key included. */
    int width() {
        return 1 + (packed() ? 0 : 1) + (weighted ? 1 : 0) + (counted ? 1 : 0);
    }

    private int weightAt() {
        return packed() ? 1 : 2;
    }

    private int countAt() {
        return weightAt() + (weighted ? 1 : 0);
    }

    /**
     * Writes rows.
     *
     * @param block where they are
     * @param y their outcomes
     * @param from the first one
     * @param to the first one left where it is
     * @param columns where they go
     * @param at where the first one goes
     */
    void put(Block block, double[] y, int from, int to, long[][] columns, int at) {
        double[] x = block.prediction[0];
        long[] keys = columns[0];
        int shift = at - from;
        for (int i = from; i < to; i++) {
            // Minus zero ranks with zero.
            long bits = Double.doubleToRawLongBits(x[i] + 0.0);
            keys[i + shift] = packed() ? bits << 1 | (long) y[i] : sortable(bits);
        }
        for (int i = from; i < to && !packed(); i++) {
            columns[1][i + shift] = Double.doubleToRawLongBits(y[i]);
        }
        for (int i = from; i < to && weighted; i++) {
            columns[weightAt()][i + shift] = Double.doubleToRawLongBits(block.weight[i]);
        }
        for (int i = from; i < to && counted; i++) {
            columns[countAt()][i + shift] = block.count(i);
        }
    }

    /** Writes a row of a hard outcome and a count. */
    void put(double forecast, boolean event, long count, long[][] columns, int at) {
        long bits = Double.doubleToRawLongBits(forecast + 0.0);
        columns[0][at] = packed() ? bits << 1 | (event ? 1 : 0) : sortable(bits);
        if (!packed()) {
            columns[1][at] = Double.doubleToRawLongBits(event ? 1 : 0);
        }
        columns[countAt()][at] = count;
    }

    /** Turns the order of negative numbers round; the same function turns it back. */
    private static long sortable(long bits) {
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    /** How many of a key's lowest bits do not belong to the forecast. */
    int outcomeBits() {
        return packed() ? 1 : 0;
    }

    /** The forecast of a key. */
    double forecast(long key) {
        return Double.longBitsToDouble(packed() ? key >>> 1 : sortable(key));
    }

    /** The outcome of a row. */
    double outcome(long[][] columns, int row) {
        return packed() ? columns[0][row] & 1 : Double.longBitsToDouble(columns[1][row]);
    }

    /** The weight of a row. */
    double weight(long[][] columns, int row) {
        return weighted ? Double.longBitsToDouble(columns[weightAt()][row]) : 1;
    }

    /** How often a row occurred. */
    long count(long[][] columns, int row) {
        return counted ? columns[countAt()][row] : 1;
    }
}
