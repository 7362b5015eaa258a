package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines: between words, and between Chinese characters where no punctuation forbids it. */
final class Paragraph {
    /** Characters that must not begin a line. */
    private static final String NOT_FIRST = "，。、；：？！）》」』】”’％)]},.;:?!%";

    /** Characters that must not end a line. */
    private static final String NOT_LAST = "（《「『【“‘([{";

    private Paragraph() {}

    /**
     * The lines of a text.
     *
     * @param text words separated by spaces
     * @param width the cells of a line, indent included
     * @param first what precedes the first line
     * @param rest what precedes each further line
     */
    static List<String> lines(String text, int width, String first, String rest) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        int used = CellWidth.of(first);
        boolean empty = true;
        for (String piece : pieces(text)) {
            String visible = piece.stripTrailing();
            if (!empty && used + CellWidth.of(visible) > width) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(rest);
                used = CellWidth.of(rest);
            }
            line.append(piece);
            used += CellWidth.of(piece);
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** The unbreakable pieces of a text, each with the spaces that follow it. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            if (next < text.length() && breakable(point, text.codePointAt(next))) {
                pieces.add(text.substring(start, next));
                start = next;
            }
            i = next;
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    private static boolean breakable(int before, int after) {
        if (before == ' ') {
            return after != ' ';
        }
        if (after == ' ' || NOT_FIRST.indexOf(after) >= 0 || NOT_LAST.indexOf(before) >= 0) {
            return false;
        }
        return CellWidth.wide(before) || CellWidth.wide(after);
    }
}
