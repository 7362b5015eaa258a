package org.surprisal.table;

import java.util.ArrayList;
import java.util.List;

/**
 * The first lines of a delimited text, cut into cells (RFC 4180, with LF and CR as line ends too). A cell that begins
 * with a quote ends with one; a doubled quote inside stands for one. Blank lines are skipped.
 */
final class Lines {
    private final String text;
    private final char delimiter;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private int lineFeeds;
    private int pairs;
    private int carriageReturns;

    private Lines(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /**
     * Cuts a text.
     *
     * @param text the beginning of a file
     * @param whole whether it is the whole file; if not, a line that is cut at the end is left out
     * @param delimiter what stands between cells
     * @param most the number of lines wanted
     */
    static Lines of(String text, boolean whole, char delimiter, int most) {
        Lines lines = new Lines(text, delimiter);
        lines.cut(whole, most);
        return lines;
    }

    /** The lines, each as its cells. */
    List<List<String>> rows() {
        return rows;
    }

    /** Whether lines end in different ways. */
    boolean mixedEnds() {
        return (lineFeeds > 0 ? 1 : 0) + (pairs > 0 ? 1 : 0) + (carriageReturns > 0 ? 1 : 0) > 1;
    }

    private void cut(boolean whole, int most) {
        int i = 0;
        while (i < text.length() && rows.size() < most) {
            i = cell(i, whole);
            if (i < 0) {
                return;
            }
            if (i >= text.length()) {
                endOfText(whole);
                return;
            }
            if (text.charAt(i) == delimiter) {
                i++;
                if (i == text.length()) {
                    row.add("");
                    endOfText(whole);
                }
            } else {
                i = lineEnd(i);
                endRow();
            }
        }
    }

    /** Reads the cell that begins at i; answers where it ends, or -1 if it is cut. */
    private int cell(int from, boolean whole) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ' && delimiter != ' ') {
            i++;
        }
        if (i == text.length() || text.charAt(i) != '"') {
            int end = from;
            while (end < text.length() && !ends(text.charAt(end))) {
                end++;
            }
            row.add(text.substring(from, end));
            return end;
        }
        StringBuilder cell = new StringBuilder();
        for (i++; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"') {
                cell.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else {
                break;
            }
        }
        if (i == text.length() && !whole) {
            return -1;
        }
        i++;
        while (i < text.length() && !ends(text.charAt(i))) {
            cell.append(text.charAt(i++));
        }
        row.add(cell.toString());
        return Math.min(i, text.length());
    }

    private boolean ends(char c) {
        return c == delimiter || c == '\n' || c == '\r';
    }

    private int lineEnd(int i) {
        if (text.charAt(i) == '\n') {
            lineFeeds++;
            return i + 1;
        }
        if (i + 1 < text.length() && text.charAt(i + 1) == '\n') {
            pairs++;
            return i + 2;
        }
        carriageReturns++;
        return i + 1;
    }

    private void endRow() {
        if (row.size() > 1 || !row.getFirst().isEmpty()) {
            rows.add(row);
        }
        row = new ArrayList<>();
    }

    private void endOfText(boolean whole) {
        if (whole && !row.isEmpty()) {
            endRow();
        }
    }
}
