package org.surprisal.report;

/** How many terminal cells a text takes: Chinese, Japanese and Korean characters take two. */
final class CellWidth {
    private CellWidth() {}

    /** The cells of a text without control characters. */
    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            width += of(point);
            i += Character.charCount(point);
        }
        return width;
    }

    /** The cells of one character. */
    static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> wide(point) ? 2 : 1;
        };
    }

    /** Whether Unicode's East Asian Width (UAX 11) of a character is W or F; the blocks, not each unassigned point. */
    static boolean wide(int point) {
        return point >= 0x1100
                && (point <= 0x115F
                        || between(point, 0x2E80, 0x303E)
                        || between(point, 0x3041, 0xA4CF)
                        || between(point, 0xAC00, 0xD7A3)
                        || between(point, 0xF900, 0xFAFF)
                        || between(point, 0xFE30, 0xFE4F)
                        || between(point, 0xFF00, 0xFF60)
                        || between(point, 0xFFE0, 0xFFE6)
                        || between(point, 0x1F300, 0x1F64F)
                        || between(point, 0x1F900, 0x1F9FF)
                        || between(point, 0x20000, 0x3FFFD));
    }

    /** A text followed by spaces up to a width. */
    static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** A text preceded by spaces up to a width. */
    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    /** A text cut to a width, its last cell an ellipsis where something was cut. */
    static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            if (used + of(point) > width - 1) {
                break;
            }
            used += of(point);
            end += Character.charCount(point);
        }
        return text.substring(0, end) + "…";
    }

    private static boolean between(int point, int low, int high) {
        return point >= low && point <= high;
    }
}
