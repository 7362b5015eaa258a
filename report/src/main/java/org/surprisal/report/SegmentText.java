package org.surprisal.report;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.Segment;

/** Segments as a table, those of one column or combination together, the worst first. */
final class SegmentText {
    /** More rows of a table than this are in the JSON only. */
    private static final int MOST = 20;

    /** Longer names and values are cut where both stand together. */
    private static final int LONGEST_PART = 34;

    private static final Pattern RANGE = Pattern.compile("\\[(-?\\d+(?:\\.\\d+)?), (-?\\d+(?:\\.\\d+)?)]");

    private SegmentText() {}

    /** The lines, none without segments. */
    static List<String> lines(List<Segment> segments, Names names, Words words, Page page, String indent) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < segments.size(); ) {
            List<String> columns = List.copyOf(segments.get(from).by().keySet());
            int to = from;
            while (to < segments.size()
                    && List.copyOf(segments.get(to).by().keySet()).equals(columns)) {
                to++;
            }
            if (from > 0) {
                lines.add("");
            }
            lines.addAll(table(columns, segments.subList(from, to), names, words, page, indent));
            from = to;
        }
        return lines;
    }

    private static List<String> table(
            List<String> columns, List<Segment> segments, Names names, Words words, Page page, String indent) {
        String lead = segments.getFirst().differences().keySet().iterator().next();
        double level = Objects.requireNonNull(segments.getFirst().differences().get(lead))
                .estimate()
                .level();
        Grid grid = new Grid(
                List.of(
                        Words.printable(String.join(" × ", columns)),
                        words.say("table.n"),
                        names.score(lead),
                        words.say("segments.difference"),
                        words.say("table.interval", "level", names.level(level)),
                        "p",
                        ""),
                "lrrrlrl");
        boolean small = false;
        boolean marked = false;
        for (Segment each : segments.subList(0, Math.min(MOST, segments.size()))) {
            @Nullable Estimate score = each.scores().get(lead);
            Segment.Difference difference =
                    Objects.requireNonNull(each.differences().get(lead));
            small |= each.small();
            marked |= difference.marked();
            grid.add(
                    name(each.by(), words),
                    Figures.count(each.rows()),
                    score == null ? "" : Figures.value(score),
                    Figures.value(difference.estimate()),
                    Figures.interval(difference.estimate()),
                    Double.isNaN(difference.p()) ? "" : Figures.plain(difference.p()),
                    (difference.marked() ? "*" : "") + (each.small() ? "~" : ""));
        }
        List<String> lines = new ArrayList<>();
        lines.add(indent
                + Ink.BOLD.on(
                        page,
                        words.say(
                                "segments.title",
                                "columns",
                                Words.printable(String.join(" × ", columns)),
                                "count",
                                Figures.count(segments.size()))));
        lines.addAll(grid.lines(page, indent));
        if (marked) {
            lines.addAll(Paragraph.lines(words.say("segments.marked"), page.width(), indent, indent));
        }
        if (small) {
            lines.addAll(Paragraph.lines(words.say("segments.small"), page.width(), indent, indent));
        }
        if (segments.size() > MOST) {
            String more = words.say("segments.more", "count", Figures.count(segments.size() - MOST));
            lines.addAll(Paragraph.lines(more, page.width(), indent, indent));
        }
        return lines;
    }

    /** What the rows of a segment have in common, with the names of the columns. */
    static String conditions(Segment segment, Words words) {
        List<String> parts = new ArrayList<>();
        segment.by().forEach((column, value) -> {
            String text = value == null ? words.say("segments.empty") : Words.printable(shortened(value));
            parts.add(CellWidth.cut(Words.printable(column), LONGEST_PART) + "=" + CellWidth.cut(text, LONGEST_PART));
        });
        return String.join(" & ", parts);
    }

    /** What the rows of a segment have in common, without the names of the columns. */
    static String name(Map<String, @Nullable String> by, Words words) {
        List<String> parts = new ArrayList<>();
        Iterator<@Nullable String> values = by.values().iterator();
        while (values.hasNext()) {
            @Nullable String value = values.next();
            parts.add(value == null ? words.say("segments.empty") : Words.printable(shortened(value)));
        }
        return String.join(" × ", parts);
    }

    /** The ends of a range of numbers with the digits that a table has room for. */
    private static String shortened(String value) {
        Matcher range = RANGE.matcher(value);
        return range.matches()
                ? "[" + Figures.plain(Double.parseDouble(range.group(1))) + ", "
                        + Figures.plain(Double.parseDouble(range.group(2))) + "]"
                : value;
    }
}
