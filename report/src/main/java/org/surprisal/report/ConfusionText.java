package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.score.Scorecard;

/** Rows by true and predicted class as a square of numbers, where it fits the page. */
final class ConfusionText {
    private static final int MOST_CLASSES = 12;

    private ConfusionText() {}

    /** The lines, or none where the square would be too wide to read. */
    static List<String> lines(
            Scorecard.Confusion confusion, List<String> classes, Words words, Page page, String indent) {
        if (classes.size() > MOST_CLASSES) {
            return List.of();
        }
        List<String> head = new ArrayList<>();
        head.add("");
        classes.forEach(name -> head.add(Words.printable(name)));
        Grid grid = new Grid(head, "l" + "r".repeat(classes.size()));
        for (int i = 0; i < classes.size(); i++) {
            String[] cells = new String[classes.size() + 1];
            cells[0] = Words.printable(classes.get(i));
            for (int j = 0; j < classes.size(); j++) {
                cells[j + 1] = Figures.rows(confusion.rows()[i][j]);
            }
            grid.add(cells);
        }
        List<String> square = grid.lines(page, indent);
        if (square.stream().anyMatch(line -> CellWidth.of(line) > page.width() + 8)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(indent + Ink.BOLD.on(page, words.say("confusion.title")));
        lines.addAll(square);
        return lines;
    }
}
