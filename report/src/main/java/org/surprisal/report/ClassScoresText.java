package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.score.ClassScores;

/** Each class against the rest as a table, where there are few enough to read. */
final class ClassScoresText {
    private static final int MOST_CLASSES = 24;

    private ClassScoresText() {}

    /** The lines, or none where there are no classes or too many. */
    static List<String> lines(List<ClassScores> classes, Words words, Page page, String indent) {
        if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
            return List.of();
        }
        Grid grid = new Grid(
                List.of(
                        words.say("classes.class"),
                        words.say("table.n"),
                        words.say("classes.share"),
                        words.say("classes.precision"),
                        words.say("classes.recall"),
                        words.say("classes.f1")),
                "lrrrrr");
        for (ClassScores each : classes) {
            grid.add(
                    Words.printable(each.name()),
                    Figures.count(each.rows()),
                    Figures.value(each.share()),
                    Figures.value(each.precision()),
                    Figures.value(each.recall()),
                    Figures.value(each.f1()));
        }
        List<String> lines = new ArrayList<>();
        lines.add(indent + Ink.BOLD.on(page, words.say("classes.title")));
        lines.addAll(grid.lines(page, indent));
        return lines;
    }
}
