package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.surprisal.score.RowReference;
import org.surprisal.score.WorstRows;

/** The rows that cost most, in words. */
class WorstRowsTextTest {
    private static final Page PAGE = Page.plain(Language.EN);

    private static Map<String, @Nullable String> cells(@Nullable String... pairs) {
        Map<String, @Nullable String> cells = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            cells.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return cells;
    }

    private static WorstRows.Row row(int file, long at, Map<String, @Nullable String> columns) {
        return new WorstRows.Row(new RowReference(file, at), 5.298317, null, List.of(1.0), List.of(0.005), columns);
    }

    private static List<String> lines(WorstRows worst) {
        return WorstRowsText.lines(worst, Cards.games(), Words.in(Language.EN), PAGE, "  ");
    }

    private static WorstRows.Labels labels(WorstRows.Label... rows) {
        return new WorstRows.Labels(1200, rows.length, 14.25, Arrays.asList(rows));
    }

    @Test
    void columnsAsFarAsThePageIsWide() {
        WorstRows worst = new WorstRows(
                List.of(row(1, 17, cells("team", "Rams\u0007", "empty", null, "text", "y".repeat(40), "more", "z"))),
                new WorstRows.Share(19, 0.0325, 0),
                null);
        assertThat(lines(worst))
                .containsExactly(
                        "  The row that costs most",
                        "  row   loss  outcome  forecast  team   text                  more",
                        "   17  5.298  1           0.005  Rams\ufffd  yyyyyyyyyyyyyyyyyyy…  z",
                        "  The worst 1 % of rows (19) carry 3.25% of the total loss.");
    }

    @Test
    void columnsThatDoNotFitAreCounted() {
        Map<String, @Nullable String> many = new LinkedHashMap<>();
        IntStream.range(0, 9).forEach(i -> many.put("column " + i, "w".repeat(30)));
        List<String> lines = lines(new WorstRows(List.of(row(1, 17, many)), new WorstRows.Share(1, 0.5, 0), null));
        assertThat(lines)
                .contains("  7 more columns are in the JSON.", "  The worst row carries 50% of the total loss.")
                .allMatch(line -> CellWidth.of(line) <= 80);
    }

    @Test
    void severalFilesAndSurprisingLabels() {
        WorstRows worst = new WorstRows(
                List.of(row(1, 17, cells()), row(2, 3, cells())),
                new WorstRows.Share(1, null, 2),
                labels(new WorstRows.Label(new RowReference(2, 3), "0", 0.001, "1", 0.999, cells())));
        assertThat(lines(worst))
                .containsSubsequence(
                        "  The 2 rows that cost most",
                        "  file 1: 17  5.298  1           0.005",
                        "  2 rows cost infinity, so that no part of the total can be told.",
                        "  Look first whether these outcomes are right:",
                        "  file 2: 3  0                  0.001  1         99.9%");
        assertThat(lines(new WorstRows(worst.rows(), worst.share(), labels())))
                .noneMatch(line -> line.contains("Look first"));
    }

    @Test
    void sourcesWithoutRowNumbersAndDistributions() {
        WorstRows.Row row = new WorstRows.Row(null, 1, null, List.of(0.5, 0.5), List.of(0.1, 0.9), cells("a", "b"));
        assertThat(lines(new WorstRows(List.of(row), new WorstRows.Share(1, null, 0), null)))
                .containsExactly("  The row that costs most", "  loss  a", "     1  b");
        assertThat(lines(new WorstRows(List.of(), new WorstRows.Share(1, null, 0), null)))
                .hasSizeLessThan(3);
    }
}
