package org.surprisal.report.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Page;
import org.surprisal.report.Prose;
import org.surprisal.report.Words;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;
import org.surprisal.watch.ValueText;
import org.surprisal.watch.ask.Answer;
import org.surprisal.watch.summary.Summary;

/** A summary of a recording on a terminal. */
public final class SummaryText {
    /** Longer values are cut. */
    private static final int WIDEST = 26;
    /** As many lines of the program are shown; of longer programs those that ran most often. */
    private static final int MOST_LINES = 40;
    /** As many values of a watched expression are shown. */
    private static final int MOST_POINTS = 20;

    private final Summary summary;
    private final Map<String, String> sources;
    private final Page page;
    private final Words words;
    private final List<String> lines = new ArrayList<>();

    private SummaryText(Summary summary, Map<String, String> sources, Page page) {
        this.summary = summary;
        this.sources = sources;
        this.page = page;
        words = Words.in(page.language());
    }

    /**
     * The summary as text.
     *
     * @param summary what the recording comes to
     * @param sources the sources by file
     * @param page what the text is written on
     */
    public static String of(Summary summary, Map<String, String> sources, Page page) {
        SummaryText text = new SummaryText(summary, sources, page);
        text.write();
        return String.join("\n", text.lines) + "\n";
    }

    /** What was answered to assertions and watched expressions. */
    public static String answers(List<Answer> assertions, List<Answer> watched, Page page) {
        SummaryText text = new SummaryText(
                new Summary(
                        "",
                        "",
                        java.util.OptionalInt.empty(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                Map.of(),
                page);
        assertions.forEach(text::assertion);
        watched.forEach(text::watched);
        return text.lines.isEmpty() ? "" : String.join("\n", text.lines) + "\n";
    }

    private void write() {
        head();
        troubles();
        variables();
        methods();
        counts();
        for (String note : summary.notes()) {
            lines.add("");
            lines.addAll(Prose.wrapped(Words.printable(note), "  ", "  ", page));
        }
    }

    private void head() {
        String end = summary.exit().isPresent()
                ? words.say("watch.exit", "code", summary.exit().getAsInt())
                : words.say("watch.exit.none");
        lines.add(Prose.heading(Words.printable(summary.program()), page) + "  "
                + words.count("watch.head.steps", summary.steps(), "steps", Prose.count(summary.steps())) + ", "
                + words.count("watch.head.events", summary.events(), "events", Prose.count(summary.events())) + ", "
                + words.count(
                        "watch.head.threads",
                        summary.threads().size(),
                        "threads",
                        summary.threads().size())
                + ", " + end);
    }

    private void troubles() {
        if (summary.firsts().isEmpty()) {
            return;
        }
        lines.add("");
        for (Summary.First first : summary.firsts()) {
            String what = first.variable().isEmpty() ? first.value() : first.variable() + " = " + first.value();
            String where = words.say("watch.at", "line", first.line(), "step", Prose.count(first.step()));
            String text = words.say("watch.first." + first.trouble().name().toLowerCase(Locale.ROOT)) + ": "
                    + Words.printable(what) + ", " + where + ", " + place(first.method());
            lines.addAll(Prose.wrapped(text, "  ", "    ", page));
        }
    }

    private void variables() {
        Map<String, List<Summary.Variable>> places = new LinkedHashMap<>();
        for (Summary.Variable variable : summary.variables()) {
            places.computeIfAbsent(variable.place(), place -> new ArrayList<>()).add(variable);
        }
        List<List<String>> rows = new ArrayList<>();
        places.values().forEach(variables -> variables.forEach(variable -> rows.add(row(variable))));
        if (rows.isEmpty()) {
            return;
        }
        List<String> table = Prose.table(
                List.of(
                        "  " + words.say("watch.variable"),
                        words.say("watch.writes"),
                        words.say("watch.value.first"),
                        words.say("watch.value.last"),
                        words.say("watch.least"),
                        words.say("watch.most")),
                "lrllrr",
                rows,
                page);
        lines.add("");
        lines.add(table.getFirst());
        int next = 1;
        for (Map.Entry<String, List<Summary.Variable>> place : places.entrySet()) {
            lines.add(place.getKey().isEmpty() ? words.say("watch.outside") : Words.printable(place.getKey()));
            lines.addAll(table.subList(next, next + place.getValue().size()));
            next += place.getValue().size();
        }
    }

    private List<String> row(Summary.Variable variable) {
        int wide = Math.clamp((page.width() - 48) / 2, 10, WIDEST);
        return List.of(
                "  " + Words.printable(variable.name()),
                Prose.count(variable.writes()),
                shown(variable.first(), wide),
                shown(variable.last(), wide),
                extreme(variable.minimum()),
                extreme(variable.maximum()));
    }

    private void methods() {
        if (summary.methods().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Summary.Calls calls : summary.methods()) {
            rows.add(List.of(
                    place(calls.method()),
                    Prose.count(calls.calls()),
                    calls.deepest() > 1 ? Prose.count(calls.deepest()) : "",
                    calls.thrown() > 0 ? Prose.count(calls.thrown()) : ""));
        }
        lines.add("");
        lines.addAll(Prose.table(
                List.of(
                        words.say("watch.method"),
                        words.say("watch.calls"),
                        words.say("watch.depth"),
                        words.say("watch.thrown")),
                "lrrr",
                rows,
                page));
    }

    private void counts() {
        if (summary.lines().isEmpty()) {
            return;
        }
        List<Summary.Line> shown = summary.lines();
        if (shown.size() > MOST_LINES) {
            shown = shown.stream()
                    .sorted(Comparator.comparingLong(Summary.Line::count).reversed())
                    .limit(MOST_LINES)
                    .toList();
        }
        int width = Math.max(
                5,
                shown.stream()
                        .mapToInt(line -> Prose.count(line.count()).length())
                        .max()
                        .orElse(0));
        String file = "";
        for (Summary.Line line : shown) {
            if (!line.file().equals(file)) {
                file = line.file();
                lines.add("");
                lines.add(Prose.heading(Words.printable(file), page));
            }
            String text = SourceLines.line(sources, line.file(), line.line());
            lines.add(Prose.heading(padded(Prose.count(line.count()), width), page) + "  "
                    + padded(Integer.toString(line.line()), 4) + "  "
                    + shown(text, Math.max(20, page.width() - width - 8)));
        }
        if (summary.lines().size() > MOST_LINES) {
            lines.add(words.say(
                    "watch.more.lines", "count", Prose.count(summary.lines().size() - MOST_LINES)));
        }
    }

    private void assertion(Answer answer) {
        String expression = Words.printable(answer.expression().toString());
        Answer.@Nullable Point broken = answer.broken();
        if (broken != null) {
            lines.add(words.say(
                    "watch.assert.broken",
                    "expression",
                    expression,
                    "step",
                    Prose.count(broken.step()),
                    "line",
                    broken.line(),
                    "method",
                    place(broken.method())));
            lines.addAll(Prose.wrapped(Words.printable(broken.variables()), "    ", "    ", page));
        } else if (answer.asked() == 0) {
            lines.add(words.say("watch.assert.never", "expression", expression));
        } else {
            lines.add(words.say("watch.assert.holds", "expression", expression, "count", Prose.count(answer.asked())));
        }
    }

    private void watched(Answer answer) {
        lines.add(words.say(
                "watch.watched",
                "expression",
                Words.printable(answer.expression().toString()),
                "changes",
                Prose.count(answer.changes()),
                "count",
                Prose.count(answer.asked())));
        List<List<String>> rows = new ArrayList<>();
        for (Answer.Point point : answer.points().stream().limit(MOST_POINTS).toList()) {
            rows.add(List.of(
                    "  " + shown(point.text(), 50),
                    words.say("watch.at", "line", point.line(), "step", Prose.count(point.step())),
                    place(point.method())));
        }
        lines.addAll(Prose.table(List.of("", "", ""), "lll", rows, page));
        if (answer.changes() > MOST_POINTS) {
            lines.add("  " + words.say("watch.more.values", "count", Prose.count(answer.changes() - MOST_POINTS)));
        }
    }

    private static String extreme(Summary.@Nullable Extreme extreme) {
        return extreme == null ? "" : number(extreme.value()) + " (" + extreme.line() + ")";
    }

    private static String number(Value value) {
        return value instanceof Value.Real real && Double.isFinite(real.value())
                ? Prose.number(real.value())
                : ValueText.of(value);
    }

    static String place(@Nullable Method method) {
        return method == null ? "" : Words.printable(method.type() + "." + method.name());
    }

    static String shown(String text, int width) {
        String clean = Words.printable(text);
        return clean.length() <= width ? clean : clean.substring(0, width - 1) + "…";
    }

    static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
