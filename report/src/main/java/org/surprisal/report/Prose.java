package org.surprisal.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Pieces of running text on a page. */
public final class Prose {
    private Prose() {}

    /**
     * A line with its places filled.
     *
     * @param template a text with places such as <code>{rows}</code>
     * @param figures what fills them
     * @throws IllegalStateException if a place is filled by no figure
     */
    public static String fill(String template, Map<String, ?> figures) {
        return Words.fill(template, figures)
                .orElseThrow(() -> new IllegalStateException("a figure is missing for: " + template));
    }

    /** A heading. */
    public static String heading(String text, Page page) {
        return Ink.BOLD.on(page, text);
    }

    /** A paragraph in lines. */
    public static List<String> wrapped(String text, String first, String rest, Page page) {
        return Paragraph.lines(text, page.width(), first, rest);
    }

    /** An indented line; a part that does not fit goes on in the column where the last part of the line begins. */
    public static List<String> indented(String line, Page page) {
        if (CellWidth.of(line) <= page.width()) {
            return List.of(line);
        }
        int start = Math.max(line.lastIndexOf("  ") + 2, 4);
        String head = line.substring(0, start);
        return Paragraph.lines(line.substring(start), page.width(), head, " ".repeat(CellWidth.of(head)));
    }

    /** Rows of cells in aligned columns. */
    public static List<String> table(List<String> head, String alignment, List<List<String>> rows, Page page) {
        Grid grid = new Grid(head, alignment);
        rows.forEach(row -> grid.add(row.toArray(String[]::new)));
        return grid.lines(page, "");
    }

    /** A number with a few significant digits. */
    public static String number(double number) {
        return Figures.plain(number);
    }

    /** A number with so many decimals, for columns in which numbers are compared digit by digit. */
    public static String decimals(double number, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** A count with its thousands set apart. */
    public static String count(long count) {
        return Figures.count(count);
    }

    /** A share as per cent. */
    public static String percent(double share) {
        return Figures.percent(share);
    }

    /**
     * A number with as many digits as are known.
     *
     * @param number the number
     * @param error how far off it may be: its first two digits count
     */
    public static String number(double number, double error) {
        return Figures.known(number, error);
    }

    /** A text that must be seen, where something is amiss. */
    public static String warning(String text, Page page) {
        return Ink.YELLOW.on(page, text);
    }

    /** The cells of a terminal that a text takes. */
    public static int width(String text) {
        return CellWidth.of(text);
    }

    /** A number with so many significant digits at most. */
    public static String digits(double number, int most) {
        return Figures.digits(number, most);
    }
}
