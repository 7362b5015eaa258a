package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.Segment;
import org.surprisal.score.WeakSegments;

/** Segments that were searched for, with what the rows say that the search has not seen. */
final class WeakSegmentsText {
    /** More segments than this are in the JSON only. */
    private static final int MOST = 20;

    private final WeakSegments weak;
    private final Words words;
    private final Names names;
    private final Page page;
    private final String indent;
    private final List<String> lines = new ArrayList<>();

    /** Longer conditions stand below the table, numbered. */
    private static final int WIDEST = 24;

    private WeakSegmentsText(WeakSegments weak, Words words, Page page, String indent) {
        this.weak = weak;
        this.words = words;
        this.names = new Names(words);
        this.page = page;
        this.indent = indent;
    }

    /** Lines without a final line feed. */
    static List<String> lines(WeakSegments weak, Words words, Page page, String indent) {
        WeakSegmentsText text = new WeakSegmentsText(weak, words, page, indent);
        text.lines.add(indent + Ink.BOLD.on(page, words.say("weak.title")));
        if (!weak.found().isEmpty()) {
            text.table();
        }
        text.explain();
        return text.lines;
    }

    private void table() {
        double level = of(weak.found().getFirst().segment()).estimate().level();
        Grid grid = new Grid(
                List.of(
                        words.say("weak.segment"),
                        words.say("table.n"),
                        names.score(weak.score()),
                        words.say("weak.difference"),
                        words.say("table.interval", "level", names.level(level)),
                        words.say("table.p"),
                        ""),
                "lrrrlrl");
        List<WeakSegments.Found> shown =
                weak.found().subList(0, Math.min(MOST, weak.found().size()));
        List<String> conditions = shown.stream()
                .map(each -> SegmentText.conditions(each.segment(), words))
                .toList();
        boolean below = conditions.stream().anyMatch(text -> CellWidth.of(text) > WIDEST);
        for (int k = 0; k < shown.size(); k++) {
            WeakSegments.Found each = shown.get(k);
            Segment segment = each.segment();
            @Nullable Estimate score = segment.scores().get(weak.score());
            Segment.Difference difference = of(segment);
            grid.add(
                    below ? Integer.toString(k + 1) : conditions.get(k),
                    Figures.count(segment.rows()),
                    score == null ? "" : Figures.value(score),
                    Figures.value(difference.estimate()),
                    Figures.interval(difference.estimate()),
                    p(difference.adjusted()),
                    each.holds() ? "*" : "");
        }
        lines.addAll(grid.lines(page, indent));
        for (int k = 0; k < conditions.size() && below; k++) {
            String number = indent + CellWidth.padRight((k + 1) + ": ", 4);
            lines.addAll(Paragraph.lines(conditions.get(k), page.width(), number, indent + "    "));
        }
    }

    private static String p(double adjusted) {
        return Double.isNaN(adjusted) ? "" : adjusted < 0.0001 ? "< 0.0001" : Figures.digits(adjusted, 2);
    }

    private Segment.Difference of(Segment segment) {
        return Objects.requireNonNull(segment.differences().get(weak.score()));
    }

    private void explain() {
        if (weak.found().size() > MOST) {
            paragraph(words.say(
                    "segments.more", "count", Figures.count(weak.found().size() - MOST)));
        }
        long holding = weak.found().stream().filter(WeakSegments.Found::holds).count();
        if (weak.found().isEmpty()) {
            paragraph(words.say("weak.none"));
        } else {
            paragraph(words.count(
                    "weak.holding",
                    holding,
                    "count",
                    holding,
                    "found",
                    weak.found().size()));
        }
        paragraph(words.say(
                "weak.searched",
                "columns",
                Figures.count(weak.columns().size()),
                "candidates",
                Figures.count(weak.candidates()),
                "least",
                weak.least(),
                "searched",
                Figures.count(weak.searched()),
                "confirmed",
                Figures.count(weak.confirmed())));
        Map<WeakSegments.Reason, List<String>> byReason = new TreeMap<>();
        weak.leftOut()
                .forEach((column, reason) -> byReason.computeIfAbsent(reason, key -> new ArrayList<>())
                        .add(column));
        byReason.forEach((reason, columns) -> paragraph(
                words.say("weak.left." + Names.code(reason), "columns", String.join(words.say("list.join"), columns))));
    }

    private void paragraph(String text) {
        lines.addAll(Paragraph.lines(text, page.width(), indent, indent));
    }
}
