package org.surprisal.fit;

/** What a row costs, and how that changes with its linear predictor. For one thread. */
@FunctionalInterface
interface RowLoss {
    /**
     * Computes a block of rows.
     *
     * @param from the first of them among all rows
     * @param y the responses
     * @param z the linear predictors
     * @param n how many
     * @param value receives the losses
     * @param slope receives the first derivatives
     * @param curvature receives the second derivatives
     */
    void at(int from, double[] y, double[] z, int n, double[] value, double[] slope, double[] curvature);
}
