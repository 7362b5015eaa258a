package org.surprisal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.ClassFindings;
import org.surprisal.score.ClassScores;
import org.surprisal.score.Decomposition;
import org.surprisal.score.Estimate;

/** Each class against the rest as a table, where there are few enough to read. */
final class ClassScoresText {
    private static final int MOST_CLASSES = 24;
    private static final List<String> RANKED = List.of("auc", "average_precision");

    private ClassScoresText() {}

    /**
     * The lines, or none where there are no classes or too many.
     *
     * @param events the classes seen as events, or null where they were not ranked
     */
    static List<String> lines(
            List<ClassScores> classes, @Nullable ClassFindings events, Words words, Page page, String indent) {
        if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
            return List.of();
        }
        List<String> titles = new ArrayList<>(List.of(
                words.say("classes.class"),
                words.say("table.n"),
                words.say("classes.share"),
                words.say("classes.precision"),
                words.say("classes.recall"),
                words.say("classes.f1")));
        Names names = new Names(words);
        if (events != null) {
            RANKED.forEach(name -> titles.add(names.score(name)));
        }
        Grid grid = new Grid(titles, "l" + "r".repeat(titles.size() - 1));
        for (int k = 0; k < classes.size(); k++) {
            ClassScores each = classes.get(k);
            List<String> row = new ArrayList<>(List.of(
                    Words.printable(each.name()),
                    Figures.count(each.rows()),
                    Figures.value(each.share()),
                    Figures.value(each.precision()),
                    Figures.value(each.recall()),
                    Figures.value(each.f1())));
            if (events != null) {
                Map<String, Estimate> scores = events.classes().get(k).scores();
                RANKED.forEach(name -> row.add(Figures.value(Objects.requireNonNull(scores.get(name)))));
            }
            grid.add(row.toArray(String[]::new));
        }
        List<String> lines = new ArrayList<>();
        lines.add(indent + Ink.BOLD.on(page, words.say("classes.title")));
        lines.addAll(grid.lines(page, indent));
        if (events != null) {
            lines.addAll(decomposition(events, words, page, indent));
        }
        return lines;
    }

    /** What is wrong with the forecasts of each class; by the Brier score where some log loss is infinite. */
    private static List<String> decomposition(ClassFindings events, Words words, Page page, String indent) {
        boolean infinite = events.classes().stream()
                .map(each -> each.scores().get("log_loss"))
                .anyMatch(loss -> loss != null && Double.isInfinite(loss.value()));
        String score = infinite ? "brier" : "log_loss";
        Map<String, Decomposition> byClass = new LinkedHashMap<>();
        for (ClassFindings.OneClass each : events.classes()) {
            @Nullable Decomposition parts = each.decomposition().get(score);
            if (parts != null) {
                byClass.put(Words.printable(each.name()), parts);
            }
        }
        String title = words.say("classes.decomposition", "score", new Names(words).score(score));
        List<String> lines = DecompositionText.lines(title, words.say("classes.class"), byClass, words, page, indent);
        return lines.isEmpty()
                ? lines
                : Stream.concat(Stream.of(""), lines.stream()).toList();
    }
}
