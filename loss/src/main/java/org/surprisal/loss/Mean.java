package org.surprisal.loss;

import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;

/** A mean of losses and nothing more: an exact sum, and for weighted losses a second one of the weights. */
final class Mean {
    private final ExactSum losses = new ExactSum();
    private final ExactSum weights = new ExactSum();
    private long plainRows;
    private double[] products = {};

    /** Adds losses of weight 1. */
    void add(double[] loss, int n) {
        losses.add(loss, n);
        plainRows += n;
    }

    /** Adds weighted losses, each as the rounded product; one of weight 0 is left out. */
    void add(double[] loss, double[] weight, int n) {
        if (products.length < n) {
            products = new double[n];
        }
        for (int i = 0; i < n; i++) {
            products[i] = weight[i] == 0 ? 0 : weight[i] * loss[i];
        }
        losses.add(products, n);
        weights.add(weight, n);
    }

    void merge(Mean other) {
        losses.merge(other.losses);
        weights.merge(other.weights);
        plainRows += other.plainRows;
    }

    /** The sum of the losses over that of the weights, rounded once; NaN for no rows. */
    double value() {
        if (!losses.isFinite()) {
            return losses.value();
        }
        Dyadic all = weights.exact().plus(Dyadic.of(plainRows));
        return all.signum() == 0 ? Double.NaN : losses.exact().dividedBy(all);
    }
}
