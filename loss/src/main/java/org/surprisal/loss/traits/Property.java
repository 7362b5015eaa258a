package org.surprisal.loss.traits;

/** What one asks about a loss. Each is looked at within the domains of target and prediction. */
public enum Property {
    /** Whatever happened, the loss is convex in the prediction. */
    CONVEX,
    /** Whatever happened, the loss is convex in the prediction on the scale of the link. */
    CONVEX_ON_LINK,
    /** The slope in the prediction is bounded: the Lipschitz constant. */
    LIPSCHITZ,
    /** The second derivative in the prediction is bounded, and the first one does not jump. */
    BOUNDED_CURVATURE,
    /** The loss is the same with its mirror image: the outcomes exchanged, or the sign of the error changed. */
    SYMMETRIC,
    /** The expected loss is least where the prediction is the mean of the truth, of an event its probability. */
    PROPER,
    /** The loss is never negative. */
    NON_NEGATIVE,
    /** The loss is a finite double wherever its arguments have magnitudes from 1e-100 to 1e100, or are a closed end. */
    FINITE
}
