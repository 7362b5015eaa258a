package org.surprisal.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.surprisal.table.Column;
import org.surprisal.table.ParquetFileCopy;

/**
 * Rows that are written as they come: comma-separated values on standard output or in a file, Parquet if the file is
 * called so. A file is there once all rows are: what ends too early leaves none.
 */
final class RowFile implements AutoCloseable {
    private final Writer writer;
    private final @Nullable Path text;
    private final @Nullable Path target;
    private final List<Column> columns;
    private boolean whole;

    private RowFile(Writer writer, @Nullable Path text, @Nullable Path target, List<Column> columns) {
        this.writer = writer;
        this.text = text;
        this.target = target;
        this.columns = columns;
    }

    /**
     * Begins.
     *
     * @param path a file, or {@code -} for standard output
     * @param columns the columns; those whose kind is a number are doubles in Parquet
     * @param console has standard output
     * @throws Unwritable if the file cannot be written
     */
    static RowFile to(String path, List<Column> columns, Console console) {
        RowFile file = open(path, columns, console);
        file.row(columns.stream().map(Column::name).toList());
        return file;
    }

    private static RowFile open(String path, List<Column> columns, Console console) {
        if (path.equals("-")) {
            return new RowFile(
                    new BufferedWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8)),
                    null,
                    null,
                    columns);
        }
        try {
            Path target = Path.of(path);
            boolean parquet = path.toLowerCase(Locale.ROOT).endsWith(".parquet");
            Path text = parquet
                    ? Files.createTempFile("surprisal", ".csv")
                    : target.resolveSibling("surprisal-" + Long.toHexString(System.nanoTime()) + ".part");
            return new RowFile(Files.newBufferedWriter(text, StandardCharsets.UTF_8), text, target, columns);
        } catch (IOException | InvalidPathException e) {
            throw new Unwritable(path, e);
        }
    }

    /** Writes a row; null is an empty cell. */
    void row(List<@Nullable String> cells) {
        try {
            for (int i = 0; i < cells.size(); i++) {
                if (i > 0) {
                    writer.write(',');
                }
                String cell = cells.get(i);
                if (cell != null) {
                    writer.write(quoted(cell));
                }
            }
            writer.write('\n');
        } catch (IOException e) {
            throw new Unwritable(String.valueOf(target), e);
        }
    }

    /** A number as a cell: none is empty. */
    static @Nullable String number(double value) {
        return Double.isNaN(value) ? null : Double.toString(value);
    }

    private static String quoted(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return '"' + cell.replace("\"", "\"\"") + '"';
            }
        }
        return cell;
    }

    /** Says that all rows are written; without it nothing is left. */
    void finish() {
        whole = true;
    }

    @Override
    public void close() {
        try {
            if (text == null || target == null) {
                writer.flush();
                return;
            }
            writer.close();
            if (whole && text.toString().endsWith(".csv")) {
                ParquetFileCopy.copy(text, target, columns);
            } else if (whole) {
                Files.move(text, target, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
