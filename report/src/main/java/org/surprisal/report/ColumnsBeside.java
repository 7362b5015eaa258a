package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As many of the other columns of listed rows as a page has room for, beside what is said of the rows. */
final class ColumnsBeside {
    /** Cells of other columns are cut to this width. */
    private static final int WIDEST_CELL = 20;

    private static final int GAP = 2;

    private ColumnsBeside() {}

    /**
     * Adds columns to a table as long as they fit.
     *
     * @param columns the other columns of each listed row, by name
     * @param head the titles of the table so far
     * @param cells its rows so far, at most as many as there are listed ones
     * @param alignment how its columns stand
     * @param width the width of the page
     * @return how many columns do not fit
     */
    static int add(
            List<Map<String, @Nullable String>> columns,
            List<String> head,
            List<List<String>> cells,
            StringBuilder alignment,
            int width) {
        if (columns.isEmpty()) {
            return 0;
        }
        int left = width;
        for (int c = 0; c < head.size(); c++) {
            left -= width(head, cells, c) + GAP;
        }
        int hidden = 0;
        for (String name : List.copyOf(columns.getFirst().keySet())) {
            List<String> column = new ArrayList<>();
            String title = cell(name);
            int widest = CellWidth.of(title);
            for (int i = 0; i < cells.size(); i++) {
                String text = text(columns.get(i), name);
                widest = Math.max(widest, CellWidth.of(text));
                column.add(text);
            }
            if (hidden > 0 || widest > left) {
                hidden++;
                continue;
            }
            left -= widest + GAP;
            head.add(title);
            alignment.append('l');
            for (int i = 0; i < cells.size(); i++) {
                cells.get(i).add(column.get(i));
            }
        }
        return hidden;
    }

    private static int width(List<String> head, List<List<String>> cells, int c) {
        int width = CellWidth.of(head.get(c));
        for (List<String> row : cells) {
            width = Math.max(width, CellWidth.of(row.get(c)));
        }
        return width;
    }

    private static String text(Map<String, @Nullable String> columns, String name) {
        @Nullable String text = columns.get(name);
        return text == null ? "" : cell(text);
    }

    /** A text as a cell, cut where it is long. */
    static String cell(String text) {
        return CellWidth.cut(Words.printable(text), WIDEST_CELL);
    }
}
