package org.surprisal.score;

/**
 * A two-sided interval, its ends included.
 *
 * @param low the lower end
 * @param high the upper end, at least {@code low}
 */
public record Interval(double low, double high) {}
