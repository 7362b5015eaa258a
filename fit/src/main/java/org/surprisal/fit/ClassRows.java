package org.surprisal.fit;

/** How linear predictors become probabilities of classes. */
sealed interface ClassRows permits SoftmaxRows, OrderedRows {
    /** The loss of rows of these classes. */
    HeadLoss loss(int[] labels);

    /** Which heads have columns; the others are one number. */
    boolean[] whole();

    /** The heads at which every row has the shares of all. */
    double[] start(double[] shares);

    /**
     * The probabilities of a row.
     *
     * @param z its linear predictors
     * @param to receives a probability per class
     */
    void probabilities(double[] z, double[] to);

    /**
     * The lines that a row's loss falls or rises along.
     *
     * @param label its class
     * @param z its linear predictors
     * @param to receives, for each line, how it moves with each head, then slope and curvature
     */
    void lines(int label, double[] z, Line to);

    /** Takes a line. */
    @FunctionalInterface
    interface Line {
        void take(double[] ofHeads, double slope, double curvature);
    }
}
