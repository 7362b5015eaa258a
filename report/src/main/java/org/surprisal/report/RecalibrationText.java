package org.surprisal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Difference;
import org.surprisal.score.Estimate;
import org.surprisal.score.RecalibrationGains;
import org.surprisal.score.RecalibrationMethod;

/** What recalibration gains, method by method. */
final class RecalibrationText {
    private RecalibrationText() {}

    /** Lines without a final line feed. */
    static List<String> lines(RecalibrationGains gains, Words words, Page page, String indent) {
        List<String> lines = new ArrayList<>();
        Names names = new Names(words);
        lines.add(indent + Ink.BOLD.on(page, words.say("recalibration.title")));
        Grid grid = new Grid(
                List.of(
                        words.say("recalibration.method"),
                        words.say("table.score"),
                        words.say("recalibration.gain"),
                        words.say("table.interval", "level", level(gains, names)),
                        words.say("table.p")),
                "llrlr");
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (RecalibrationGains.Gain gain : gains.maps()) {
            String method = words.say("recalibration." + gain.method().label());
            String[] shown = {method};
            gain.gains().forEach((score, difference) -> {
                Estimate estimate = difference.estimate();
                grid.add(
                        shown[0],
                        names.score(score),
                        Figures.value(estimate),
                        Figures.interval(estimate),
                        p(difference));
                shown[0] = "";
                @Nullable String reason = estimate.reason();
                if (reason != null) {
                    List<String> of = reasons.computeIfAbsent(names.reason(reason), key -> new ArrayList<>());
                    if (!of.contains(method)) {
                        of.add(method);
                    }
                }
            });
        }
        lines.addAll(grid.lines(page, indent));
        reasons.forEach((reason, of) -> {
            String text =
                    words.say("table.no.interval", "scores", String.join(words.say("list.join"), of), "reason", reason);
            Paragraph.lines(text, page.width(), indent, indent).forEach(line -> lines.add(Ink.DIM.on(page, line)));
        });
        @Nullable RecalibrationMethod best = gains.best();
        String verdict = best == null
                ? words.say("recalibration.none")
                : words.say("recalibration.best", "method", words.say("recalibration." + best.label()));
        lines.addAll(Paragraph.lines(verdict, page.width(), indent, indent));
        return lines;
    }

    private static String level(RecalibrationGains gains, Names names) {
        return names.level(gains.maps()
                .getFirst()
                .gains()
                .values()
                .iterator()
                .next()
                .estimate()
                .level());
    }

    private static String p(Difference difference) {
        @Nullable Double p = difference.p();
        return p == null ? "" : p < 0.0001 ? "< 0.0001" : Figures.digits(p, 2);
    }
}
