package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the prediction is better than another model, and where it is worse.
 *
 * @param thresholds by the probability from which a forecast is acted on; null where outcomes are no events
 * @param segments by what rows have in common, those of one column or combination together
 */
public record Contrast(@Nullable ThresholdContrast thresholds, List<SegmentContrast> segments) {
    /**
     * A contrast; the arguments are those of the record.
     *
     * @param thresholds by thresholds, or null
     * @param segments by segments
     */
    public Contrast(@Nullable ThresholdContrast thresholds, List<SegmentContrast> segments) {
        this.thresholds = thresholds;
        this.segments = List.copyOf(segments);
    }
}
