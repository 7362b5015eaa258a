package org.surprisal.report;

import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Difference;
import org.surprisal.score.Estimate;
import org.surprisal.score.ModelComparison;

/** Models beside each other as JSON. */
final class ComparisonJson {
    private ComparisonJson() {}

    /**
     * Writes the part {@code comparison}, if there is one.
     *
     * @param fields writes what an estimate holds
     */
    static void write(Json json, @Nullable ModelComparison comparison, BiConsumer<Json, Estimate> fields) {
        if (comparison == null) {
            return;
        }
        json.open("comparison")
                .put("against", comparison.against())
                .put("rows", comparison.rows())
                .open("left_out");
        comparison.leftOut().forEach((name, count) -> json.put(name, count.longValue()));
        json.end();
        differences(json, "differences", comparison.differences(), fields);
        json.put("ranked_by", comparison.rankedBy());
        json.put("models", comparison.models(), (object, model) -> {
            object.put("model", model.name()).put("prediction", model.own()).open("scores");
            model.scores().forEach((name, score) -> {
                object.open(name);
                fields.accept(object, score);
                object.end();
            });
            object.end();
            differences(object, "differences", model.differences(), fields);
            differences(object, "to_best", model.toBest(), fields);
        });
        json.end();
    }

    private static void differences(
            Json json, String key, Map<String, Difference> differences, BiConsumer<Json, Estimate> fields) {
        json.open(key);
        differences.forEach((name, difference) -> {
            json.open(name);
            fields.accept(json, difference.estimate());
            number(json, "p", difference.p());
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
