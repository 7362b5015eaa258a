package org.surprisal.report;

import org.surprisal.score.ClassFindings;

/** Several classes seen as events, as JSON: the parts {@code one_versus_rest} and {@code top_label}. */
final class ClassFindingsJson {
    private ClassFindingsJson() {}

    static void write(Json json, ClassFindings findings) {
        json.put("one_versus_rest", findings.classes(), (object, each) -> {
            object.put("class", each.name());
            EstimateJson.putAll(object, "scores", each.scores());
            EstimateJson.putAll(object, "reference", each.reference());
            EstimateJson.putAll(object, "skill", each.skill());
            ScorecardJson.decomposition(object, each.decomposition());
            EventJson.write(object, each.event());
        });
        json.open("top_label");
        EventJson.write(json, findings.topLabel());
        json.end();
    }
}
