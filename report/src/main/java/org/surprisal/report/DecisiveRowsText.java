package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.DecisiveRows;
import org.surprisal.score.RowReference;

/** The rows that decide between two models, as two tables and a sentence. */
final class DecisiveRowsText {
    /** More rows of a table than this are in the JSON only. */
    private static final int MOST = 20;

    private final DecisiveRows rows;
    private final String model;
    private final List<String> classes;
    private final Words words;
    private final Page page;
    private final String indent;
    private final List<String> lines = new ArrayList<>();

    /**
     * A writer.
     *
     * @param rows what to write
     * @param model what the prediction is compared with
     * @param classes the names of the classes, if there are any
     */
    DecisiveRowsText(DecisiveRows rows, String model, List<String> classes, Words words, Page page, String indent) {
        this.rows = rows;
        this.model = model;
        this.classes = classes;
        this.words = words;
        this.page = page;
        this.indent = indent;
    }

    /** Lines without a final line feed. */
    List<String> lines() {
        String score = new Names(words).score(rows.score());
        table(words.say("compare.decide.for", "score", score), rows.forPrediction());
        table(words.say("compare.decide.against", "model", model, "score", score), rows.against());
        share("compare.decide.share.for", rows.shareFor(), rows.forPrediction());
        share("compare.decide.share.against", rows.shareAgainst(), rows.against());
        @Nullable Double without = rows.without();
        if (without != null) {
            paragraph(words.count(
                    rows.turns() ? "compare.decide.turns" : "compare.decide.without",
                    rows.leftOut(),
                    "count",
                    Figures.count(rows.leftOut()),
                    "without",
                    Figures.plain(without)));
        }
        return lines;
    }

    private void table(String title, List<DecisiveRows.Row> all) {
        if (all.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(indent + Ink.BOLD.on(page, Words.printable(title)));
        List<String> head = new ArrayList<>(List.of(
                words.say("worst.row"),
                words.say("compare.difference"),
                words.say("worst.outcome"),
                words.say("worst.given"),
                ColumnsBeside.cell(model)));
        List<DecisiveRows.Row> shown = all.subList(0, Math.min(MOST, all.size()));
        List<List<String>> cells = new ArrayList<>();
        for (DecisiveRows.Row row : shown) {
            @Nullable String happened = row.happened();
            cells.add(new ArrayList<>(List.of(
                    place(row.place()),
                    Figures.plain(row.difference()),
                    ColumnsBeside.cell(happened == null ? several(row.outcome()) : happened),
                    given(happened, row.prediction()),
                    given(happened, row.versus()))));
        }
        StringBuilder alignment = new StringBuilder("rrlrr");
        int hidden = ColumnsBeside.add(
                shown.stream().map(DecisiveRows.Row::columns).toList(),
                head,
                cells,
                alignment,
                page.width() - CellWidth.of(indent));
        Grid grid = new Grid(head, alignment.toString());
        cells.forEach(row -> grid.add(row.toArray(String[]::new)));
        lines.addAll(grid.lines(page, indent));
        if (all.size() > shown.size()) {
            paragraph(words.say("worst.more.rows", "count", Figures.count(all.size() - shown.size())));
        }
        if (hidden > 0) {
            paragraph(words.count("worst.more.columns", hidden, "count", Figures.count(hidden)));
        }
    }

    private String given(@Nullable String happened, List<Double> forecast) {
        return happened == null ? several(forecast) : Figures.plain(forecast.get(classes.indexOf(happened)));
    }

    private static String several(List<Double> values) {
        return switch (values.size()) {
            case 0 -> "";
            case 1 -> Figures.plain(values.getFirst());
            default -> Figures.plain(values.getFirst()) + " … " + Figures.plain(values.getLast());
        };
    }

    private String place(@Nullable RowReference place) {
        if (place == null) {
            return "";
        }
        return place.file() > 1
                ? words.say("worst.place", "file", place.file(), "row", place.row())
                : Long.toString(place.row());
    }

    private void share(String key, @Nullable Double share, List<DecisiveRows.Row> all) {
        if (share != null && !all.isEmpty()) {
            paragraph(words.count(
                    key,
                    all.size(),
                    "count",
                    Figures.count(all.size()),
                    "share",
                    Figures.percent(share),
                    "model",
                    model));
        }
    }

    private void paragraph(String text) {
        lines.addAll(Paragraph.lines(text, page.width(), indent, indent));
    }
}
