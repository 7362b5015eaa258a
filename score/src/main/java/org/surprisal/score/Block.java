package org.surprisal.score;

import org.jspecify.annotations.Nullable;

/**
 * Up to {@link #SIZE} rows copied out of {@link Rows}: few enough to stay in the first-level cache through all
 * statistics. Rows of weight 0 or count 0 count for nothing and are left behind.
 */
final class Block {
    /** The most rows a block holds. */
    static final int SIZE = 512;

    final double[] outcome = new double[SIZE];
    final int[] label = new int[SIZE];
    final int[] predictedLabel = new int[SIZE];
    final double[] weight = new double[SIZE];
    final double[] reference = new double[SIZE];
    final double[][] prediction;
    final double[][] distribution;
    /** How often each row is repeated, or null for once each. */
    final long @Nullable [] counts;
    /** Where each row stands in the {@link Rows}. */
    final int[] origin = new int[SIZE];

    /** Weights between these are squared and summed without over- or underflow. */
    private static final double LEAST_WEIGHT = 1e-100;

    private static final double MOST_WEIGHT = 1e100;

    private final boolean weighted;
    private int size;

    /**
     * Room for rows of a plan.
     *
     * @param plan what rows hold
     */
    Block(Plan plan) {
        int classes = plan.task() == Task.CLASSES ? plan.classes().size() : 0;
        prediction = new double[plan.columns()][SIZE];
        distribution = new double[plan.soft() ? classes : 0][SIZE];
        counts = plan.counted() ? new long[SIZE] : null;
        weighted = plan.weighted();
    }

    /** The number of rows held. */
    int size() {
        return size;
    }

    /** Says how many rows are held, after the columns were written from outside. */
    void resize(int size) {
        this.size = size;
    }

    /** Adds a binary row, unless it counts for nothing. */
    void append(Rows rows, int i) {
        if (!matters(rows, i)) {
            return;
        }
        prediction[0][size] = rows.prediction()[0][i];
        weight[size] = weighted ? rows.weight()[i] : 1;
        if (counts != null) {
            counts[size] = rows.count()[i];
        }
        if (rows.reference().length > 0) {
            reference[size] = rows.reference()[i];
        }
        size++;
    }

    /** The number of equal rows that row i stands for. */
    long count(int i) {
        return counts == null ? 1 : counts[i];
    }

    /**
     * Replaces the rows held by the next ones.
     *
     * @param rows where they are
     * @param from the first one wanted
     * @return the first one not taken
     */
    int fill(Rows rows, int from) {
        int to = Math.min(rows.size(), from + SIZE);
        size = 0;
        for (int i = from; i < to; i++) {
            origin[size] = i;
            size += matters(rows, i) ? 1 : 0;
        }
        take(rows.outcome(), outcome);
        take(rows.label(), label);
        take(rows.predictedLabel(), predictedLabel);
        take(rows.reference(), reference);
        for (int k = 0; k < prediction.length; k++) {
            take(rows.prediction()[k], prediction[k]);
        }
        for (int k = 0; k < distribution.length; k++) {
            take(rows.distribution()[k], distribution[k]);
        }
        if (weighted) {
            take(rows.weight(), weight);
        }
        if (counts != null) {
            for (int i = 0; i < size; i++) {
                counts[i] = rows.count()[origin[i]];
            }
        }
        return to;
    }

    private boolean matters(Rows rows, int i) {
        if (weighted) {
            double w = rows.weight()[i];
            if (w != 0 && !(w >= LEAST_WEIGHT && w <= MOST_WEIGHT)) {
                throw new Unscorable("The weight " + w + " is too " + (w > 1 ? "large" : "small")
                        + " to be summed: multiply all weights by a common factor that brings them between 1e-100"
                        + " and 1e100.");
            }
            if (w == 0) {
                return false;
            }
        }
        return counts == null || rows.count()[i] != 0;
    }

    private void take(double[] from, double[] to) {
        if (from.length == 0) {
            return;
        }
        if (isContiguous()) {
            System.arraycopy(from, origin[0], to, 0, size);
        } else {
            for (int i = 0; i < size; i++) {
                to[i] = from[origin[i]];
            }
        }
    }

    private void take(int[] from, int[] to) {
        for (int i = 0; i < (from.length == 0 ? 0 : size); i++) {
            to[i] = from[origin[i]];
        }
    }

    private boolean isContiguous() {
        return size > 0 && origin[size - 1] - origin[0] == size - 1;
    }
}
