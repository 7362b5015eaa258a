package org.surprisal.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.surprisal.loss.Derivatives;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.traits.Intercept;

/** Losses as text: a list, one loss with all that follows from its formula, one evaluation. */
public final class LossText {
    private static final String INDENT = "  ";

    private LossText() {}

    /**
     * The losses in which a word occurs.
     *
     * @param losses the losses to choose from
     * @param word looked for in names here and elsewhere, formulas and what is elicited; empty for all
     * @param page what to write on
     * @return lines, each ended by a line feed; empty when no loss fits
     */
    public static String list(List<Loss> losses, String word, Page page) {
        Words words = Words.in(page.language());
        Grid grid = new Grid(List.of(words.say("loss.name"), words.say("loss.formula")), "ll");
        for (Loss loss : losses) {
            if (mentions(loss, word)) {
                grid.add(loss.name() + parameters(loss), loss.formula());
            }
        }
        // Never cut: a formula cut short is no formula.
        Page wide = new Page(page.language(), Integer.MAX_VALUE, page.colour());
        return grid.isEmpty() ? "" : String.join("\n", grid.lines(wide, "")) + "\n";
    }

    /**
     * One loss.
     *
     * @param loss the loss
     * @param page what to write on
     */
    public static String show(Loss loss, Page page) {
        Words words = Words.in(page.language());
        List<String[]> facts = new ArrayList<>();
        facts.add(new String[] {words.say("loss.formula"), loss.formula()});
        Derivatives derivatives = loss.derivatives();
        boolean several = loss.predictions().size() > 1;
        for (List<String> variables : derivatives.all()) {
            facts.add(new String[] {
                derivative(words, variables, several), derived(() -> derivatives.shown(variables)),
            });
        }
        facts.add(new String[] {words.say("loss.optimum"), optimum(loss, words)});
        facts.add(new String[] {
            words.say("loss.target"),
            loss.target().name() + " ∈ " + loss.target().domain()
        });
        facts.add(new String[] {
            words.say("loss.prediction"),
            loss.prediction().name() + " ∈ " + loss.prediction().domain()
        });
        for (Parameter parameter : loss.parameters()) {
            facts.add(new String[] {
                words.say(title(loss, parameter)),
                parameter.name() + value(loss.numbers(parameter.name())) + " ∈ " + parameter.domain()
            });
        }
        optional(facts, words.say("loss.link"), loss.about().link());
        optional(facts, words.say("loss.elicits"), loss.about().elicits());
        optional(
                facts, words.say("loss.aliases"), String.join(", ", loss.about().aliases()));
        optional(facts, words.say("loss.elsewhere"), names(loss.about().otherNames()));
        optional(facts, words.say("loss.note"), loss.about().note());
        optional(facts, words.say("loss.source"), loss.about().source());
        List<String> curve = LossCurve.lines(loss, page);
        String drawn = curve.isEmpty() ? "" : "\n" + String.join("\n", curve) + "\n";
        return Ink.BOLD.on(page, Words.printable(loss.toString())) + "\n" + block(facts, page) + drawn + "\n  LaTeX\n"
                + latex(loss);
    }

    /** The best constant, and where none is known by name, what is 0 in the mean there. */
    private static String optimum(Loss loss, Words words) {
        return Intercept.formula(loss)
                .orElseGet(() -> words.say(
                        "loss.optimum.where",
                        "predictions",
                        String.join(", ", loss.predictions()),
                        "slopes",
                        String.join(
                                "; ",
                                Intercept.slopes(loss).stream()
                                        .map(Expr::toString)
                                        .toList())));
    }

    /** Each formula on a line of its own, never cut: it is to be copied. */
    private static String latex(Loss loss) {
        StringBuilder lines =
                new StringBuilder("    \\ell = ").append(Latex.of(loss.value())).append('\n');
        Derivatives derivatives = loss.derivatives();
        for (List<String> variables : derivatives.all()) {
            try {
                String formula = Latex.of(derivatives.shown(variables));
                lines.append("    ")
                        .append(derivatives.latex(variables))
                        .append(" = ")
                        .append(formula)
                        .append('\n');
            } catch (FormulaException noClosedForm) {
                // It is said above.
            }
        }
        return lines.toString();
    }

