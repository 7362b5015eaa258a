package org.surprisal.table;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.table.Column.Kind;

/**
 * A column as a file's scan gives it, and the SQL for what its cells mean.
 *
 * @param sql the column in SQL
 * @param type what the scan gives
 * @param decimalComma whether decimals in texts are written with a comma
 */
record Base(String sql, Type type, boolean decimalComma) {
    /** What a scan gives. */
    enum Type {
        /** Binary floating point, one of the two widths. */
        FLOATING,
        /** Integers of at most 64 bits. */
        INTEGER,
        /** Decimals and wider integers. */
        DECIMAL,
        /** True and false. */
        BOOLEAN,
        /** Text as written in the file. */
        TEXT,
        /** Dates, lists and the like: read as the text they print as. */
        OTHER
    }

    private static final String NOT_A_NUMBER = "CAST('NaN' AS DOUBLE)";
    private static final String BLANKS = "' ' || chr(9) || chr(10) || chr(13)";
    private static final String INTEGER = "'0|-?[1-9][0-9]*'";
    private static final String NUMBER = "'[+-]?((0|[1-9][0-9]*)([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?'";

    /** The cell as DOUBLE, rounded once: NULL when missing, NaN when it is not a number. */
    String number() {
        return switch (type) {
            case FLOATING, INTEGER, BOOLEAN -> "CAST(" + sql + " AS DOUBLE)";
            // Through text, because the quotient of two rounded numbers would be rounded twice.
            case DECIMAL -> "CAST(CAST(" + sql + " AS VARCHAR) AS DOUBLE)";
            case TEXT -> numberOfText(sql);
            case OTHER -> numberOfText("CAST(" + sql + " AS VARCHAR)");
        };
    }

    /** Whether a text cell is present and does not convert by the plain cast that a scan with forced types applies. */
    String unconvertible() {
        return "(" + sql + " IS NOT NULL AND " + plainCast(sql) + " IS NULL)";
    }

    /** The cell as text: numbers in one form whatever the file's format, NULL when missing. */
    String text() {
        return switch (type) {
            case FLOATING -> floatingText("CAST(" + sql + " AS DOUBLE)");
            case DECIMAL -> floatingText("CAST(CAST(" + sql + " AS VARCHAR) AS DOUBLE)");
            case INTEGER, BOOLEAN -> "CAST(" + sql + " AS VARCHAR)";
            case TEXT -> textOfText(sql, decimalComma);
            case OTHER -> textOfText("CAST(" + sql + " AS VARCHAR)", false);
        };
    }

    /**
     * The cell as DOUBLE where it is one in the file, and otherwise as text that {@link Decimal} reads: a decimal, or =
     * and a double.
     */
    String decimal() {
        return switch (type) {
            case FLOATING, BOOLEAN -> number();
            case INTEGER, DECIMAL -> "CAST(" + sql + " AS VARCHAR)";
            case TEXT -> decimalOfText(sql);
            case OTHER -> decimalOfText("CAST(" + sql + " AS VARCHAR)");
        };
    }

    /** The cell as it is written, NULL when missing. */
    String written() {
        return type == Type.TEXT
                ? let("cell", trimmed(sql), "CASE WHEN cell IN (" + Missing.literals() + ") THEN NULL ELSE cell END")
                : text();
    }

    /**
     * The code of a cell as INTEGER.
     *
     * @param values the values in the form of {@link #text()}, distinct
     */
    String code(List<String> values) {
        String coded = switch (type) {
            case FLOATING, DECIMAL, INTEGER, BOOLEAN -> position(text(), values);
            case TEXT -> codeOfText(sql, values);
            case OTHER -> codeOfText("CAST(" + sql + " AS VARCHAR)", values);
        };
        return "CASE WHEN " + sql + " IS NULL THEN " + Batch.MISSING + " ELSE coalesce(" + coded + ", " + Batch.OTHER
                + ") END";
    }

    /** The cell as an expression sees it: numbers of a text column as DOUBLE, NULL for NaN and what does not fit. */
    String typed(Kind kind) {
        return switch (type) {
            case INTEGER, BOOLEAN, OTHER -> sql;
            case FLOATING, DECIMAL -> withoutNan();
            case TEXT ->
                switch (kind) {
                    case NUMBER, PERCENT -> withoutNan();
                    case BOOLEAN -> truth();
                    case TEXT -> "(CASE WHEN " + missing(sql) + " THEN NULL ELSE " + sql + " END)";
                };
        };
    }

    /** Whether a cell is present although {@link #typed} is NULL. */
    String unfit(Kind kind) {
        boolean number = type == Type.FLOATING
                || type == Type.DECIMAL
                || (type == Type.TEXT && (kind == Kind.NUMBER || kind == Kind.PERCENT));
        if (number) {
            return "coalesce(isnan(" + number() + "), false)";
        }
        return type == Type.TEXT && kind == Kind.BOOLEAN
                ? "(NOT " + missing(sql) + " AND " + truth() + " IS NULL)"
                : "false";
    }

    /** The number of an expression's result, NaN where it has none because a cell it uses does not fit. */
    static String numberOfExpression(String expression, String unfit) {
        return "coalesce(TRY_CAST(" + expression + " AS DOUBLE), CASE WHEN " + expression + " IS NULL AND NOT (" + unfit
                + ") THEN NULL ELSE " + NOT_A_NUMBER + " END)";
    }

