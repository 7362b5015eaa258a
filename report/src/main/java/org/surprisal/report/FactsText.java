package org.surprisal.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Dependence;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Task;

/** What was scored: files, task, columns, rows. Every choice that was made, found or given, is among them. */
final class FactsText {
    /** What stands beside a list of names in its line, generously counted. */
    private static final int LONGEST_REST = 40;

    private final Scorecard card;
    private final Page page;
    private final Words words;
    private final Grid grid = new Grid(List.of("", ""), "ll");

    FactsText(Scorecard card, Page page) {
        this.card = card;
        this.page = page;
        this.words = Words.in(page.language());
    }

    /** The lines. */
    List<String> lines(List<String> files, String indent) {
        boolean binary = card.task() == Task.BINARY && card.classes().size() == 2;
        grid.add(words.count("facts.files", files.size()), files(files));
        fact("facts.task", task());
        fact("facts.outcome", binary ? positive() : card.outcome().isEmpty() ? null : listed(card.outcome()));
        fact("facts.prediction", card.task() == Task.LABELS ? listed(card.prediction()) : scaled());
        boolean several = card.task() == Task.MULTILABEL;
        fact(
                several ? "facts.labels" : "facts.classes",
                binary || card.classes().isEmpty() ? null : listed(card.classes()));
        fact("facts.weight", card.weight());
        fact("facts.count", card.count());
        fact("facts.dependence", dependence());
        fact("facts.zero", card.zero().equals("infinite") ? null : card.zero());
        fact("facts.rows.title", rows());
        return grid.lines(page, indent);
    }

    private void fact(String key, @Nullable String value) {
        if (value != null) {
            grid.add(words.say(key), Words.printable(value));
        }
    }

    private String task() {
        return words.say(
                "facts.task." + Names.code(card.task()), "count", card.classes().size());
    }

    private @Nullable String dependence() {
        @Nullable Dependence of = card.dependence();
        if (of == null) {
            return null;
        }
        @Nullable Integer horizon = of.horizon();
        String kind = "facts.dependence." + Names.code(of.kind()) + (horizon == null ? "" : ".horizon");
        return words.say(
                kind,
                "columns",
                listed(of.columns()),
                "groups",
                Figures.count(of.groups()),
                "largest",
                Figures.count(of.largest()),
                "lag",
                of.lag(),
                "horizon",
                horizon == null ? 0 : horizon);
    }

    private String positive() {
        return words.say(
                "facts.outcome.positive",
                "columns",
                listed(card.outcome()),
                "positive",
                card.classes().getLast());
    }

    private String scaled() {
        String scale = words.say("scale." + Names.code(card.scale()));
        return words.say("facts.prediction.as", "columns", listed(card.prediction()), "scale", scale);
    }

    /** As many names as fit a line, and how many there are. */
    private String listed(List<String> names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (!text.isEmpty() && CellWidth.of(text.toString()) + CellWidth.of(name) > page.width() - LONGEST_REST) {
                return text.append(", … (").append(names.size()).append(')').toString();
            }
            text.append(text.isEmpty() ? "" : ", ").append(name);
        }
        return text.toString();
    }

    private static String files(List<String> files) {
        String first = Words.printable(files.isEmpty() ? "" : files.getFirst());
        return files.size() < 2 ? first : first + " … " + Words.printable(files.getLast()) + " (" + files.size() + ")";
    }

    private String rows() {
        String scored = Figures.count(card.scored());
        String rows = Figures.count(card.rows());
        @Nullable Double effective = card.effectiveRows();
        String text;
        if (card.count() != null) {
            text = words.say("facts.counted", "scored", scored, "rows", rows);
        } else if (card.scored() == card.rows()) {
            text = words.count("facts.rows", card.scored(), "scored", scored);
        } else {
            text = words.say("facts.of", "scored", scored, "rows", rows);
        }
        return effective == null ? text : text + words.say("facts.effective", "effective", Figures.plain(effective));
    }
}
