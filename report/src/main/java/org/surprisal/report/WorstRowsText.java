package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.RowReference;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Task;
import org.surprisal.score.WorstRows;

/** The rows that cost most as a table with as many of the other columns as the page is wide. */
final class WorstRowsText {
    /** More rows of a table than this are in the JSON only. */
    private static final int MOST = 20;

    private static final int MOST_LABELS = 5;

    /** Longer forecasts are shown by their first and last number. */
    private static final int MOST_TOGETHER = 5;

    private final WorstRows worst;
    private final Scorecard card;
    private final Words words;
    private final Page page;
    private final String indent;
    private final boolean severalFiles;
    private final List<String> lines = new ArrayList<>();

    private WorstRowsText(WorstRows worst, Scorecard card, Words words, Page page, String indent) {
        this.worst = worst;
        this.card = card;
        this.words = words;
        this.page = page;
        this.indent = indent;
        severalFiles =
                worst.rows().stream().map(WorstRows.Row::place).anyMatch(place -> place != null && place.file() > 1);
    }

    /** Lines without a final line feed. */
    static List<String> lines(WorstRows worst, Scorecard card, Words words, Page page, String indent) {
        WorstRowsText text = new WorstRowsText(worst, card, words, page, indent);
        text.rows();
        text.share();
        WorstRows.@Nullable Labels labels = worst.labels();
        if (labels != null) {
            text.labels(labels);
        }
        return text.lines;
    }

    private void rows() {
        int shown = Math.min(MOST, worst.rows().size());
        title(words.count(
                "worst.title",
                worst.rows().size(),
                "count",
                Figures.count(worst.rows().size())));
        List<String> head = new ArrayList<>(List.of(
                words.say("worst.row"), words.say("worst.loss"), words.say("worst.outcome"), words.say("worst.given")));
        List<List<String>> cells = new ArrayList<>();
        for (WorstRows.Row row : worst.rows().subList(0, shown)) {
            @Nullable String happened = row.happened();
            cells.add(new ArrayList<>(List.of(
                    place(row.place()),
                    Figures.plain(row.loss()),
                    ColumnsBeside.cell(happened == null ? number(row.outcome()) : happened),
                    given(row))));
        }
        StringBuilder alignment = new StringBuilder("rrlr");
        int hidden = ColumnsBeside.add(
                worst.rows().stream().map(WorstRows.Row::columns).toList(),
                head,
                cells,
                alignment,
                page.width() - CellWidth.of(indent));
        Grid grid = new Grid(head, alignment.toString());
        cells.forEach(row -> grid.add(row.toArray(String[]::new)));
        lines.addAll(grid.lines(page, indent));
        List<String> more = new ArrayList<>();
        if (worst.rows().size() > shown) {
            more.add(words.say(
                    "worst.more.rows", "count", Figures.count(worst.rows().size() - shown)));
        }
        if (hidden > 0) {
            more.add(words.count("worst.more.columns", hidden, "count", Figures.count(hidden)));
        }
        more.forEach(this::paragraph);
    }

    /** What the outcome had been given: the prediction, of several classes that of the one which happened. */
    private String given(WorstRows.Row row) {
        @Nullable String happened = row.happened();
        if (card.task() == Task.QUANTILES || card.task() == Task.DISTRIBUTION) {
            return several(row.prediction());
        }
        return happened == null
                ? number(row.prediction())
                : Figures.plain(row.prediction().get(card.classes().indexOf(happened)));
    }

    private static String several(List<Double> values) {
        return values.size() <= MOST_TOGETHER
                ? String.join(", ", values.stream().map(Figures::plain).toList())
                : Figures.plain(values.getFirst()) + " … " + Figures.plain(values.getLast());
    }

    private static String number(List<Double> values) {
        return values.size() == 1 ? Figures.plain(values.getFirst()) : "";
    }

    private String place(@Nullable RowReference place) {
        if (place == null) {
            return "";
        }
        return severalFiles
                ? words.say("worst.place", "file", place.file(), "row", place.row())
                : Long.toString(place.row());
    }

    private void share() {
        WorstRows.Share share = worst.share();
        @Nullable Double value = share.value();
        if (value != null) {
            paragraph(words.count(
                    "worst.share", share.rows(), "rows", Figures.count(share.rows()), "share", Figures.percent(value)));
        } else if (share.infinite() > 0) {
            paragraph(words.count("worst.infinite", share.infinite(), "count", Figures.count(share.infinite())));
        }
    }

    private void labels(WorstRows.Labels labels) {
        if (labels.nearlyCertain() == 0) {
            return;
        }
        paragraph(words.say(
                "worst.labels",
                "certain",
                Figures.count(labels.nearlyCertain()),
                "from",
                Figures.percent(WorstRows.NEARLY_CERTAIN),
                "otherwise",
                Figures.count(labels.contradicted()),
                "chance",
                Figures.digits(labels.byChance(), 3)));
        if (labels.rows().isEmpty()) {
            return;
        }
        paragraph(words.say("worst.labels.look"));
        Grid grid = new Grid(
                List.of(
                        words.say("worst.row"),
                        words.say("worst.outcome"),
                        words.say("worst.probability"),
                        words.say("worst.expected"),
                        words.say("worst.with")),
                "rlrlr");
        for (WorstRows.Label label :
                labels.rows().subList(0, Math.min(MOST_LABELS, labels.rows().size()))) {
            grid.add(
                    place(label.place()),
                    ColumnsBeside.cell(label.happened()),
                    Figures.plain(label.probability()),
                    ColumnsBeside.cell(label.expected()),
                    Figures.percent(label.expectedProbability()));
        }
        lines.addAll(grid.lines(page, indent));
    }

    private void title(String text) {
        lines.add(indent + Ink.BOLD.on(page, text));
    }

    private void paragraph(String text) {
        lines.addAll(Paragraph.lines(text, page.width(), indent, indent));
    }
}
