package org.surprisal.loss;

/**
 * How the losses of many rows become one number. There is no plain mean: by rows and by weights are two.
 * {@snippet file="org/surprisal/loss/LossExamplesTest.java" region="reduction"}
 */
public enum Reduction {
    /** The sum of weight times loss. */
    SUM,
    /** That sum over the number of rows, those of weight 0 left out: what Keras calls {@code sum_over_batch_size}. */
    MEAN_PER_ROW,
    /** That sum over the sum of the weights: what most others call the weighted mean. */
    MEAN_PER_WEIGHT;

    /**
     * Reduces.
     *
     * @param total the losses of the rows with their weights
     * @return the number; NaN for a mean of no rows
     */
    public double of(Total total) {
        return switch (this) {
            case SUM -> total.sum();
            case MEAN_PER_ROW -> total.sum() / total.rows();
            case MEAN_PER_WEIGHT -> total.mean();
        };
    }
}
