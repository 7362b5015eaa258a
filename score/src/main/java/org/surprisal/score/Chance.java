package org.surprisal.score;

/**
 * What a score is where outcomes are drawn from the forecasts, so that these are calibrated.
 *
 * @param mean its mean over the redraws
 * @param upper the point that it exceeds with probability 1 - {@code level}
 * @param level the confidence level
 * @param p the share of redraws, the real outcomes counted in, whose score is at least the real one
 * @param redraws how often the outcomes were drawn
 */
public record Chance(double mean, double upper, double level, double p, int redraws) {}
