package org.surprisal.report;

import org.jspecify.annotations.Nullable;
import org.surprisal.score.Decisions;
import org.surprisal.score.Policy;

/** What comes of acting on forecasts as JSON: the part {@code decisions}. */
final class DecisionsJson {
    private DecisionsJson() {}

    static void write(Json json, Decisions decisions) {
        json.open("decisions");
        Policy.@Nullable Costs costs = decisions.costs();
        if (costs != null) {
            json.open("costs")
                    .put("false_positive", costs.falsePositive())
                    .put("false_negative", costs.falseNegative())
                    .end();
        }
        json.put("points", decisions.points(), DecisionsJson::point);
        if (!decisions.standing().isEmpty()) {
            EstimateJson.putAll(json, "standing", decisions.standing());
        }
        json.put("tenths", decisions.tenths(), DecisionsJson::tenth);
        json.end();
    }

    private static void point(Json json, Decisions.Point point) {
        json.put("choice", Names.code(point.choice()))
                .put("threshold", point.threshold())
                .put("confusion", point.rows());
        EstimateJson.putAll(json, "measures", point.measures());
    }

    private static void tenth(Json json, Decisions.Tenth tenth) {
        json.put("lowest", tenth.lowest())
                .put("highest", tenth.highest())
                .put("rows", tenth.rows())
                .put("expected", tenth.expected())
                .put("events", tenth.events())
                .put("lift", tenth.lift())
                .put("gain", tenth.gain());
    }
}
