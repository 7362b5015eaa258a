package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference of two Murphy diagrams: who acts on forecasts above a threshold t pays 1 - t for an event without a
 * warning and t for a warning without an event. Which model such a user prefers may depend on t; twice the area under
 * the difference is the difference of the Brier scores.
 *
 * <p>Source: Ehm, Gneiting, Jordan and Krüger, Journal of the Royal Statistical Society B 78 (2016).
 *
 * @param points the thresholds, rising, on a grid that does not depend on the rows
 * @param ranges neighbouring thresholds where one model is better beyond chance, rising
 */
public record ThresholdContrast(List<Point> points, List<Range> ranges) {
    /** Copies the lists. */
    public ThresholdContrast {
        points = List.copyOf(points);
        ranges = List.copyOf(ranges);
    }

    /**
     * The difference at a threshold.
     *
     * @param threshold the threshold, in (0, 1)
     * @param rows how many rows the models treat differently
     * @param difference the mean elementary score of the prediction minus that of the other model, each in [0, 1];
     *     negative where the prediction is better; without an interval where fewer than 10 rows are treated differently
     * @param p the two-sided p-value of no difference at this threshold alone, or null
     * @param adjusted the p-value adjusted by Benjamini and Hochberg for all thresholds that have one, or null
     */
    public record Point(
            double threshold,
            long rows,
            Estimate difference,
            @Nullable Double p,
            @Nullable Double adjusted) {}

    /**
     * Neighbouring thresholds where the interval leaves out 0 on the same side and the adjusted p-value is at most 0.1.
     *
     * @param from the first threshold
     * @param to the last one, which may be the same
     * @param prediction whether the prediction is the better one
     */
    public record Range(double from, double to, boolean prediction) {}
}
