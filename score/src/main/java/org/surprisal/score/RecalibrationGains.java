package org.surprisal.score;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What recalibration would gain: each map is fitted on the other folds and applied to its own, so that no row is
 * recalibrated by a map that saw it.
 *
 * @param folds how many folds the rows were dealt out to
 * @param maps the methods, the simplest first
 * @param best the method with the largest gain in log loss, or in Brier score where none gains or loses log loss; null
 *     where no method has a gain above 0
 */
public record RecalibrationGains(
        int folds, List<Gain> maps, @Nullable RecalibrationMethod best) implements Section {
    /** Copies the list. */
    public RecalibrationGains {
        maps = List.copyOf(maps);
    }

    /**
     * What a method gains.
     *
     * @param method the method
     * @param gains by score: that of the forecasts as they are minus that of the recalibrated ones, on the same rows;
     *     above 0 where recalibration helps
     * @param map the map fitted on all rows, or null where it has none
     */
    public record Gain(
            RecalibrationMethod method,
            Map<String, Difference> gains,
            @Nullable RecalibrationMap map) {}
}
