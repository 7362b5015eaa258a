package org.surprisal.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Contrast;
import org.surprisal.score.DecisiveRows;
import org.surprisal.score.Difference;
import org.surprisal.score.Join;
import org.surprisal.score.ModelComparison;

/** Models beside each other as JSON. */
final class ComparisonJson {
    private ComparisonJson() {}

    /** Writes the parts {@code comparison} and {@code decisive}. */
    static void write(Json json, ModelComparison comparison) {
        json.open("comparison")
                .put("against", comparison.against())
                .put("rows", comparison.rows())
                .open("left_out");
        comparison.leftOut().forEach((name, count) -> json.put(name, count.longValue()));
        json.end();
        @Nullable Join join = comparison.join();
        if (join != null) {
            json.open("join")
                    .put("file", join.file())
                    .put("on", join.on())
                    .put("matched", join.matched())
                    .put("only_here", join.onlyHere())
                    .put("only_there", join.onlyThere())
                    .put("without_key_here", join.withoutKeyHere())
                    .put("without_key_there", join.withoutKeyThere());
            @Nullable Long outcomes = join.outcomes();
            if (outcomes == null) {
                json.putNull("outcomes_alike");
            } else {
                json.put("outcomes_alike", outcomes.longValue());
            }
            json.end();
        }
        differences(json, "differences", comparison.differences());
        json.put("ranked_by", comparison.rankedBy());
        json.put("models", comparison.models(), (object, model) -> {
            object.put("model", model.name()).put("prediction", model.own());
            EstimateJson.putAll(object, "scores", model.scores());
            differences(object, "differences", model.differences());
            differences(object, "to_best", model.toBest());
            @Nullable Contrast contrast = model.contrast();
            if (contrast != null) {
                ContrastJson.write(object, contrast);
            }
        });
        json.end();
        decisive(json, comparison);
    }

    /** The rows that decide stand beside the comparison, since their numbers follow the order of the table. */
    private static void decisive(Json json, ModelComparison comparison) {
        Map<String, DecisiveRows> byModel = new LinkedHashMap<>();
        for (ModelComparison.Model model : comparison.models()) {
            @Nullable Contrast contrast = model.contrast();
            @Nullable DecisiveRows rows = contrast == null ? null : contrast.rows();
            if (rows != null) {
                byModel.put(model.name(), rows);
            }
        }
        if (!byModel.isEmpty()) {
            json.put(
                    "decisive",
                    List.copyOf(byModel.entrySet()),
                    (object, entry) -> ContrastJson.decisive(object, entry.getKey(), entry.getValue()));
        }
    }

    private static void differences(Json json, String key, Map<String, Difference> differences) {
        json.open(key);
        differences.forEach((name, difference) -> {
            json.open(name);
            EstimateJson.fields(json, difference.estimate());
            number(json, "p", difference.p());
            number(json, "p_adjusted", difference.adjusted());
            number(json, "detectable", difference.detectable());
            @Nullable Long needed = difference.rowsNeeded();
            if (needed != null) {
                json.put("rows_needed", needed.longValue());
            }
            number(json, "top_share", difference.topShare());
            json.end();
        });
        json.end();
    }

    private static void number(Json json, String key, @Nullable Double number) {
        if (number != null) {
            json.put(key, number.doubleValue());
        }
    }
}
