package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the prediction is better than another model, and where it is worse.
 *
 * @param thresholds by the probability from which a forecast is acted on; null where outcomes are no events
 * @param segments by what rows have in common, those of one column or combination together
 * @param rows the rows that decide; null where the score that ranks the models is infinite
 */
public record Contrast(
        @Nullable ThresholdContrast thresholds,
        List<SegmentContrast> segments,
        @Nullable DecisiveRows rows) {
    /**
     * A contrast; the arguments are those of the record.
     *
     * @param thresholds by thresholds, or null
     * @param segments by segments
     * @param rows the rows that decide, or null
     */
    public Contrast(
            @Nullable ThresholdContrast thresholds, List<SegmentContrast> segments, @Nullable DecisiveRows rows) {
        this.thresholds = thresholds;
        this.segments = List.copyOf(segments);
        this.rows = rows;
    }
}
