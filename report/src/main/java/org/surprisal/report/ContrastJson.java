package org.surprisal.report;

import org.jspecify.annotations.Nullable;
import org.surprisal.score.Contrast;
import org.surprisal.score.DecisiveRows;
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

    /** Writes the rows that decide into an open object. */
    static void decisive(Json json, String model, DecisiveRows rows) {
        json.put("model", model).put("score", rows.score());
        json.put("for_prediction", rows.forPrediction(), ContrastJson::row);
        json.put("against", rows.against(), ContrastJson::row);
        nullable(json, "share_for", rows.shareFor());
        nullable(json, "share_against", rows.shareAgainst());
        json.put("left_out", rows.leftOut());
        nullable(json, "without", rows.without());
        json.put("turns", rows.turns());
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

    private static void row(Json json, DecisiveRows.Row row) {
        WorstRowsJson.place(json, row.place());
        json.put("difference", row.difference());
        @Nullable String happened = row.happened();
        if (happened == null) {
            WorstRowsJson.numbers(json, "outcome", row.outcome());
        } else {
            json.put("outcome", happened);
        }
        WorstRowsJson.numbers(json, "prediction", row.prediction());
        WorstRowsJson.numbers(json, "versus", row.versus());
        WorstRowsJson.columns(json, row.columns());
    }

    private static void nullable(Json json, String key, @Nullable Double number) {
        if (number == null) {
            json.putNull(key);
        } else {
            json.put(key, number.doubleValue());
        }
    }

    private static void number(Json json, String key, @Nullable Double number) {
        if (number != null) {
            json.put(key, number.doubleValue());
        }
    }
}
