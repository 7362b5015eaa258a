package org.surprisal.report;

import org.surprisal.score.LabelScores;

/** Each label of several that may be true at once as JSON. */
final class LabelScoresJson {
    private LabelScoresJson() {}

    /** Writes {@code labels}. */
    static void write(Json json, LabelScores scores) {
        json.put("labels", scores.labels(), LabelScoresJson::label);
    }

    private static void label(Json json, LabelScores.Label label) {
        json.put("name", label.name())
                .put("outcome", label.outcome())
                .put("prediction", label.prediction())
                .put("rows", label.rows());
        json.open("left_out");
        label.leftOut().forEach((code, count) -> json.put(Names.code(code), count.longValue()));
        json.end();
        EstimateJson.putAll(json, "scores", label.scores());
        EstimateJson.putAll(json, "skill", label.skill());
        json.put(
                "notes",
                label.notes().stream().map(note -> Names.code(note.code())).toList());
    }
}
