package org.surprisal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Contrast;
import org.surprisal.score.DecisiveRows;
import org.surprisal.score.Difference;
import org.surprisal.score.Estimate;
import org.surprisal.score.Join;
import org.surprisal.score.ModelComparison;
import org.surprisal.score.ThresholdContrast;

/** Models beside each other: paired differences by score, and with several models their order. */
final class ComparisonText {
    /** Differences that say in another unit what one above says, or that few ask for here. */
    private static final Set<String> OTHER_UNITS = Set.of(
            "surprisal_bits",
            "perplexity",
            "log_loss_skill",
            "brier_skill",
            "mse_skill",
            "mae_skill",
            "calibration_slope");

    private final ModelComparison comparison;
    private final List<String> classes;
    private final Words words;
    private final Names names;
    private final Page page;
    private final String indent;
    private final List<String> lines = new ArrayList<>();

    private ComparisonText(ModelComparison comparison, List<String> classes, Words words, Page page, String indent) {
        this.comparison = comparison;
        this.classes = classes;
        this.words = words;
        this.names = new Names(words);
        this.page = page;
        this.indent = indent;
    }

    /** Lines without a final line feed; the classes are those of the scorecard. */
    static List<String> lines(ModelComparison comparison, List<String> classes, Words words, Page page, String indent) {
        ComparisonText text = new ComparisonText(comparison, classes, words, page, indent);
        if (comparison.against().size() > 1) {
            text.ranked();
        } else {
            text.pair();
        }
        text.contrasts();
        text.join();
        text.leftOut();
        return text.lines;
    }

    private String level() {
        Estimate any =
                comparison.models().getFirst().scores().values().iterator().next();
        return names.level(any.level());
    }

    private void title(String key, Object... figures) {
        lines.add(indent + Ink.BOLD.on(page, Words.printable(words.say(key, figures))));
    }

    private void pair() {
        title(
                "compare.title",
                "model",
                comparison.against().getFirst(),
                "rows",
                words.count("count.rows", comparison.rows(), "count", Figures.count(comparison.rows())));
        boolean planned =
                comparison.differences().values().stream().anyMatch(difference -> difference.rowsNeeded() != null);
        Grid grid = new Grid(
                List.of(
                        words.say("table.score"),
                        words.say("compare.difference"),
                        words.say("table.interval", "level", level()),
                        words.say("table.p"),
                        words.say("compare.detectable"),
                        planned ? words.say("compare.needed") : ""),
                "lrlrrr");
        comparison.differences().forEach((name, difference) -> {
            if (isShown(name)) {
                @Nullable Double detectable = difference.detectable();
                @Nullable Long needed = difference.rowsNeeded();
                grid.add(
                        names.score(name),
                        Figures.value(difference.estimate()),
                        Figures.interval(difference.estimate()),
                        p(difference),
                        detectable == null ? "" : Figures.digits(detectable, 2),
                        needed == null ? "" : Figures.count(needed));
            }
        });
        lines.addAll(grid.lines(page, indent));
        reasons();
        @Nullable Difference leading = comparison.differences().get(comparison.rankedBy());
        @Nullable Double share = leading == null ? null : leading.topShare();
        if (share != null) {
            String text = words.say(
                    "compare.top", "share", Figures.percent(share), "score", names.score(comparison.rankedBy()));
            lines.addAll(Paragraph.lines(text, page.width(), indent, indent));
        }
    }

    /** Why differences have no interval, each reason once. */
    private void reasons() {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        comparison.differences().forEach((name, difference) -> {
            @Nullable String reason = difference.estimate().reason();
            if (reason != null && isShown(name)) {
                byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(names.score(name));
            }
        });
        byReason.forEach((reason, scores) -> {
            String text = words.say(
                    "table.no.interval",
                    "scores",
                    String.join(words.say("list.join"), scores),
                    "reason",
                    names.reason(reason));
            Paragraph.lines(text, page.width(), indent, indent).forEach(line -> lines.add(Ink.DIM.on(page, line)));
        });
    }

    private static boolean isShown(String score) {
        return !OTHER_UNITS.contains(score) && !Details.are(score);
    }

    private static String p(@Nullable Difference difference) {
        @Nullable Double p = difference == null ? null : difference.p();
        return p == null ? "" : p(p.doubleValue());
    }

