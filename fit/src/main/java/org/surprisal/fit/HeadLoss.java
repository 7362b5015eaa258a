package org.surprisal.fit;

/** What a row with several linear predictors, its heads, costs. For one thread. */
@FunctionalInterface
interface HeadLoss {
    /**
     * Computes a block of rows.
     *
     * @param from the first of them among all rows
     * @param z the linear predictors by head
     * @param n how many rows
     * @param value receives the losses; infinite where the predictors contradict one another
     * @param slope receives the first derivatives by head
     * @param curvature receives the second derivatives by pair of heads, as {@link Heads#pair} numbers them
     */
    void at(int from, double[][] z, int n, double[] value, double[][] slope, double[][] curvature);
}
