package org.surprisal.score;

import org.surprisal.math.Dyadic;
import org.surprisal.math.Log;

/**
 * How often each class occurred, as a forecast: the reference that knows nothing about a row but what is usual.
 *
 * @param share the share of each class, of weight under weights
 */
record Frequencies(double[] share) {
    /** The shares of classes that occurred with these weights. */
    static Frequencies of(Dyadic... weight) {
        Dyadic all = Dyadic.ZERO;
        for (Dyadic one : weight) {
            all = all.plus(one);
        }
        double[] share = new double[weight.length];
        for (int k = 0; k < share.length; k++) {
            share[k] = all.signum() == 0 ? Double.NaN : weight[k].dividedBy(all);
        }
        return new Frequencies(share);
    }

    /** Whether one class took all rows. */
    boolean isOneClass() {
        for (double each : share) {
            if (each == 1) {
                return true;
            }
        }
        return false;
    }

    /** The log loss of this forecast by outcome. A class that never occurred has no part in it. */
    OutcomeLoss logLoss(LogLossBounds bounds) {
        double[] linear = new double[share.length];
        for (int k = 0; k < share.length; k++) {
            boolean positive = k == share.length - 1;
            linear[k] = share[k] == 0 ? 0 : bounds.apply(0 - Log.of(share[k]), positive);
        }
        return new OutcomeLoss(0, linear, 0);
    }

    /**
     * The Brier score of this forecast by outcome.
     *
     * @param scale 1 for the sum over classes, one half for the square of one probability
     */
    OutcomeLoss brier(double scale) {
        double squares = 0;
        double[] linear = new double[share.length];
        for (int k = 0; k < share.length; k++) {
            squares = Math.fma(share[k], share[k], squares);
            linear[k] = -2 * scale * share[k];
        }
        return new OutcomeLoss(scale * squares, linear, scale);
    }
}
