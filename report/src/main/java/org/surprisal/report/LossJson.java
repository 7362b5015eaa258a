package org.surprisal.report;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Derivatives;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.host.Host;
import org.surprisal.loss.traits.Intercept;

/** Losses as JSON, with the keys of docs/loss-json.md. */
public final class LossJson {
    private LossJson() {}

    /**
     * The losses in which words occur.
     *
     * @param losses the losses to choose from
     * @param search as {@link LossText#list}
     * @param stream takes UTF-8 and stays open
     * @return whether there are any
     */
    public static boolean list(List<Loss> losses, String search, OutputStream stream) {
        List<Loss> found =
                losses.stream().filter(loss -> LossText.mentions(loss, search)).toList();
        try (Json json = new Json(stream)) {
            json.open(null).put("losses", found, LossJson::summary).end();
        }
        return !found.isEmpty();
    }

    /**
     * One loss.
     *
     * @param loss the loss
     * @param point its value at one point, if that was asked for
     * @param stream takes UTF-8 and stays open
     */
    public static void show(Loss loss, Optional<LossPoint> point, OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null);
            summary(json, loss);
            json.put("gradient", derived(loss::gradient))
                    .put("hessian", derived(loss::hessian))
                    .put("optimum", Intercept.formula(loss).orElse(null))
                    .put(
                            "optimum_slopes",
                            Intercept.slopes(loss).stream().map(Expr::toString).toList())
                    .put("note", loss.about().note())
                    .put("source", loss.about().source());
            derivatives(json, loss);
            point.ifPresent(one -> {
                json.open("at");
                one.fields(json);
                json.end();
            });
            json.end();
        }
    }

    /**
     * A loss as source code.
     *
     * @param loss the loss
     * @param host where it goes
     * @param code the code
     * @param stream takes UTF-8 and stays open
     */
    public static void source(Loss loss, Host host, String code, OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null)
                    .put("loss", loss.toString())
                    .put("host", host.label())
                    .put("code", code)
                    .end();
        }
    }

    /** Of several predictions each derivative as a formula; and everything as LaTeX. */
    private static void derivatives(Json json, Loss loss) {
        Derivatives derivatives = loss.derivatives();
        List<List<String>> all = derivatives.all();
        if (all.size() > 2) {
            json.put(
                    "derivatives",
                    all,
                    (one, variables) -> one.put("variables", variables)
                            .put("formula", derived(() -> derivatives.shown(variables))));
        }
        json.open("latex").put("formula", Latex.of(loss.value()));
        for (List<String> variables : all) {
            json.put(derivatives.name(variables), latex(derivatives, variables));
        }
        json.end();
    }

    private static @Nullable String latex(Derivatives derivatives, List<String> variables) {
        try {
            return Latex.of(derivatives.shown(variables));
        } catch (FormulaException noClosedForm) {
            return null;
        }
    }

    private static void summary(Json json, Loss loss) {
        json.put("name", loss.name())
                .put("formula", loss.formula())
                .put("task", LossText.task(loss))
                .put("target", loss.target().name())
                .put("target_domain", loss.target().domain().toString())
                .put("prediction", loss.prediction().name())
                .put("prediction_domain", loss.prediction().domain().toString())
                .put("parameters", loss.parameters(), (one, parameter) -> parameter(one, loss, parameter))
                .put("link", loss.about().link())
                .put("elicits", loss.about().elicits())
                .put("aliases", loss.about().aliases());
        Map<String, Object> elsewhere = new LinkedHashMap<>(loss.about().otherNames());
        json.put("elsewhere", elsewhere);
    }

    private static void parameter(Json json, Loss loss, Parameter parameter) {
        List<Double> numbers = loss.numbers(parameter.name());
        json.put("name", parameter.name());
        switch (numbers.size()) {
            case 0 -> json.putNull("value");
            case 1 -> json.put("value", numbers.get(0));
            default ->
                json.put(
                        "value",
                        numbers.stream().mapToDouble(Double::doubleValue).toArray());
        }
        String from =
                loss.predictions().contains(parameter.name()) ? "predicted" : numbers.isEmpty() ? "given" : "number";
        json.put("from", from).put("domain", parameter.domain().toString());
    }

    private static @Nullable String derived(Supplier<Expr> derivative) {
        try {
            return derivative.get().toString();
        } catch (FormulaException noClosedForm) {
            return null;
        }
    }
}
