package org.surprisal.report;

import org.surprisal.score.ErrorFindings;

/** How errors of numbers are spread as JSON: the part {@code errors}. */
final class ErrorsJson {
    private ErrorsJson() {}

    static void write(Json json, ErrorFindings errors) {
        json.open("errors").open("quantiles");
        errors.quantiles().forEach((level, estimate) -> EstimateJson.put(json, level.toString(), estimate));
        json.end();
        EstimateJson.put(json, "median_absolute", errors.medianAbsolute());
        json.put("least", errors.least()).put("greatest", errors.greatest());
        json.put(
                "by_prediction",
                errors.tenths(),
                (object, tenth) -> object.put("low", tenth.low())
                        .put("high", tenth.high())
                        .put("rows", tenth.rows())
                        .put("bias", tenth.bias())
                        .put("sd", tenth.sd())
                        .put("rms", tenth.rms()));
        json.end();
    }
}
