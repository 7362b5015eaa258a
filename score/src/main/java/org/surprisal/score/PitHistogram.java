package org.surprisal.score;

import java.util.List;

/**
 * The probability integral transform of what happened: where outcomes lie in their forecast distributions. With
 * calibrated forecasts each bin holds as large a share as it is wide.
 *
 * @param levels the levels of quantile forecasts, which are then the inner edges; empty for other forecasts
 * @param edges where bins begin and end, from 0 to 1
 * @param shares the share of the rows, by weight, in each bin
 */
public record PitHistogram(List<Double> levels, double[] edges, double[] shares) implements Section {
    /** Copies the list. */
    public PitHistogram {
        levels = List.copyOf(levels);
    }
}
