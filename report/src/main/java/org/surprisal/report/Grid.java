package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells in aligned columns; the first column is cut where the page is too narrow, empty columns are left out.
 */
final class Grid {
    private static final String GAP = "  ";
    private static final int NARROWEST_FIRST = 12;

    private final List<String> head;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty grid.
     *
     * @param head the titles, one per column
     * @param alignment one character per column, {@code r} for right, {@code l} for left
     */
    Grid(List<String> head, String alignment) {
        this.head = head;
        this.right = new boolean[head.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
    }

    /** Adds a row of as many cells as there are titles. */
    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** Whether there are no rows. */
    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, titles first. */
    List<String> lines(Page page, String indent) {
        int[] width = new int[head.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < width.length; i++) {
                width[i] = Math.max(width[i], CellWidth.of(row.get(i)));
            }
        }
        int total = CellWidth.of(indent);
        for (int i = 0; i < width.length; i++) {
            if (width[i] > 0) {
                width[i] = Math.max(width[i], CellWidth.of(head.get(i)));
                total += width[i] + GAP.length();
            }
        }
        int over = total - GAP.length() - page.width();
        if (over > 0) {
            width[0] = Math.max(Math.min(width[0], NARROWEST_FIRST), width[0] - over);
        }
        List<String> lines = new ArrayList<>();
        if (head.stream().anyMatch(title -> !title.isEmpty())) {
            lines.add(Ink.DIM.on(page, line(head, width, indent)));
        }
        for (List<String> row : rows) {
            lines.add(line(row, width, indent));
        }
        return lines;
    }

    private String line(List<String> cells, int[] width, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < width.length; i++) {
            if (width[i] > 0) {
                String cell = CellWidth.cut(cells.get(i), width[i]);
                line.append(right[i] ? CellWidth.padLeft(cell, width[i]) : CellWidth.padRight(cell, width[i]));
                line.append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