    /** An expression's result as a column of texts. */
    static Base ofExpression(String expression) {
        return new Base("CAST(" + expression + " AS VARCHAR)", Type.TEXT, false);
    }

    private String withoutNan() {
        return "(CASE WHEN isnan(" + number() + ") THEN NULL ELSE " + number() + " END)";
    }

    private String truth() {
        return let(
                "word", "lower(" + trimmed(sql) + ")", "CASE word WHEN 'true' THEN true WHEN 'false' THEN false END");
    }

    private String plainCast(String text) {
        return decimalComma
                ? "(CASE WHEN contains(" + text + ", '.') THEN NULL ELSE TRY_CAST(replace(" + text
                        + ", ',', '.') AS DOUBLE) END)"
                : "TRY_CAST(" + text + " AS DOUBLE)";
    }

    private String numberOfText(String text) {
        String withPoint = decimalComma ? "replace(cell, ',', '.')" : "cell";
        String percent =
                "coalesce(TRY_CAST(rtrim(rtrim(" + withPoint + ", '%')) || 'e-2' AS DOUBLE), " + NOT_A_NUMBER + ")";
        String lookAgain = "CASE WHEN cell IS NULL OR cell IN (" + Missing.literals()
                + ") THEN NULL WHEN suffix(cell, '%') THEN " + percent
                + " WHEN lower(cell) = 'true' THEN 1 WHEN lower(cell) = 'false' THEN 0 ELSE " + NOT_A_NUMBER + " END";
        return "coalesce(" + plainCast(text) + ", " + let("cell", trimmed(text), lookAgain) + ")";
    }

    private String decimalOfText(String text) {
        String withPoint = decimalComma ? "replace(cell, ',', '.')" : "cell";
        String decimal = "CASE WHEN cell IS NULL OR cell IN (" + Missing.literals()
                + ") THEN NULL WHEN regexp_full_match(" + withPoint + ", " + NUMBER + ") THEN " + withPoint
                + " ELSE '=' || CAST(" + numberOfText("cell") + " AS VARCHAR) END";
        return let("cell", trimmed(text), decimal);
    }

    private static String textOfText(String text, boolean decimalComma) {
        String number = decimalComma ? "replace(cell, ',', '.')" : "cell";
        return let(
                "cell",
                trimmed(text),
                "CASE WHEN cell IS NULL OR cell IN (" + Missing.literals()
                        + ") THEN NULL WHEN regexp_full_match(cell, " + INTEGER
                        + ") THEN cell WHEN regexp_full_match(" + number + ", " + NUMBER + ") THEN "
                        + floatingText("TRY_CAST(" + number + " AS DOUBLE)")
                        + " WHEN lower(cell) IN ('true', 'false') THEN lower(cell) WHEN lower(cell) = 'nan' THEN 'NaN'"
                        + " ELSE cell END");
    }

    /** The code of a text: most are one of the values as they stand, so that their form need not be looked at. */
    private String codeOfText(String text, List<String> values) {
        String lookAgain =
                "CASE WHEN form IS NULL THEN " + Batch.MISSING + " ELSE " + position("form", values) + " END";
        return position(text, values) + ", " + let("form", textOfText(text, decimalComma), lookAgain);
    }

    /**
     * An expression with a name for a part of it. Without the name the part would occur several times, and what occurs
     * several times the engine computes for every row, also in branches that are hardly ever taken.
     */
    private static String let(String name, String part, String expression) {
        return "list_transform([" + part + "], lambda " + name + ": " + expression + ")[1]";
    }

    private static String floatingText(String number) {
        return "(CASE WHEN isnan(" + number + ") THEN 'NaN' WHEN " + number + " = trunc(" + number + ") AND abs("
                + number + ") < 1e15 THEN CAST(CAST(" + number + " AS BIGINT) AS VARCHAR) ELSE CAST(" + number
                + " AS VARCHAR) END)";
    }

    private static String position(String text, List<String> values) {
        if (values.isEmpty()) {
            return "NULL";
        }
        List<String> literals = new ArrayList<>();
        StringBuilder special = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            boolean nul = values.get(i).indexOf('\0') >= 0;
            literals.add(Sql.text(nul ? "\u0001" + i : values.get(i)));
            if (nul) {
                special.append(" WHEN ")
                        .append(text)
                        .append(" = ")
                        .append(Sql.text(values.get(i)))
                        .append(" THEN ")
                        .append(i);
            }
        }
        String code = "CAST(enum_code(TRY_CAST(" + text + " AS ENUM(" + String.join(", ", literals) + "))) AS INTEGER)";
        // An enumeration cannot hold NUL characters.
        return special.isEmpty() ? code : "coalesce(" + code + ", CASE" + special + " END)";
    }

    private static String missing(String text) {
        String words = String.join("|", Missing.WORDS);
        return "(" + text + " IS NULL OR regexp_full_match(" + text + ", '[ \\t\\r\\n]*(" + words + ")[ \\t\\r\\n]*'))";
    }

    private static String trimmed(String text) {
        return "trim(" + text + ", " + BLANKS + ")";
    }
}
