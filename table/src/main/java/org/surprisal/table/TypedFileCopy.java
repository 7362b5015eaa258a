package org.surprisal.table;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Copies a file of comma-separated values to Parquet or to a JSON object a line, each column with the type that all its
 * cells allow: whole numbers, numbers, truths, otherwise text. A column becomes numbers only if each cell is one that
 * loses nothing by it: no leading zeros, no more digits than fit.
 */
public final class TypedFileCopy {
    private static final String LIKE_A_NAME = "'^[+-]?(0[0-9].*|[0-9]{19,})$'";

    private TypedFileCopy() {}

    /** What the copy is written as. */
    public enum Form {
        /** Apache Parquet. */
        PARQUET,
        /** One JSON object a line; numbers that JSON does not have make a column text. */
        NDJSON
    }

    /**
     * Copies all rows, in their order.
     *
     * @param csv a file with a line of names; an empty cell is missing
     * @param target the file to write; one that exists is replaced
     * @param form what it becomes
     * @param columns the columns; only those whose kind is a number or a truth may become one
     * @throws TableException if the one cannot be read or the other not written
     */
    public static void copy(Path csv, Path target, Form form, List<Column> columns) {
        requireDistinct(target, columns);
        try (Scratch scratch = new Scratch();
                Engine engine = Engine.start(List.of(csv), scratch.folder(), Options.defaults(), true)) {
            Path made = scratch.folder().toAbsolutePath().resolve("rows.out");
            // By their places, for names may differ in nothing but the case of letters.
            List<String> places = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                places.add("'c" + c + "': 'VARCHAR'");
            }
            String rows = "read_csv(" + Sql.path(csv) + ", header = true, auto_detect = false, columns = {"
                    + String.join(", ", places) + "}, delim = ',', quote = '\"', escape = '\"', new_line = '\\n')";
            List<String> types = types(engine, rows, form, columns);
            List<String> selected = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                selected.add("c" + c + "::" + types.get(c) + " AS "
                        + Sql.name(columns.get(c).name()));
            }
            engine.execute("COPY (SELECT " + String.join(", ", selected) + " FROM " + rows + ") TO "
                    + Sql.text(made.toString()) + " (FORMAT " + (form == Form.PARQUET ? "parquet" : "json") + ")");
            ParquetFileCopy.put(made, target);
        } catch (SQLException | IOException e) {
            throw new TableException(target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The engine takes names for equal that differ in case only, and would rename one. */
    private static void requireDistinct(Path target, List<Column> columns) {
        Map<String, String> seen = new HashMap<>();
        for (Column column : columns) {
            String before = seen.put(column.name().toLowerCase(Locale.ROOT), column.name());
            if (before != null) {
                throw new TableException("The columns " + before + " and " + column.name()
                        + " differ in nothing but case, so they cannot stand side by side in " + target
                        + "; write a CSV file.");
            }
        }
    }

    private static List<String> types(Engine engine, String rows, Form form, List<Column> columns) throws SQLException {
        List<String> asked = new ArrayList<>(List.of("count(*)"));
        for (int c = 0; c < columns.size(); c++) {
            String cell = "c" + c;
            asked.add(
                    switch (columns.get(c).kind()) {
                        case NUMBER ->
                            "CASE WHEN " + all(cell, "TRY_CAST(" + cell + " AS BIGINT)::VARCHAR = " + cell)
                                    + " THEN 'BIGINT' WHEN "
                                    + all(
                                            cell,
                                            "TRY_CAST(" + cell + " AS DOUBLE) IS NOT NULL AND NOT regexp_matches("
                                                    + cell + ", " + LIKE_A_NAME + ")"
                                                    + (form == Form.NDJSON
                                                            ? " AND isfinite(TRY_CAST(" + cell + " AS DOUBLE))"
                                                            : ""))
                                    + " THEN 'DOUBLE' ELSE 'VARCHAR' END";
                        case BOOLEAN ->
                            "CASE WHEN " + all(cell, cell + " IN ('true', 'false')")
                                    + " THEN 'BOOLEAN' ELSE 'VARCHAR' END";
                        case PERCENT, TEXT -> "'VARCHAR'";
                    });
        }
        List<String> found = engine.texts("SELECT " + String.join(", ", asked) + " FROM " + rows)
                .getFirst();
        return found.subList(1, found.size());
    }

    private static String all(String cell, String condition) {
        return "coalesce(bool_and(" + cell + " IS NULL OR coalesce(" + condition + ", false)), true)";
    }
}
