package org.surprisal.score;

/**
 * A loss that depends on the outcome alone, as the loss of a constant forecast does. For an outcome with the
 * probabilities y it is {@code constant + Σ linear_k y_k + quadratic Σ y_k²}.
 *
 * @param constant the part that is the same for every outcome
 * @param linear the part per class
 * @param quadratic the factor of the squares
 */
record OutcomeLoss(double constant, double[] linear, double quadratic) {
    /** The loss if class k happened. */
    double of(int k) {
        return constant + linear[k] + quadratic;
    }
}