    /** A p-value. */
    static String p(double p) {
        return p < 0.0001 ? "< 0.0001" : Figures.digits(p, 2);
    }

    private void ranked() {
        String by = comparison.rankedBy();
        title(
                "compare.ranked",
                "score",
                names.score(by),
                "rows",
                words.count("count.rows", comparison.rows(), "count", Figures.count(comparison.rows())));
        toBest(by);
        if (comparison.models().getFirst().scores().containsKey("auc")) {
            lines.add("");
            toBest("auc");
        }
        String text = words.say(
                "compare.holm", "count", Figures.count(comparison.models().size() - 1));
        lines.addAll(Paragraph.lines(text, page.width(), indent, indent));
    }

    /** A score of all models, and how it differs from that of the best. */
    private void toBest(String by) {
        Grid grid = new Grid(
                List.of(
                        words.say("compare.model"),
                        names.score(by),
                        words.say("compare.to_best"),
                        words.say("table.interval", "level", level()),
                        words.say("table.p"),
                        words.say("compare.adjusted")),
                "lrrlrr");
        for (ModelComparison.Model model : comparison.models()) {
            @Nullable Difference difference = model.toBest().get(by);
            Estimate score = Objects.requireNonNull(model.scores().get(by), by);
            @Nullable Double adjusted = difference == null ? null : difference.adjusted();
            grid.add(
                    Words.printable(model.name()),
                    Figures.value(score),
                    difference == null ? "" : Figures.value(difference.estimate()),
                    difference == null ? "" : Figures.interval(difference.estimate()),
                    p(difference),
                    adjusted == null ? "" : p(adjusted.doubleValue()));
        }
        lines.addAll(grid.lines(page, indent));
    }

    /** Where each wins: of several models by thresholds only, the rest is in the JSON. */
    private void contrasts() {
        for (ModelComparison.Model model : comparison.models()) {
            @Nullable Contrast contrast = model.contrast();
            if (contrast == null) {
                continue;
            }
            ContrastText text = new ContrastText(model.name(), words, page, indent);
            @Nullable ThresholdContrast thresholds = contrast.thresholds();
            if (thresholds != null) {
                lines.addAll(text.thresholds(thresholds));
            }
            if (comparison.against().size() == 1) {
                lines.addAll(text.segments(contrast));
                @Nullable DecisiveRows rows = contrast.rows();
                if (rows != null) {
                    lines.addAll(new DecisiveRowsText(rows, model.name(), classes, words, page, indent).lines());
                }
            }
        }
    }

    private void join() {
        @Nullable Join join = comparison.join();
        if (join != null) {
            String text = words.say(
                    "compare.join",
                    "file",
                    join.file(),
                    "on",
                    String.join(words.say("list.join"), join.on()),
                    "matched",
                    Figures.count(join.matched()),
                    "here",
                    Figures.count(join.onlyHere()),
                    "there",
                    Figures.count(join.onlyThere()));
            lines.addAll(Paragraph.lines(text, page.width(), indent, indent));
            @Nullable Long outcomes = join.outcomes();
            String alike = outcomes == null
                    ? words.say("compare.join.unchecked", "file", join.file())
                    : words.count("compare.join.alike", outcomes, "count", Figures.count(outcomes));
            lines.addAll(Paragraph.lines(alike, page.width(), indent, indent));
            long without = join.withoutKeyHere() + join.withoutKeyThere();
            if (without > 0) {
                String empty = words.say(
                        "compare.join.empty",
                        "here",
                        Figures.count(join.withoutKeyHere()),
                        "there",
                        Figures.count(join.withoutKeyThere()));
                lines.addAll(Paragraph.lines(empty, page.width(), indent, indent));
            }
        }
    }

    private void leftOut() {
        for (Map.Entry<String, Long> entry : comparison.leftOut().entrySet()) {
            if (entry.getValue() > 0) {
                String text = words.count(
                        "compare.left",
                        entry.getValue(),
                        "count",
                        Figures.count(entry.getValue()),
                        "model",
                        entry.getKey());
                lines.addAll(Paragraph.lines(text, page.width(), indent, indent));
            }
        }
    }
}
