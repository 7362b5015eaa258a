package org.surprisal.score;

/**
 * Clean rows of one task: every value lies in its domain, rows left out are gone. Arrays may be longer than
 * {@code size}; an array that does not apply is empty. The receiver reads the arrays and never changes them.
 *
 * @param size the number of rows, each standing for {@code count} equal rows where counts are given
 * @param outcome binary: the outcome in [0, 1], hard outcomes being exactly 0 or 1; regression: the outcome; else empty
 * @param label classes and labels: the index of the true class; empty under soft outcomes
 * @param distribution classes under soft outcomes: the probability of class k in row i at {@code [k][i]}; else empty
 * @param prediction the prediction columns, {@code [column][row]}: one for binary and regression, one per class for
 *     classes, none for labels. On the scales probability and percent these are probabilities in [0, 1] (a percentage
 *     already divided by 100); on the scale logit log-odds or class scores, infinities included
 * @param predictedLabel labels: the index of the predicted class; else empty
 * @param weight importance weights, finite and at least 0; empty without weights. A row of weight 0 counts for nothing
 * @param count how often each row is repeated, at least 0; empty without counts
 * @param reference the reference prediction, on the scale probability (binary) or mean (regression); empty without one
 */
record Rows(
        int size,
        double[] outcome,
        int[] label,
        double[][] distribution,
        double[][] prediction,
        int[] predictedLabel,
        double[] weight,
        long[] count,
        double[] reference) {}
