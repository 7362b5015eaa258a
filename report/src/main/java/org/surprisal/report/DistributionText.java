package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.PitHistogram;

/** Levels of quantiles, central intervals, and where outcomes lie in their forecast distributions. */
final class DistributionText {
    private static final String LEVEL = "at_or_below_";
    private static final String COVERAGE = "interval_coverage_";

    /** The longest bar, in cells. */
    private static final int LONGEST = 30;

    private final Map<String, Estimate> scores;
    private final Words words;
    private final Page page;
    private final String indent;
    private final List<String> lines = new ArrayList<>();

    private DistributionText(Map<String, Estimate> scores, Words words, Page page, String indent) {
        this.scores = scores;
        this.words = words;
        this.page = page;
        this.indent = indent;
    }

    /** Whether a score stands in one of these tables. */
    static boolean shows(String score) {
        return score.startsWith(LEVEL)
                || score.startsWith(COVERAGE)
                || score.startsWith("pinball_")
                || score.startsWith("below_")
                || score.startsWith("interval_width_");
    }

    /** Lines without a final line feed. */
    static List<String> lines(
            PitHistogram histogram, Map<String, Estimate> scores, Words words, Page page, String indent) {
        DistributionText text = new DistributionText(scores, words, page, indent);
        text.levels();
        text.intervals();
        text.histogram(histogram);
        return text.lines;
    }

    private void title(String key) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(indent + Ink.BOLD.on(page, words.say(key)));
    }

    private String interval() {
        double level = scores.values().iterator().next().level();
        return words.say("table.interval", "level", new Names(words).level(level));
    }

    private void levels() {
        Grid grid = new Grid(
                List.of(
                        words.say("levels.level"),
                        words.say("levels.at_or_below"),
                        interval(),
                        words.say("levels.below"),
                        words.say("levels.pinball")),
                "rrlrr");
        scores.forEach((name, share) -> {
            if (name.startsWith(LEVEL)) {
                String level = name.substring(LEVEL.length());
                grid.add(
                        Figures.percent(Double.parseDouble(level)),
                        Figures.value(share),
                        Figures.interval(share),
                        value("below_" + level),
                        value("pinball_" + level));
            }
        });
        if (!grid.isEmpty()) {
            title("levels.title");
            lines.addAll(grid.lines(page, indent));
        }
    }

    private void intervals() {
        Grid grid = new Grid(
                List.of(
                        words.say("intervals.nominal"),
                        words.say("intervals.inside"),
                        interval(),
                        words.say("intervals.width")),
                "rrlr");
        scores.forEach((name, share) -> {
            if (name.startsWith(COVERAGE)) {
                String nominal = name.substring(COVERAGE.length());
                grid.add(
                        Figures.percent(Double.parseDouble(nominal)),
                        Figures.value(share),
                        Figures.interval(share),
                        value("interval_width_" + nominal));
            }
        });
        if (!grid.isEmpty()) {
            title("intervals.title");
            lines.addAll(grid.lines(page, indent));
        }
    }

    private String value(String name) {
        @Nullable Estimate estimate = scores.get(name);
        return estimate == null ? "" : Figures.value(estimate);
    }

    private void histogram(PitHistogram histogram) {
        Grid grid = new Grid(
                List.of(words.say("pit.bin"), words.say("pit.expected"), words.say("pit.observed"), ""), "lrrl");
        double[] edges = histogram.edges();
        double most = 0;
        for (double share : histogram.shares()) {
            most = Math.max(most, share);
        }
        for (int b = 0; b < histogram.shares().length; b++) {
            double share = histogram.shares()[b];
            grid.add(
                    words.say("pit.range", "low", Figures.plain(edges[b]), "high", Figures.plain(edges[b + 1])),
                    Figures.percent(Figures.shortened(edges[b + 1] - edges[b])),
                    Figures.percent(Figures.shortened(share)),
                    most > 0 ? "█".repeat((int) Math.round(LONGEST * share / most)) : "");
        }
        title("pit.title");
        lines.addAll(grid.lines(page, indent));
    }
}
