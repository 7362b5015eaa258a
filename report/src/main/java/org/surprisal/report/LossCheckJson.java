package org.surprisal.report;

import java.io.OutputStream;
import java.util.List;
import org.surprisal.loss.accuracy.LossAccuracy;
import org.surprisal.loss.accuracy.WorstError;
import org.surprisal.loss.traits.Agreement;
import org.surprisal.loss.traits.Examination;

/** The examination of a loss as JSON, with the keys of docs/loss-json.md. */
public final class LossCheckJson {
    private LossCheckJson() {}

    /**
     * Writes what was found.
     *
     * @param found the examination
     * @param stream takes UTF-8 and stays open
     */
    public static void write(Examination found, OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null)
                    .put("loss", found.loss().toString())
                    .put("formula", found.loss().formula())
                    .put("fine", found.fine())
                    .put("same_as", found.known().map(Object::toString).orElse(null))
                    .put("domains", found.assumed() ? "found" : "stated")
                    .put("target", found.loss().target().domain().toString())
                    .put("prediction", found.loss().prediction().domain().toString());
            agreement(json, "gradient", found.gradient());
            agreement(json, "hessian", found.hessian());
            json.put("further", found.further(), (one, further) -> {
                one.put("variables", further.variables());
                agreement(one, "agreement", further.agreement());
                error(one, "worst_error", further.error());
            });
            json.put("kinks", found.corners(), (one, corner) -> {
                place(one, "target", corner.target());
                place(one, "prediction", corner.prediction());
                one.put("value", corner.value()).put("gradient", corner.slope()).put("hessian", corner.bend());
            });
            json.put(
                    "regions",
                    found.regions(),
                    (one, region) -> one.put("output", TraitText.key(region.output()))
                            .put("kind", TraitText.key(region.kind()))
                            .put("wrong", region.kind().isWrong())
                            .put("target", region.target())
                            .put("from", region.from())
                            .put("to", region.to()));
            TraitJson.write(json, found.traits());
            errors(json, found);
            json.put(
                    "suggestions",
                    found.suggestions(),
                    (one, suggestion) -> one.put("part", suggestion.part())
                            .put("better", suggestion.better())
                            .put("at", suggestion.at())
                            .put("computed", suggestion.computed())
                            .put("exact", suggestion.exact())
                            .put("ulps", suggestion.error())
                            .put("better_ulps", suggestion.betterError()));
            json.put("rewritten", found.rewritten().isEmpty() ? null : found.rewritten());
            json.end();
        }
    }

    /** A number, or one for each class. */
    private static void place(Json json, String key, List<Double> at) {
        if (at.size() == 1) {
            json.put(key, at.get(0));
        } else {
            json.put(key, at.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private static void agreement(Json json, String key, Agreement agreement) {
        json.open(key)
                .put("agrees", agreement.agrees())
                .put("points", agreement.points())
                .put("worst", agreement.worst())
                .put("at", agreement.at())
                .end();
    }

    private static void errors(Json json, Examination found) {
        json.open("worst_errors");
        for (LossAccuracy.Output output : LossAccuracy.Output.values()) {
            WorstError error = found.errors().get(output);
            if (error != null) {
                error(json, TraitText.key(output), error);
            }
        }
        json.end();
    }

    private static void error(Json json, String key, WorstError error) {
        List<Double> at = error.at();
        json.open(key)
                .put("ulps", error.ulps())
                .put("at", at.stream().mapToDouble(Double::doubleValue).toArray())
                .put("points", error.points())
                .end();
    }
}
