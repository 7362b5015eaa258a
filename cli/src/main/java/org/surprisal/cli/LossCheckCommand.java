package org.surprisal.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.traits.Examination;
import org.surprisal.report.Language;
import org.surprisal.report.LossCheckJson;
import org.surprisal.report.LossCheckText;

/** {@code surprisal loss check}: what an author wants to know about a loss before training with it. */
final class LossCheckCommand implements Command {
    private static final Pattern RANGE =
            Pattern.compile("([\\[(])?\\s*([^,\\s]+?)\\s*(?:\\.\\.|,)\\s*([^\\])]+?)\\s*([\\])])?");

    private final Console console;

    private String loss = "";
    private @Nullable String target;
    private @Nullable String prediction;
    private @Nullable String json;
    private @Nullable String lang;

    LossCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("NAME|FORMULA", value -> loss = value)
                .option("--target", "LOW..HIGH", value -> target = value)
                .option("--prediction", "LOW..HIGH", value -> prediction = value)
                .option("--json", "FILE|-", value -> json = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        Language language = Main.language(lang, console);
        Loss formula = LossArgument.parse(loss, "loss");
        if (target != null || prediction != null) {
            if (!formula.parameters().isEmpty() && !formula.name().equals(formula.formula())) {
                throw new WrongCall(
                        "--target and --prediction are for formulas; " + formula.name() + " has domains of its own.",
                        "loss");
            }
            formula = Examination.within(
                    formula,
                    domain("--target", target, formula.target().domain()),
                    domain("--prediction", prediction, formula.prediction().domain()));
        }
        ProgressBar bar = new ProgressBar(console.err());
        Examination found;
        try {
            found = Examination.of(formula, share -> {
                if (console.drawsProgress()) {
                    bar.at(share);
                }
            });
        } finally {
            bar.wipe();
        }
        if (json != null) {
            JsonTarget.write(json, console, out -> LossCheckJson.write(found, out));
        }
        if (json == null || !JsonTarget.isStandardOutput(json)) {
            console.out().print(LossCheckText.of(found, console.page(language)));
        }
        return found.fine() ? 0 : Failure.GATE;
    }

    /** A range such as {@code 0..1}, {@code (0..1)} or {@code 0..inf}; ends belong to it unless they are infinite. */
    static Domain domain(String option, @Nullable String text, Domain otherwise) {
        if (text == null) {
            return otherwise;
        }
        Matcher range = RANGE.matcher(text.strip());
        if (range.matches()) {
            try {
                double low = number(range.group(2));
                double high = number(range.group(3));
                if (low < high) {
                    boolean open = Double.isInfinite(low) || "(".equals(range.group(1));
                    boolean openAbove = Double.isInfinite(high) || ")".equals(range.group(4));
                    return new Domain(low, !open, high, !openAbove);
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        throw new WrongCall(
                option + " is written like 0..1, (0..1) without its ends, or 0..inf; not '" + text + "'.", "loss");
    }

    private static double number(String text) {
        return switch (text) {
            case "inf", "∞" -> Double.POSITIVE_INFINITY;
            case "-inf", "-∞" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
