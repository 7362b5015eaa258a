package org.surprisal.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a block brought together by outcome: a counting sort of their labels. Since the loss of a reference that
 * knows frequencies only depends on the outcome alone, sums kept per outcome give its joint moments with any loss.
 */
final class OutcomeGroups {
    private final int classes;
    private final int[] start;
    private final int[] order = new int[Block.SIZE];
    private final double[] loss = new double[Block.SIZE];
    private final double[] weight = new double[Block.SIZE];
    private final long[] counts = new long[Block.SIZE];

    /**
     * Groups of no rows.
     *
     * @param classes the number of classes
     */
    OutcomeGroups(int classes) {
        this.classes = classes;
        start = new int[classes + 2];
    }

    /** Groups n rows by their labels. */
    void sort(int[] label, int n) {
        Arrays.fill(start, 0);
        for (int i = 0; i < n; i++) {
            start[label[i] + 2]++;
        }
        for (int k = 2; k < start.length; k++) {
            start[k] += start[k - 1];
        }
        // start[k + 1] is where the next row of class k goes; when all have gone, it is where class k + 1 starts.
        for (int i = 0; i < n; i++) {
            order[start[label[i] + 1]++] = i;
        }
    }

    /** Adds one loss of the block's rows to the tallies of their outcomes. */
    void add(double[] values, boolean weighted, double[] weights, long @Nullable [] repeats, LossTally[] tallies) {
        for (int k = 0; k < classes; k++) {
            int from = start[k];
            int n = start[k + 1] - from;
            if (n == 0) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                loss[i] = values[order[from + i]];
            }
            if (weighted) {
                for (int i = 0; i < n; i++) {
                    weight[i] = weights[order[from + i]];
                }
            }
            if (repeats != null) {
                for (int i = 0; i < n; i++) {
                    counts[i] = repeats[order[from + i]];
                }
            }
            tallies[k].add(loss, weight, repeats == null ? null : counts, n);
        }
    }

    /** How many rows of the block have class k. */
    int size(int k) {
        return start[k + 1] - start[k];
    }

    /** The place in the block of row i of class k. */
    int row(int k, int i) {
        return order[start[k] + i];
    }
}
