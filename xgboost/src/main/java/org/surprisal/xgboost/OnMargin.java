package org.surprisal.xgboost;

import org.surprisal.loss.LinkScale;
import org.surprisal.loss.Loss;

/** A loss of predictions as a loss of margins. */
final class OnMargin {
    private OnMargin() {}

    /**
     * Writes the link into the formula.
     *
     * @throws IllegalArgumentException if XGBoost does not hand over what the loss takes, or the link is not for it
     */
    static Loss of(Loss loss, Link link) {
        if (!loss.columns().isEmpty()) {
            throw new IllegalArgumentException(loss + " takes " + String.join(", ", loss.columns())
                    + " from each row, but XGBoost hands over margins, labels and weights only: set it to a number");
        }
        if (link == Link.SOFTMAX && !loss.perClass()) {
            throw new IllegalArgumentException(
                    loss + " has one prediction per row, but the softmax is of several classes: use LOGIT");
        }
        return link == Link.IDENTITY ? loss : LinkScale.of(loss, link.inverse());
    }
}
