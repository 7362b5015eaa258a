package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.surprisal.score.Contrast;
import org.surprisal.score.Segment;
import org.surprisal.score.SegmentContrast;
import org.surprisal.score.ThresholdContrast;

/** Where one of two models is better, in words and as tables. */
final class ContrastText {
    /** More segments of a table than this are in the JSON only. */
    private static final int MOST = 20;

    private final String model;
    private final Words words;
    private final Names names;
    private final Page page;
    private final String indent;

    /**
     * A writer.
     *
     * @param model what the prediction is compared with
     */
    ContrastText(String model, Words words, Page page, String indent) {
        this.model = model;
        this.words = words;
        this.names = new Names(words);
        this.page = page;
        this.indent = indent;
    }

    /** One sentence on thresholds. */
    List<String> thresholds(ThresholdContrast thresholds) {
        List<String> sides = new ArrayList<>();
        side(sides, thresholds, true);
        side(sides, thresholds, false);
        String text = sides.isEmpty()
                ? words.say("compare.wins.none", "model", model)
                : words.say("compare.wins", "model", model, "sides", String.join(words.say("list.semicolon"), sides));
        return Paragraph.lines(text, page.width(), indent, indent);
    }

    private void side(List<String> sides, ThresholdContrast thresholds, boolean prediction) {
        List<String> ranges = thresholds.ranges().stream()
                .filter(range -> range.prediction() == prediction)
                .map(range -> range.from() == range.to()
                        ? Figures.plain(range.from())
                        : words.say(
                                "compare.wins.range",
                                "from",
                                Figures.plain(range.from()),
                                "to",
                                Figures.plain(range.to())))
                .toList();
        if (!ranges.isEmpty()) {
            String who = prediction ? words.say("compare.wins.prediction") : model;
            sides.add(words.say(
                    "compare.wins.side", "model", who, "ranges", String.join(words.say("list.join"), ranges)));
        }
    }

    /** A table for the segments of each column or combination. */
    List<String> segments(Contrast contrast) {
        List<String> lines = new ArrayList<>();
        List<SegmentContrast> all = contrast.segments();
        for (int from = 0; from < all.size(); ) {
            List<String> columns = List.copyOf(all.get(from).by().keySet());
            int to = from;
            while (to < all.size() && List.copyOf(all.get(to).by().keySet()).equals(columns)) {
                to++;
            }
            lines.add("");
            table(lines, columns, all.subList(from, to));
            from = to;
        }
        return lines;
    }

    private void table(List<String> lines, List<String> columns, List<SegmentContrast> segments) {
        String lead = segments.getFirst().differences().keySet().iterator().next();
        Segment.Difference any = difference(segments.getFirst(), lead);
        String by = Words.printable(String.join(" × ", columns));
        lines.add(indent
                + Ink.BOLD.on(
                        page,
                        words.say("compare.segments", "columns", by, "model", model, "score", names.score(lead))));
        Grid grid = new Grid(
                List.of(
                        by,
                        words.say("table.n"),
                        words.say("compare.difference"),
                        words.say(
                                "table.interval",
                                "level",
                                names.level(any.estimate().level())),
                        words.say("table.p"),
                        ""),
                "lrrlrl");
        boolean small = false;
        boolean marked = false;
        for (SegmentContrast each : segments.subList(0, Math.min(MOST, segments.size()))) {
            Segment.Difference difference = difference(each, lead);
            small |= each.small();
            marked |= difference.marked();
            grid.add(
                    SegmentText.name(each.by(), words),
                    Figures.count(each.rows()),
                    Figures.value(difference.estimate()),
                    Figures.interval(difference.estimate()),
                    Double.isNaN(difference.p()) ? "" : ComparisonText.p(difference.p()),
                    (difference.marked() ? "*" : "") + (each.small() ? "~" : ""));
        }
        lines.addAll(grid.lines(page, indent));
        List<String> below = new ArrayList<>();
        if (marked) {
            below.add(words.say("compare.segments.marked"));
        }
        if (small) {
            below.add(words.say("segments.small"));
        }
        if (segments.size() > MOST) {
            below.add(words.say("segments.more", "count", Figures.count(segments.size() - MOST)));
        }
        below.forEach(text -> lines.addAll(Paragraph.lines(text, page.width(), indent, indent)));
    }

    private static Segment.Difference difference(SegmentContrast segment, String score) {
        return Objects.requireNonNull(segment.differences().get(score), score);
    }
}
