package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.LabelScores;
import org.surprisal.score.Note;
import org.surprisal.score.Scorecard;

/** Each label of several that may be true at once, as a table, and what is to be said about them. */
final class LabelScoresText {
    private static final List<String> SHOWN = List.of("log_loss", "brier", "auc", "average_precision", "base_rate");

    private LabelScoresText() {}

    /** The lines. */
    static List<String> lines(LabelScores scores, Scorecard card, Words words, Page page, String indent) {
        Names names = new Names(words);
        List<String> head = new ArrayList<>(List.of(words.say("labels.label"), words.say("table.n")));
        SHOWN.forEach(name -> head.add(names.score(name)));
        head.add(words.say("table.skill"));
        Grid grid = new Grid(head, "lr" + "r".repeat(SHOWN.size() + 1));
        List<String> remarks = new ArrayList<>();
        for (LabelScores.Label label : scores.labels()) {
            String name = Words.printable(label.name());
            List<String> cells = new ArrayList<>(List.of(name, Figures.count(label.rows())));
            SHOWN.forEach(each -> cells.add(cell(label.scores(), each)));
            @Nullable Estimate skill = label.skill().get("log_loss");
            cells.add(skill == null || Double.isNaN(skill.value()) ? "" : Figures.value(Figures.asShare(skill)));
            grid.add(cells.toArray(String[]::new));
            for (Note note : label.notes()) {
                if (note.severity() == Note.Severity.WARNING) {
                    String text = NoteText.of(note, card, page.language());
                    remarks.add(words.say("labels.note", "label", name, "note", text));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(indent + Ink.BOLD.on(page, words.say("labels.title")));
        lines.addAll(grid.lines(page, indent));
        for (String remark : remarks) {
            lines.addAll(Paragraph.lines(remark, page.width(), indent, indent + "  "));
        }
        return lines;
    }

    private static String cell(Map<String, Estimate> scores, String name) {
        @Nullable Estimate estimate = scores.get(name);
        return estimate == null || Double.isNaN(estimate.value()) ? "" : Figures.value(estimate);
    }
}
