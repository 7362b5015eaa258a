package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Decisions;
import org.surprisal.score.Decisions.Choice;
import org.surprisal.score.Decisions.Point;
import org.surprisal.score.Estimate;
import org.surprisal.score.Policy;

/** What comes of acting on forecasts: a column for each threshold, then the rows by tenths. */
final class DecisionsText {
    private static final List<String> MEASURES = List.of(
            "acted_on",
            "precision",
            "recall",
            "specificity",
            "f1",
            "mcc",
            "balanced_accuracy",
            "net_benefit",
            "net_benefit_treat_all",
            "cost",
            "cost_against_always",
            "cost_against_never");

    private final Decisions decisions;
    private final Words words;
    private final Page page;
    private final String indent;
    private final List<String> lines = new ArrayList<>();

    private DecisionsText(Decisions decisions, Words words, Page page, String indent) {
        this.decisions = decisions;
        this.words = words;
        this.page = page;
        this.indent = indent;
    }

    /** Lines without a final line feed. */
    static List<String> lines(Decisions decisions, Words words, Page page, String indent) {
        DecisionsText text = new DecisionsText(decisions, words, page, indent);
        text.points();
        text.standing();
        text.tenths();
        return text.lines;
    }

    private void points() {
        Point first = decisions.points().getFirst();
        List<Point> others = decisions.points().subList(1, decisions.points().size());
        Policy.@Nullable Costs costs = decisions.costs();
        say(
                costs == null
                        ? words.say("decide.title")
                        : words.say(
                                "decide.title.costs",
                                "fp",
                                Figures.digits(costs.falsePositive(), 9),
                                "fn",
                                Figures.digits(costs.falseNegative(), 9)));
        Names names = new Names(words);
        double level = Objects.requireNonNull(first.measures().get("acted_on")).level();
        List<String> head =
                new ArrayList<>(List.of("", title(first), words.say("table.interval", "level", names.level(level))));
        others.forEach(point -> head.add(title(point)));
        Grid grid = new Grid(head, "lrl" + "r".repeat(others.size()));
        for (String cell : List.of("hits", "false_alarms", "misses", "rejections")) {
            List<String> row = new ArrayList<>(List.of(words.say("decide." + cell), count(first, cell), ""));
            others.forEach(point -> row.add(count(point, cell)));
            grid.add(row.toArray(String[]::new));
        }
        for (String name : MEASURES) {
            Estimate estimate = first.measures().get(name);
            if (estimate != null) {
                List<String> row = new ArrayList<>(
                        List.of(words.say("decide." + name), Figures.value(estimate), Figures.interval(estimate)));
                others.forEach(point -> row.add(value(point.measures().get(name))));
                grid.add(row.toArray(String[]::new));
            }
        }
        lines.addAll(grid.lines(page, indent));
        if (decisions.points().stream().anyMatch(point -> point.choice() == Choice.BEST)) {
            remark(words.say("decide.optimistic"));
        }
    }

    private String title(Point point) {
        return point.threshold() == Double.POSITIVE_INFINITY
                ? words.say("decide.never")
                : words.say("decide." + Names.code(point.choice()), "threshold", Figures.digits(point.threshold(), 4));
    }

    private static String count(Point point, String cell) {
        double[][] rows = point.rows();
        double count = switch (cell) {
            case "hits" -> rows[1][1];
            case "false_alarms" -> rows[0][1];
            case "misses" -> rows[1][0];
            default -> rows[0][0];
        };
        return Figures.rows(count);
    }

    private static String value(@Nullable Estimate estimate) {
        return estimate == null ? "" : Figures.value(estimate);
    }

    private void standing() {
        Estimate always = decisions.standing().get("always");
        Estimate never = decisions.standing().get("never");
        if (always != null && never != null) {
            remark(words.say("decide.standing", "always", Figures.value(always), "never", Figures.value(never)));
        }
    }

    private void tenths() {
        if (decisions.tenths().isEmpty()) {
            return;
        }
        Grid grid = new Grid(
                List.of(
                        words.say("decide.tenth"),
                        words.say("decide.forecasts"),
                        words.say("table.n"),
                        words.say("decide.expected"),
                        words.say("decide.events"),
                        words.say("decide.lift"),
                        words.say("decide.gain")),
                "rlrrrrr");
        int number = 0;
        for (Decisions.Tenth tenth : decisions.tenths()) {
            grid.add(
                    Integer.toString(++number),
                    Figures.digits(tenth.lowest(), 3) + " – " + Figures.digits(tenth.highest(), 3),
                    Figures.rows(tenth.rows()),
                    Figures.rows(tenth.expected()),
                    Figures.rows(tenth.events()),
                    Figures.digits(tenth.lift(), 3),
                    Figures.percent(tenth.gain()));
        }
        lines.add("");
        say(words.say("decide.tenths"));
        lines.addAll(grid.lines(page, indent));
    }

    private void say(String title) {
        for (String line : Paragraph.lines(title, page.width(), indent, indent)) {
            lines.add(Ink.BOLD.on(page, line));
        }
    }

    private void remark(String text) {
        for (String line : Paragraph.lines(text, page.width(), indent, indent)) {
            lines.add(Ink.DIM.on(page, line));
        }
    }
}
