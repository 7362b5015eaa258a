package org.surprisal.fit;

import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/**
 * A loss that is a pinball loss, each row with a factor.
 *
 * @param tau the level of the quantile
 * @param share whether a row counts by one over its response
 * @param factor what the pinball loss is multiplied by
 */
record QuantileLoss(double tau, boolean share, double factor) {
    /** The loss of a fit as a pinball loss, or null if it is another one. */
    static @Nullable QuantileLoss of(Fit fit) {
        Loss loss = fit.loss();
        QuantileLoss found = null;
        if (loss.toString().equals(Catalogue.ABSOLUTE.toString())) {
            found = new QuantileLoss(0.5, false, 2);
        } else if (loss.toString().equals(Catalogue.MAPE.toString())) {
            found = new QuantileLoss(0.5, true, 2);
        } else if (loss.name().equals(Catalogue.PINBALL.name()) && loss.about().equals(Catalogue.PINBALL.about())) {
            found = new QuantileLoss(loss.numbers("tau").get(0), false, 1);
        }
        if (found == null) {
            return null;
        }
        if (fit.link() != Link.IDENTITY) {
            throw new Unfittable("The loss " + loss + " is fitted exactly with the identity link only: transform the"
                    + " response instead, since quantiles follow it.");
        }
        if (!fit.penalty().isNone() || fit.penalty().jeffreys()) {
            throw new Unfittable("The loss " + loss + " takes no penalty: leave it out, or fit log_cosh or huber.");
        }
        return found;
    }

    /** The weight of each row, its factor among it. */
    double[] weights(Dataset data) {
        double[] to = new double[data.rows()];
        for (int i = 0; i < to.length; i++) {
            to[i] = factor * data.weight(i) / (share ? data.response()[i] : 1);
        }
        return to;
    }
}
