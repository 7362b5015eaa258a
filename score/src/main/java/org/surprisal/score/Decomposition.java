package org.surprisal.score;

import org.jspecify.annotations.Nullable;

/**
 * A mean loss as miscalibration - discrimination + uncertainty. Uncertainty is the loss of the base rate,
 * discrimination what isotonic recalibration of the forecasts gains against it, and miscalibration what the forecasts
 * lose against their recalibration. The first two are never negative; miscalibration is infinite where the loss is.
 *
 * <p>Source: Dimitriadis, Gneiting and Jordan, Stable reliability diagrams for probabilistic classifiers, PNAS 118
 * (2021).
 *
 * @param miscalibration what recalibration would have saved, seen from afterwards; not a gain to expect
 * @param discrimination what the order of the forecasts is worth
 * @param uncertainty the loss of the base rate
 * @param chance what miscalibration and discrimination would be by chance, or null where outcomes cannot be redrawn
 */
public record Decomposition(
        Estimate miscalibration,
        Estimate discrimination,
        Estimate uncertainty,
        @Nullable Chance chance) {
    /**
     * What the components are when outcomes are drawn from the forecasts, so that these are calibrated.
     *
     * @param miscalibration its distribution
     * @param discrimination its distribution
     * @param p the share of redraws, the real outcomes counted in, whose miscalibration is at least the real one
     * @param redraws how often the outcomes were drawn
     */
    public record Chance(Redrawn miscalibration, Redrawn discrimination, double p, int redraws) {}

    /**
     * A component over the redraws.
     *
     * @param mean its mean
     * @param upper the point that it exceeds with probability 1 - {@code level}
     * @param level the confidence level
     */
    public record Redrawn(double mean, double upper, double level) {}
}
