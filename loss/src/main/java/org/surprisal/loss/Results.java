package org.surprisal.loss;

import org.jspecify.annotations.Nullable;

/**
 * What to compute of a batch in one pass, and where it goes. Each has the same bits alone or together with others.
 *
 * @param values receives the losses, or null
 * @param gradients receives the derivatives with respect to the prediction, of a class loss one per class, or null
 * @param hessians receives the second derivatives, of a class loss the diagonal, or null
 * @param total receives the losses too, weighted by their weights, masked rows left out; or null
 */
public record Results(
        @Nullable Output values,
        @Nullable Output gradients,
        @Nullable Output hessians,
        @Nullable Total total) {
    /** Nothing, to begin with. */
    public static final Results NONE = new Results(null, null, null, null);

    /**
     * These and the losses.
     *
     * @param values receives them
     * @return the results
     */
    public Results values(Output values) {
        return new Results(values, gradients, hessians, total);
    }

    /**
     * These and the derivatives.
     *
     * @param gradients receives them
     * @return the results
     */
    public Results gradients(Output gradients) {
        return new Results(values, gradients, hessians, total);
    }

    /**
     * These and the second derivatives.
     *
     * @param hessians receives them
     * @return the results
     */
    public Results hessians(Output hessians) {
        return new Results(values, gradients, hessians, total);
    }

    /**
     * These and the total.
     *
     * @param total receives the losses
     * @return the results
     */
    public Results total(Total total) {
        return new Results(values, gradients, hessians, total);
    }
}
