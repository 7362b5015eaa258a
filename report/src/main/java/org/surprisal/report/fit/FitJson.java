package org.surprisal.report.fit;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.Coefficient;
import org.surprisal.fit.LikelihoodRatio;
import org.surprisal.fit.LikelihoodTests;
import org.surprisal.fit.Note;
import org.surprisal.fit.PathPoint;
import org.surprisal.report.Json;
import org.surprisal.report.Language;
import org.surprisal.report.Provenance;
import org.surprisal.score.Interval;

/** A fit as JSON, the contract that other programs read ({@code docs/fit-json.md}). */
public final class FitJson {
    private static final int SCHEMA = 1;

    private FitJson() {}

    /**
     * Writes a fit.
     *
     * @param fit what was fitted
     * @param provenance where it comes from
     * @param language of the messages of the notes
     * @param stream takes UTF-8 and stays open
     */
    public static void write(FitReport fit, Provenance provenance, Language language, OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null).put("schema", SCHEMA).put("version", provenance.version());
            model(json, fit);
            if (!fit.classes().isEmpty()) {
                json.put("classes", fit.classes());
            }
            json.put("coefficients", fit.coefficients(), FitJson::coefficient);
            if (!fit.beside().isEmpty()) {
                json.put("beside", fit.beside(), (object, c) -> coefficient(object, new FitReport.Row(null, c)));
            }
            tests(json, fit.tests());
            number(json, "log_likelihood", fit.logLikelihood());
            number(json, "deviance", fit.deviance());
            number(json, "null_deviance", fit.nullDeviance());
            number(json, "dispersion", fit.dispersion());
            number(json, "aic", fit.aic());
            number(json, "bic", fit.bic());
            number(json, "r2", fit.explained());
            json.put("parameters", fit.parameters()).put("degrees_of_freedom", fit.residualDegreesOfFreedom());
            number(json, "likelihood_dispersion", fit.likelihoodDispersion());
            json.put("rows", fit.rows()).open("left_out");
            fit.leftOut().forEach((reason, rows) -> json.put(reason, rows.longValue()));
            json.end();
            json.put("converged", fit.convergence().converged())
                    .put("iterations", fit.convergence().iterations())
                    .put("stop_reason", code(fit.convergence().reason()));
            number(json, "objective", fit.objective());
            number(json, "objective_gap", fit.convergence().gap());
            number(json, "gradient_norm", fit.convergence().gradient());
            validation(json, fit.validation());
            path(json, fit.path());
            notes(json, fit.notes(), language);
            json.open("provenance")
                    .put("files", provenance.files())
                    .put("time", provenance.time().toString())
                    .put("command", provenance.command())
                    .end();
            json.end();
        }
    }

    private static void model(Json json, FitReport fit) {
        json.put("formula", fit.formula())
                .put("family", fit.family())
                .put("link", fit.link())
                .put("loss", fit.method())
                .put("loss_formula", fit.loss())
                .put("l1", fit.l1())
                .put("l2", fit.l2())
                .put("weight", fit.weight())
                .put("cluster", fit.cluster())
                .put("covariance", fit.covariance() == null ? null : code(fit.covariance()))
                .put("level", fit.level())
                .put("intervals", fit.profile() ? "profile" : "wald");
        number(json, "t_degrees_of_freedom", fit.degreesOfFreedom());
    }

    private static void coefficient(Json json, FitReport.Row row) {
        Coefficient c = row.coefficient();
        json.put("term", c.term());
        if (row.group() != null) {
            json.put("class", row.group());
        }
        if (Double.isInfinite(c.estimate())) {
            json.put("estimate", c.estimate());
        } else {
            number(json, "estimate", c.estimate());
        }
        number(json, "se", c.se());
        interval(json, c.low(), c.high());
        number(json, "statistic", c.statistic());
        number(json, "p", c.p());
    }

    private static void tests(Json json, @Nullable LikelihoodTests tests) {
        if (tests == null) {
            return;
        }
        json.open("likelihood_ratio_tests");
        LikelihoodRatio model = tests.model();
        if (model == null) {
            json.putNull("model");
        } else {
            json.open("model");
            ratio(json, model);
            json.end();
        }
        json.put("terms", tests.terms(), (object, each) -> {
            object.put("term", each.term());
            ratio(object, each.ratio());
        });
        json.end();
    }

    private static void ratio(Json json, LikelihoodRatio ratio) {
        number(json, "statistic", ratio.statistic());
        json.put("degrees_of_freedom", ratio.degreesOfFreedom());
        number(json, "p", ratio.p());
    }

    private static void validation(Json json, @Nullable Validation validation) {
        if (validation == null) {
            return;
        }
        json.open("validation").put("folds", validation.folds()).put("loss", validation.loss());
        number(json, "value", validation.estimate().value());
        Double se = validation.estimate().se();
        number(json, "se", se == null ? Double.NaN : se);
        Interval interval = validation.estimate().interval();
        interval(json, interval == null ? Double.NaN : interval.low(), interval == null ? Double.NaN : interval.high());
        number(json, "within", validation.within());
        json.put("rows", validation.estimate().n())
                .put("folds_not_converged", validation.failed())
                .put("file", validation.file())
                .end();
    }

    private static void notes(Json json, List<Note> notes, Language language) {
        json.put(
                "notes",
                notes,
                (object, note) -> object.put("code", FitNoteText.code(note))
                        .put("severity", code(note.severity()))
                        .put("message", FitNoteText.of(note, language))
                        .put("count", note.count())
                        .put("rows", List.of())
                        .put("evidence", note.evidence()));
    }

    private static void path(Json json, @Nullable PathReport path) {
        if (path == null) {
            return;
        }
        json.open("path")
                .put("alpha", path.alpha())
                .put("folds", path.folds())
                .put("best", path.validation().best())
                .put("simplest", path.validation().simplest())
                .put("chosen", path.chosen())
                .put("points", IntStream.range(0, path.points().size()).boxed().toList(), (object, place) -> {
                    PathPoint point = path.points().get(place);
                    number(object, "lambda", point.lambda());
                    object.put("nonzeros", point.nonzeros());
                    number(object, "r2", point.explained());
                    number(object, "error", path.validation().error()[place]);
                    number(object, "se", path.validation().se()[place]);
                    object.put("converged", point.convergence().converged());
                })
                .end();
    }

    private static void interval(Json json, double low, double high) {
        // One end may be infinite; an interval that holds everything says nothing.
        if (!Double.isNaN(low) && !Double.isNaN(high) && (Double.isFinite(low) || Double.isFinite(high))) {
            json.put("interval", new double[] {low, high});
        } else {
            json.putNull("interval");
        }
    }

    /** A number, or null where there is none. */
    private static void number(Json json, String key, double value) {
        if (Double.isFinite(value)) {
            json.put(key, value);
        } else {
            json.putNull(key);
        }
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
