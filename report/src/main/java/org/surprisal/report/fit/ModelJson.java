package org.surprisal.report.fit;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.surprisal.fit.design.DesignFacts;
import org.surprisal.fit.design.OrthogonalPolynomials;
import org.surprisal.fit.model.FittedClassModel;
import org.surprisal.fit.model.FittedModel;
import org.surprisal.fit.model.KeptModel;
import org.surprisal.report.Json;
import org.surprisal.report.Provenance;

/** A fitted model as JSON ({@code docs/fit-model.md}): every double reads back to the same bits. */
public final class ModelJson {
    /** The number of the shape of the file. */
    static final int MODEL = 1;

    /** Models with more coefficients are kept without their covariance, whose size is the square. */
    private static final int MOST_COVARIANCES = 1000;

    private ModelJson() {}

    /**
     * Writes a model.
     *
     * @param model what was fitted
     * @param provenance where it comes from
     * @param stream takes UTF-8 and stays open
     */
    public static void write(KeptModel model, Provenance provenance, OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null)
                    .put("surprisal_model", MODEL)
                    .put("version", provenance.version())
                    .put("formula", model.design().formula().toString())
                    .put("response", model.design().formula().response().toString())
                    .put(
                            "response_columns",
                            model.design()
                                    .formula()
                                    .response()
                                    .columns()
                                    .distinct()
                                    .toList());
            DesignFacts facts = model.design().facts();
            json.put("columns", model.columns());
            json.put("levels", List.copyOf(facts.levels().entrySet()), ModelJson::levels);
            json.put("polynomials", List.copyOf(facts.polynomials().entrySet()), ModelJson::polynomial);
            json.put("terms", model.design().names());
            switch (model) {
                case FittedModel one -> one(json, one);
                case FittedClassModel several -> several(json, several);
            }
            json.put("rows", model.rows()).open("left_out");
            model.leftOut().forEach((reason, rows) -> json.put(reason, rows.longValue()));
            json.end();
            json.put("converged", model.converged());
            json.open("provenance")
                    .put("files", provenance.files())
                    .put("time", provenance.time().toString())
                    .put("command", provenance.command())
                    .end();
            json.end();
        }
    }

    private static void one(Json json, FittedModel model) {
        json.put("outcomes", model.outcomes())
                .put("family", model.family())
                .put("loss", model.loss())
                .put("link", code(model.link()))
                .put("coefficients", model.coefficients())
                .put("told", told(model.told()));
        boolean kept = model.coefficients().length <= MOST_COVARIANCES && model.hasCovariance();
        json.put("errors", kept ? code(model.errors()) : null);
        if (model.degreesOfFreedom() < Double.POSITIVE_INFINITY) {
            json.put("t_degrees_of_freedom", model.degreesOfFreedom());
        } else {
            json.putNull("t_degrees_of_freedom");
        }
        json.put("covariance", kept ? model.covariance() : new double[0][]);
        if (Double.isFinite(model.dispersion())) {
            json.put("dispersion", model.dispersion());
        } else {
            json.putNull("dispersion");
        }
    }

    private static void several(Json json, FittedClassModel model) {
        json.put("model", code(model.model()))
                .put("classes", model.classes())
                .put("coefficients", model.coefficients())
                .put("cuts", model.cuts())
                .put("told", told(model.told()));
    }

    private static double[] told(boolean[] known) {
        double[] to = new double[known.length];
        for (int j = 0; j < to.length; j++) {
            to[j] = known[j] ? 1 : 0;
        }
        return to;
    }

    private static void levels(Json json, Map.Entry<String, DesignFacts.Levels> entry) {
        json.put("column", entry.getKey())
                .put("names", entry.getValue().names())
                .put("numbers", entry.getValue().numbers());
    }

    private static void polynomial(Json json, Map.Entry<String, OrthogonalPolynomials> entry) {
        json.put("factor", entry.getKey())
                .put("shift", entry.getValue().shift())
                .put("ratio", entry.getValue().ratio())
                .put("norm", entry.getValue().norm());
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
