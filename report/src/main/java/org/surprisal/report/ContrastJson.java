package org.surprisal.report;

import org.jspecify.annotations.Nullable;
import org.surprisal.score.Contrast;
import org.surprisal.score.Interval;
import org.surprisal.score.SegmentContrast;
import org.surprisal.score.ThresholdContrast;

/** Where one of two models is better, as JSON. */
final class ContrastJson {
    private ContrastJson() {}

    /** Writes {@code thresholds}, {@code better_ranges} and {@code segments}, as far as there are any. */
    static void write(Json json, Contrast contrast) {
        @Nullable ThresholdContrast thresholds = contrast.thresholds();
        if (thresholds != null) {
            json.put("thresholds", thresholds.points(), ContrastJson::point);
            json.put(
                    "better_ranges",
                    thresholds.ranges(),
                    (object, range) -> object.put("from", range.from())
                            .put("to", range.to())
                            .put("prediction", range.prediction()));
        }
        if (!contrast.segments().isEmpty()) {
            json.put("segments", contrast.segments(), ContrastJson::segment);
        }
    }

    private static void point(Json json, ThresholdContrast.Point point) {
        json.put("threshold", point.threshold())
                .put("rows", point.rows())
                .put("value", point.difference().value());
        @Nullable Interval interval = point.difference().interval();
        if (interval == null) {
            json.putNull("interval");
        } else {
            json.put("interval", new double[] {interval.low(), interval.high()});
        }
        number(json, "p", point.p());
        number(json, "p_adjusted", point.adjusted());
    }

    private static void segment(Json json, SegmentContrast segment) {
        json.open("by");
        segment.by().forEach((column, value) -> {
            if (value == null) {
                json.putNull(column);
            } else {
                json.put(column, value);
            }
        });
        json.end().put("rows", segment.rows()).put("small", segment.small());
        ScorecardJson.segmentDifferences(json, segment.differences());
    }

    private static void number(Json json, String key, @Nullable Double number) {
        if (number != null) {
            json.put(key, number.doubleValue());
        }
    }
}
