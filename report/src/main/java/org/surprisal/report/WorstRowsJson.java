package org.surprisal.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.RowReference;
import org.surprisal.score.WorstRows;

/** The rows that cost most as JSON, with the part that few rows carry and outcomes that were all but ruled out. */
final class WorstRowsJson {
    private WorstRowsJson() {}

    /** Writes {@code worst}, {@code worst_share} and, of classes, {@code surprising_labels}. */
    static void write(Json json, WorstRows worst) {
        json.put("worst", worst.rows(), WorstRowsJson::row);
        WorstRows.Share share = worst.share();
        json.open("worst_share").put("rows", share.rows());
        number(json, "share", share.value());
        json.put("infinite", share.infinite()).end();
        WorstRows.@Nullable Labels labels = worst.labels();
        if (labels != null) {
            json.open("surprising_labels")
                    .put("from", WorstRows.NEARLY_CERTAIN)
                    .put("nearly_certain", labels.nearlyCertain())
                    .put("contradicted", labels.contradicted())
                    .put("by_chance", labels.byChance())
                    .put("rows", labels.rows(), WorstRowsJson::label)
                    .end();
        }
    }

    private static void row(Json json, WorstRows.Row row) {
        place(json, row.place());
        json.put("loss", row.loss());
        @Nullable String happened = row.happened();
        if (happened == null) {
            numbers(json, "outcome", row.outcome());
        } else {
            json.put("outcome", happened);
        }
        numbers(json, "prediction", row.prediction());
        columns(json, row.columns());
    }

    private static void label(Json json, WorstRows.Label label) {
        place(json, label.place());
        json.put("outcome", label.happened())
                .put("probability", label.probability())
                .put("expected", label.expected())
                .put("expected_probability", label.expectedProbability());
        columns(json, label.columns());
    }

    /** Writes where a row stands, nothing where that is not known. */
    static void place(Json json, @Nullable RowReference place) {
        if (place != null) {
            json.put("file", place.file()).put("row", place.row());
        }
    }

    /** Writes texts by column. */
    static void columns(Json json, Map<String, @Nullable String> columns) {
        json.open("columns");
        columns.forEach((name, text) -> {
            if (text == null) {
                json.putNull(name);
            } else {
                json.put(name, text);
            }
        });
        json.end();
    }

    /** One number as it is, several as an array. */
    static void numbers(Json json, String key, List<Double> values) {
        if (values.size() == 1) {
            json.put(key, values.getFirst().doubleValue());
        } else {
            json.put(key, values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private static void number(Json json, String key, @Nullable Double value) {
        if (value == null) {
            json.putNull(key);
        } else {
            json.put(key, value.doubleValue());
        }
    }
}
