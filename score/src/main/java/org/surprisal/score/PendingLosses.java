package org.surprisal.score;

import org.jspecify.annotations.Nullable;

/** Losses of one class that wait until there are enough of them to be worth adding: sums like long columns. */
final class PendingLosses {
    private static final int ENOUGH = 128;

    private final double[] loss = new double[ENOUGH];
    private final double[] weight;
    private final long @Nullable [] counts;
    private int n;

    /** None waiting; weights and counts are kept where there are any. */
    PendingLosses(boolean weighted, boolean counted) {
        weight = new double[weighted ? ENOUGH : 0];
        counts = counted ? new long[ENOUGH] : null;
    }

    /** Adds the loss of row i of a block; if that is enough, they all go to the tally. */
    void add(double value, Block block, int i, LossTally to) {
        loss[n] = value;
        if (weight.length > 0) {
            weight[n] = block.weight[i];
        }
        if (counts != null) {
            counts[n] = block.count(i);
        }
        if (++n == ENOUGH) {
            flush(to);
        }
    }

    /** Sends what waits to the tally. */
    void flush(LossTally to) {
        to.add(loss, weight, counts, n);
        n = 0;
    }
}
