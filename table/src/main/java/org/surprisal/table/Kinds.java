package org.surprisal.table;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.surprisal.table.Column.Kind;

/** Guesses what a column of texts holds from its first cells. A wrong guess costs time, never a number. */
final class Kinds {
    private static final Pattern NUMBER = Pattern.compile(
            "\\s*[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|inf(?:inity)?|nan)\\s*", Pattern.CASE_INSENSITIVE);

    private Kinds() {}

    /** What all cells have in common that are not missing; without any such cell, numbers. */
    static Kind of(List<String> cells, boolean decimalComma) {
        Kind common = null;
        for (String cell : cells) {
            if (Missing.is(cell)) {
                continue;
            }
            Kind kind = of(cell, decimalComma);
            if (kind == Kind.TEXT || (common != null && common != kind)) {
                return Kind.TEXT;
            }
            common = kind;
        }
        return common == null ? Kind.NUMBER : common;
    }

    /**
     * Whether more than half of the cells that are not missing are numbers: then an expression takes it for numbers.
     */
    static boolean mostlyNumbers(List<String> cells, boolean decimalComma) {
        long present = cells.stream().filter(cell -> !Missing.is(cell)).count();
        long numbers = cells.stream()
                .filter(cell -> !Missing.is(cell) && of(cell, decimalComma) == Kind.NUMBER)
                .count();
        return 2 * numbers > present;
    }

    /** Spares most texts the whole pattern. */
    private static boolean beginsLikeNumber(String text) {
        return !text.isEmpty() && "0123456789+-.,iInN".indexOf(text.charAt(0)) >= 0;
    }

    private static Kind of(String cell, boolean decimalComma) {
        String text = cell.strip();
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1) : text;
        if (beginsLikeNumber(digits)
                && NUMBER.matcher(decimalComma ? digits.replace(',', '.') : digits)
                        .matches()) {
            return percent ? Kind.PERCENT : Kind.NUMBER;
        }
        String word = text.toLowerCase(Locale.ROOT);
        return word.equals("true") || word.equals("false") ? Kind.BOOLEAN : Kind.TEXT;
    }
}
