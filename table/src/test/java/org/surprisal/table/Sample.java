package org.surprisal.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small files for tests, and what reading them gives. */
record Sample(Path folder) {
    /** Writes a text file in UTF-8. */
    String file(String name, String text) {
        return file(name, text, StandardCharsets.UTF_8);
    }

    String file(String name, String text, Charset encoding) {
        return bytes(name, text.getBytes(encoding));
    }

    String bytes(String name, byte[] bytes) {
        try {
            Path path = folder.resolve(name);
            Files.write(path, bytes);
            return path.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Writes a Parquet file from a query. */
    String parquet(String name, String query) {
        String path = folder.resolve(name).toString();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO " + Sql.text(path) + " (FORMAT parquet)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return path;
    }

    /** A cell read as number. */
    static Cell number(String column) {
        return new Cell.Numeric(column);
    }

    /** A cell read as code. */
    static Cell code(String column, String... values) {
        return new Cell.Category(column, List.of(values));
    }

    /** The rows of one file in their order: file, row, cells; a missing number as "missing", none as "NaN". */
    static List<String> rows(String file, Cell... cells) {
        return rows(List.of(file), Options.defaults(), cells);
    }

    static List<String> rows(List<String> files, Options options, Cell... cells) {
        try (Table table = Table.open(files, options)) {
            return rows(table, true, cells);
        }
    }

    /** The rows without their numbers, sorted as texts. */
    static List<String> sorted(String file, Cell... cells) {
        return sorted(List.of(file), Options.defaults(), cells);
    }

    static List<String> sorted(List<String> files, Options options, Cell... cells) {
        try (Table table = Table.open(files, options)) {
            return rows(table, false, cells);
        }
    }

    static List<String> rows(Table table, boolean numbered, Cell... cells) {
        List<String> rows = new ArrayList<>();
        table.read(List.of(cells), numbered, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                rows.add(row(batch, i, numbered, cells.length));
            }
            return true;
        });
        if (!numbered) {
            Collections.sort(rows);
        }
        return rows;
    }

    private static String row(Batch batch, int i, boolean numbered, int width) {
        List<String> texts = new ArrayList<>();
        if (numbered) {
            texts.add(batch.file() + ":" + batch.rows()[i]);
        }
        for (int c = 0; c < width; c++) {
            if (batch.numbers()[c].length == 0) {
                texts.add("#" + batch.codes()[c][i]);
                continue;
            }
            byte flag = batch.flags()[c].length == 0 ? Batch.PRESENT : batch.flags()[c][i];
            double number = batch.numbers()[c][i];
            String text = flag == Batch.FLAG_MISSING ? "missing" : String.valueOf(number);
            if (Double.isNaN(number) != (flag != Batch.PRESENT)) {
                throw new AssertionError("The flag " + flag + " stands beside " + number);
            }
            texts.add(text);
        }
        return String.join(" ", texts);
    }

    /** The distinct values of a column with their counts. */
    static String distinct(String file, String column) {
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            Distinct distinct = table.distinct(column, 100);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < distinct.values().size(); i++) {
                texts.add(distinct.values().get(i) + "*" + distinct.counts()[i]);
            }
            return String.join(" ", texts) + (distinct.missing() > 0 ? " missing*" + distinct.missing() : "");
        }
    }

    /** The columns of a file as name:KIND. */
    static List<String> columns(String file) {
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            return table.columns().stream()
                    .map(column -> column.name() + ":" + column.kind())
                    .toList();
        }
    }
}
