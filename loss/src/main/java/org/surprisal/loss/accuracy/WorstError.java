package org.surprisal.loss.accuracy;

import java.util.List;

/**
 * The worst error that a search found.
 *
 * @param ulps the error in units in the last place; infinite where a finite result came out infinite or NaN
 * @param at the arguments where it occurs; empty if no point counted
 * @param points how many points counted
 */
public record WorstError(double ulps, List<Double> at, int points) {}
