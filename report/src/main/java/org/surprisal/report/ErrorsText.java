package org.surprisal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.ErrorFindings;
import org.surprisal.score.Estimate;

/** How errors of numbers are spread: their quantiles, and by prediction. */
final class ErrorsText {
    private final Words words;
    private final Names names;
    private final Page page;
    private final String indent;
    private final List<String> lines = new ArrayList<>();

    private ErrorsText(Words words, Page page, String indent) {
        this.words = words;
        this.names = new Names(words);
        this.page = page;
        this.indent = indent;
    }

    /** Lines without a final line feed. */
    static List<String> lines(ErrorFindings errors, Words words, Page page, String indent) {
        ErrorsText text = new ErrorsText(words, page, indent);
        text.quantiles(errors);
        text.tenths(errors);
        return text.lines;
    }

    private void quantiles(ErrorFindings errors) {
        lines.add(indent + Ink.BOLD.on(page, words.say("errors.title")));
        Grid grid = new Grid(
                List.of(
                        words.say("errors.share"),
                        words.say("errors.error"),
                        words.say(
                                "table.interval",
                                "level",
                                names.level(errors.medianAbsolute().level()))),
                "lrl");
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        errors.quantiles().forEach((level, estimate) -> row(grid, reasons, names.level(level), estimate));
        row(grid, reasons, words.say("errors.median.absolute"), errors.medianAbsolute());
        lines.addAll(grid.lines(page, indent));
        reasons.forEach((reason, of) -> {
            String text =
                    words.say("table.no.interval", "scores", String.join(words.say("list.join"), of), "reason", reason);
            Paragraph.lines(text, page.width(), indent, indent).forEach(line -> lines.add(Ink.DIM.on(page, line)));
        });
        String ends = words.say(
                "errors.ends",
                "least",
                Figures.digits(errors.least(), 3),
                "greatest",
                Figures.digits(errors.greatest(), 3));
        lines.addAll(Paragraph.lines(ends, page.width(), indent, indent));
    }

    private void row(Grid grid, Map<String, List<String>> reasons, String name, Estimate estimate) {
        grid.add(name, Figures.value(estimate), Figures.interval(estimate));
        @Nullable String reason = estimate.reason();
        if (reason != null) {
            reasons.computeIfAbsent(names.reason(reason), key -> new ArrayList<>())
                    .add(name);
        }
    }

    private void tenths(ErrorFindings errors) {
        if (errors.tenths().size() < 2) {
            return;
        }
        lines.add("");
        lines.add(indent + Ink.BOLD.on(page, words.say("errors.by.prediction")));
        Grid grid = new Grid(
                List.of(
                        words.say("errors.from"),
                        words.say("errors.to"),
                        words.say("errors.rows"),
                        words.say("errors.bias"),
                        words.say("errors.sd"),
                        words.say("errors.rms")),
                "rrrrrr");
        for (ErrorFindings.Tenth tenth : errors.tenths()) {
            grid.add(
                    Figures.digits(tenth.low(), 4),
                    Figures.digits(tenth.high(), 4),
                    Figures.count(tenth.rows()),
                    Figures.digits(tenth.bias(), 3),
                    Figures.digits(tenth.sd(), 3),
                    Figures.digits(tenth.rms(), 3));
        }
        lines.addAll(grid.lines(page, indent));
    }
}