    /**
     * What one forecast costs.
     *
     * @param point the evaluation
     * @param page what to write on
     */
    public static String eval(LossPoint point, Page page) {
        Words words = Words.in(page.language());
        List<String[]> facts = new ArrayList<>();
        facts.add(new String[] {words.say("loss.value"), Double.toString(point.value())});
        for (LossPoint.Derivative derivative : point.derivatives()) {
            facts.add(new String[] {
                derivative(words, derivative.variables(), point.several()), numbers(derivative.values())
            });
        }
        return Ink.BOLD.on(page, words.say("loss.at", "loss", point.loss(), "at", point.at())) + "\n"
                + block(facts, page);
    }

    /** What a derivative is called; of several predictions with the names of those that it is taken in. */
    static String derivative(Words words, List<String> variables, boolean several) {
        String title = words.say(variables.size() == 1 ? "loss.gradient" : "loss.hessian");
        return several
                ? words.say(
                        "loss.derivative.in",
                        "title",
                        title,
                        "variables",
                        String.join(", ", variables.stream().distinct().toList()))
                : title;
    }

    /** A derivative as text, or why there is none in closed form. */
    private static String derived(Supplier<Expr> derivative) {
        try {
            return derivative.get().toString();
        } catch (FormulaException none) {
            return none.getMessage() + "";
        }
    }

    /**
     * Whether every word occurs in a loss: in its names here and elsewhere, its formula, what it elicits, or its task.
     *
     * @param loss the loss
     * @param search words, with blanks between them; upper and lower case are the same
     */
    static boolean mentions(Loss loss, String search) {
        String text = String.join(
                        " ",
                        loss.name(),
                        loss.about().aliases().toString(),
                        loss.about().otherNames().toString(),
                        loss.formula(),
                        loss.about().elicits(),
                        task(loss))
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(search.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(text::contains);
    }

    /**
     * What a loss is for.
     *
     * @param loss the loss
     * @return binary, classes, counts, positive or regression: what its target may be
     */
    static String task(Loss loss) {
        Domain target = loss.target().domain();
        if (loss.perClass()) {
            return "classes";
        }
        if (target.low() == 0 && target.high() == 1) {
            return "binary";
        }
        return target.low() < 0 ? "regression" : target.lowIncluded() ? "counts" : "positive";
    }

    private static String value(List<Double> numbers) {
        return numbers.isEmpty()
                ? ""
                : " = " + (numbers.size() == 1 ? numbers.get(0).toString() : numbers.toString());
    }

    private static String title(Loss loss, Parameter parameter) {
        return loss.predictions().contains(parameter.name())
                ? "loss.prediction"
                : loss.columns().contains(parameter.name()) ? "loss.given" : "loss.parameter";
    }

    private static String parameters(Loss loss) {
        if (loss.parameters().isEmpty()) {
            return "";
        }
        List<String> parts = loss.parameters().stream()
                .map(parameter -> parameter.name() + "=" + Figures.plain(parameter.value()))
                .toList();
        return "(" + String.join(", ", parts) + ")";
    }

    private static String names(Map<String, String> names) {
        List<String> parts = new ArrayList<>();
        names.forEach((library, name) -> parts.add(library + ": " + name));
        return String.join("; ", parts);
    }

    private static String numbers(double[] numbers) {
        StringBuilder text = new StringBuilder();
        for (double number : numbers) {
            text.append(text.isEmpty() ? "" : "  ").append(number);
        }
        return text.toString();
    }

    private static void optional(List<String[]> facts, String title, String value) {
        if (!value.isEmpty()) {
            facts.add(new String[] {title, value});
        }
    }

    /** Titles on the left, values on the right and wrapped there. */
    static String block(List<String[]> facts, Page page) {
        int width = facts.stream().mapToInt(fact -> CellWidth.of(fact[0])).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (String[] fact : facts) {
            String first = INDENT + CellWidth.padRight(fact[0], width) + "  ";
            lines.addAll(Paragraph.lines(
                    Words.printable(fact[1]), Math.max(page.width(), 60), first, " ".repeat(CellWidth.of(first))));
        }
        return String.join("\n", lines) + "\n";
    }
}
