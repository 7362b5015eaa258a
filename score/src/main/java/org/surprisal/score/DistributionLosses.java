package org.surprisal.score;

import java.util.Map;
import org.surprisal.score.Inference.Meaning;

/**
 * What each row contributes to the scores of a number that was forecast by a distribution, or by quantiles of one. All
 * scores are means over rows. Not for several threads: implementations keep scratch arrays.
 */
interface DistributionLosses {
    /** Those of a plan. */
    static DistributionLosses of(Plan plan) {
        return plan.task() == Task.QUANTILES
                ? new QuantileLosses(plan.levels())
                : new DensityLosses(Density.of(plan.scale()));
    }

    /** What the means are, by name, in the order in which a reader wants them. */
    Map<String, Meaning> meanings();

    /** The score by which rows are the worst: one that is never negative. */
    String main();

    /** Whether a score counts rows that have a property: its values are 0 or 1. */
    boolean counts(String name);

    /** The values of a score of each row of a block; infinite where what happened was impossible. */
    void of(String name, Block block, double[] out);

    /** Where the bins of the probability integral transform begin and end, from 0 to 1. */
    double[] edges();

    /** What part of a row of a block lies in each bin of the probability integral transform; they add up to 1. */
    void transform(Block block, int row, double[] parts);
}
