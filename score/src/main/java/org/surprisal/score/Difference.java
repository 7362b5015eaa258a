package org.surprisal.score;

import org.jspecify.annotations.Nullable;

/**
 * A score of one model minus that of another on the same rows.
 *
 * @param estimate the difference with its paired error; {@code better} is that of the score, so that of a loss a
 *     negative difference is for the first model
 * @param p the two-sided p-value of no difference, from the same distribution as the interval, which leaves out 0
 *     exactly where p is below one minus its level; null where there is no interval
 * @param detectable the smallest difference that as many rows show at the level of the interval with a probability of
 *     80 %, at least 0; null where there is no standard error
 * @param rowsNeeded how many rows like these show the margin that was asked for with that probability, or null
 * @param topShare the part of the difference that the 1 % of rows with the largest contributions in its direction
 *     carry; above 1 where the others speak against it; null where the score is no mean over rows
 * @param adjusted of several differences to the best model the p-value adjusted by Holm for their number, in [0, 1];
 *     null of others
 */
public record Difference(
        Estimate estimate,
        @Nullable Double p,
        @Nullable Double detectable,
        @Nullable Long rowsNeeded,
        @Nullable Double topShare,
        @Nullable Double adjusted) {
    /** A difference on its own; the arguments are those of the record. */
    public Difference(
            Estimate estimate,
            @Nullable Double p,
            @Nullable Double detectable,
            @Nullable Long rowsNeeded,
            @Nullable Double topShare) {
        this(estimate, p, detectable, rowsNeeded, topShare, null);
    }
}
