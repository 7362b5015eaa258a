package org.surprisal.report.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.traits.Answer;
import org.surprisal.loss.traits.Trait;
import org.surprisal.loss.traits.Traits;

/** The pages of the catalogue: one for each loss, with a drawing, and a list of them. */
public final class LossPages {
    private static final Map<String, List<Loss>> FAMILIES = families();

    private LossPages() {}

    private static Map<String, List<Loss>> families() {
        Map<String, List<Loss>> all = new LinkedHashMap<>();
        all.put("What happens or not", Catalogue.BINARY);
        all.put("Several classes", Catalogue.CLASSES);
        all.put("Numbers", Catalogue.DISTANCES);
        all.put("Scores that decide", Catalogue.MARGINS);
        all.put("Likelihoods of numbers", Catalogue.CONTINUOUS);
        all.put("Likelihoods of counts", Catalogue.COUNTS);
        all.put("Likelihoods of what is observed in part", Catalogue.TIMES);
        all.put("Forecast distributions and intervals", Catalogue.SCORES);
        return all;
    }

    /**
     * Every page and drawing.
     *
     * @return file name to content, each line ended by a line feed
     */
    public static Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", index());
        for (Loss loss : Catalogue.all()) {
            files.put(loss.name() + ".md", page(loss));
            files.put(loss.name() + ".svg", LossCurve.svg(loss));
        }
        return files;
    }

    private static String index() {
        StringBuilder page = new StringBuilder("# Losses\n\nThe losses that come with Surprisal, by what they judge. "
                + "`surprisal loss list` has them too, `surprisal loss show NAME` one of them.\n");
        FAMILIES.forEach((title, losses) -> {
            page.append("\n## ").append(title).append("\n\n| loss | elicits | link |\n| --- | --- | --- |\n");
            losses.forEach(loss -> page.append("| [`%s`](%s.md) | %s | %s |\n"
                    .formatted(
                            loss.name(),
                            loss.name(),
                            loss.about().elicits(),
                            loss.about().link())));
        });
        return page.toString();
    }

    private static String page(Loss loss) {
        List<String> lines = new ArrayList<>(List.of(
                "# " + loss.name(),
                "",
                "```math",
                "\\ell = " + Latex.of(loss.value()),
                "```",
                "",
                "![%s](%s.svg)".formatted(loss.name(), loss.name()),
                "",
                LossCurve.caption(loss),
                "",
                "| | |",
                "| --- | --- |",
                row("formula", code(loss.formula())),
                row(
                        "target",
                        variable(loss.target().name(), loss.target().domain().toString())),
                row(
                        "prediction",
                        variable(
                                loss.prediction().name(),
                                loss.prediction().domain().toString()))));
        for (Parameter parameter : loss.parameters()) {
            lines.add(row(
                    "parameter",
                    variable(parameter.name(), parameter.domain().toString()) + ", " + number(parameter.value())
                            + " unless said"));
        }
        lines.add(row("gradient", derivative(loss::gradient)));
        lines.add(row("Hessian", derivative(loss::hessian)));
        lines.add(row("link", loss.about().link()));
        lines.add(row("elicits", loss.about().elicits()));
        traits(loss).forEach((name, value) -> lines.add(row(name, value)));
        lines.add(row("also called", String.join(", ", loss.about().aliases())));
        loss.about().otherNames().forEach((library, name) -> lines.add(row("in " + library, code(name))));
        lines.add(row("source", loss.about().source()));
        if (!loss.about().note().isEmpty()) {
            lines.addAll(List.of("", loss.about().note()));
        }
        lines.removeIf(line -> line.endsWith(" |  |"));
        return String.join("\n", lines) + "\n";
    }

    /** What is proved or refuted of a loss, a row of its page for each trait. */
    private static Map<String, String> traits(Loss loss) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (Trait trait : Traits.of(loss)) {
            String name = trait.property().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            rows.put(
                    name,
                    switch (trait.answer()) {
                        case Answer.Proved proved ->
                            Double.isNaN(proved.bound()) ? "proved" : "proved: at most " + figure(proved.bound());
                        case Answer.Refuted refuted ->
                            "refuted: "
                                    + String.join(
                                            ", ",
                                            refuted.example().figures().stream()
                                                    .map(at -> "`" + at.name() + "` = " + figure(at.value()))
                                                    .toList());
                        case Answer.Undecided open -> "not decided";
                    });
        }
        return rows;
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.5g", value)
                .replaceFirst("(\\.\\d*?)0+(e|$)", "$1$2")
                .replaceFirst("\\.(e|$)", "$1");
    }

    private static String derivative(Supplier<Expr> expression) {
        try {
            return code(expression.get().toString());
        } catch (FormulaException none) {
            return "no closed form of its diagonal";
        }
    }

    private static String variable(String name, String domain) {
        return "`%s` ∈ %s".formatted(name, domain);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String row(String title, String value) {
        return "| " + title + " | " + value + " |";
    }
}
