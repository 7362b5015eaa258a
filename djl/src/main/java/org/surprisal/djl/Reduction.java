package org.surprisal.djl;

import org.surprisal.loss.Total;

/** How the losses of a batch become one number. */
public enum Reduction {
    /** The sum over the number of rows, zero weights included, as DJL's own losses do. */
    MEAN {
        @Override
        double divisor(Total total, int rows) {
            return rows;
        }
    },

    /** The sum. */
    SUM {
        @Override
        double divisor(Total total, int rows) {
            return 1;
        }
    },

    /** The sum over the sum of the weights. */
    WEIGHTED_MEAN {
        @Override
        double divisor(Total total, int rows) {
            return total.weightSum();
        }
    };

    /** What the sum is divided by. */
    abstract double divisor(Total total, int rows);
}
