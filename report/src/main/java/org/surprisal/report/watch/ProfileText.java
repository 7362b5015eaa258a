package org.surprisal.report.watch;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Json;
import org.surprisal.report.Page;
import org.surprisal.report.Prose;
import org.surprisal.report.Words;
import org.surprisal.watch.run.Samples;
import org.surprisal.watch.summary.Summary;

/** How often each line ran, from a recording, and its share of the time, from a run that was not recorded. */
public final class ProfileText {
    private static final int MOST = 30;
    /** Fewer samples than this say nothing. */
    private static final int FEWEST = 20;

    private ProfileText() {}

    /**
     * The profile as text, the most costly lines first.
     *
     * @param summary has the counts
     * @param samples has the times; null if there was no second run
     * @param sources the sources by file
     * @param page what the text is written on
     */
    public static String of(Summary summary, @Nullable Samples samples, Map<String, String> sources, Page page) {
        Words words = Words.in(page.language());
        @Nullable Samples times = samples != null && samples.total() >= FEWEST ? samples : null;
        List<List<String>> rows = new ArrayList<>();
        List<Summary.Line> most = sorted(summary, times);
        int widest = most.stream().mapToInt(line -> place(line).length()).max().orElse(0);
        int room = Math.max(20, page.width() - widest - 24);
        for (Summary.Line line : most) {
            rows.add(List.of(
                    place(line),
                    times == null ? "" : share(line, times),
                    Prose.count(line.count()),
                    SummaryText.shown(
                            SourceLines.line(sources, line.file(), line.line()).strip(), room)));
        }
        List<String> lines = new ArrayList<>(Prose.table(
                List.of(
                        words.say("watch.profile.line"),
                        words.say("watch.profile.share"),
                        words.say("watch.profile.count"),
                        ""),
                "lrrl",
                rows,
                page));
        if (!summary.methods().isEmpty()) {
            lines.add("");
            lines.addAll(Prose.table(
                    List.of(words.say("watch.method"), words.say("watch.calls"), words.say("watch.depth")),
                    "lrr",
                    summary.methods().stream()
                            .sorted(Comparator.comparingLong(Summary.Calls::calls)
                                    .reversed())
                            .limit(MOST)
                            .map(calls -> List.of(
                                    SummaryText.place(calls.method()),
                                    Prose.count(calls.calls()),
                                    Prose.count(calls.deepest())))
                            .toList(),
                    page));
        }
        lines.add("");
        lines.addAll(Prose.wrapped(source(samples, times != null, words), "", "", page));
        summary.notes().forEach(note -> lines.addAll(Prose.wrapped(Words.printable(note), "", "", page)));
        return String.join("\n", lines) + "\n";
    }

    private static String place(Summary.Line line) {
        return (line.file().isEmpty() ? line.method().type() : line.file()) + ":" + line.line();
    }

    private static String source(@Nullable Samples samples, boolean timed, Words words) {
        if (samples == null) {
            return words.say("watch.profile.counts");
        }
        return timed
                ? words.say(
                        "watch.profile.times",
                        "samples",
                        Prose.count(samples.total()),
                        "seconds",
                        Prose.decimals(samples.seconds(), 1))
                : words.say("watch.profile.few");
    }

    private static List<Summary.Line> sorted(Summary summary, @Nullable Samples samples) {
        return summary.lines().stream()
                .sorted(Comparator.<Summary.Line>comparingLong(line -> samples == null ? 0 : -count(line, samples))
                        .thenComparingLong(line -> -line.count()))
                .limit(MOST)
                .toList();
    }

    private static long count(Summary.Line line, Samples samples) {
        return samples.lines().getOrDefault(new Samples.Spot(line.method().type(), line.line()), 0L);
    }

    private static String share(Summary.Line line, Samples samples) {
        long count = count(line, samples);
        return count == 0 ? "" : Math.round(100.0 * count / samples.total()) + "%";
    }

    /**
     * The profile as JSON.
     *
     * @param summary has the counts
     * @param samples has the times; null if there was no second run
     * @param stream takes UTF-8 and stays open
     */
    public static void write(Summary summary, @Nullable Samples samples, OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null).put("program", summary.program());
            if (samples != null) {
                json.put("samples", samples.total()).put("seconds", samples.seconds());
            }
            json.put("lines", summary.lines(), (one, line) -> {
                one.put("file", line.file())
                        .put("class", line.method().type())
                        .put("line", line.line())
                        .put("count", line.count());
                if (samples != null) {
                    one.put("samples", count(line, samples));
                }
            });
            json.put(
                    "methods",
                    summary.methods(),
                    (one, calls) -> one.put("method", SummaryText.place(calls.method()))
                            .put("calls", calls.calls())
                            .put("deepest", calls.deepest()));
            json.put("notes", summary.notes()).end();
        }
    }
}
