package org.surprisal.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.Interval;

/** Estimates as JSON: the same shape everywhere. */
final class EstimateJson {
    private EstimateJson() {}

    /** Writes estimates by name under a key. */
    static void putAll(Json json, String key, Map<String, Estimate> estimates) {
        json.open(key);
        estimates.forEach((name, estimate) -> put(json, name, estimate));
        json.end();
    }

    /** Writes an estimate under its name. */
    static void put(Json json, String name, Estimate estimate) {
        json.open(name);
        fields(json, estimate);
        json.end();
    }

    /** Writes what an estimate holds into an open object. */
    static void fields(Json json, Estimate estimate) {
        json.put("value", estimate.value());
        @Nullable Double se = estimate.se();
        if (se == null) {
            json.putNull("se");
        } else {
            json.put("se", se.doubleValue());
        }
        @Nullable Interval interval = estimate.interval();
        if (interval == null) {
            json.putNull("interval");
        } else {
            json.put("interval", new double[] {interval.low(), interval.high()}).put("level", estimate.level());
        }
        @Nullable String method = estimate.method();
        if (method != null) {
            json.put("method", method);
        }
        json.put("kind", Names.code(estimate.kind()))
                .put("unit", Names.code(estimate.unit()))
                .put("better", Names.code(estimate.better()))
                .put("n", estimate.n());
        @Nullable String reason = estimate.reason();
        if (reason != null) {
            json.put("reason", reason);
        }
    }
}
