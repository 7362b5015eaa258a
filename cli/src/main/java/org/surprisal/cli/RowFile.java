package org.surprisal.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.surprisal.table.Column;
import org.surprisal.table.ParquetFileCopy;
import org.surprisal.table.TypedFileCopy;

/**
 * Rows that are written as they come: comma-separated values on standard output or in a file, Parquet or JSON if the
 * file is called so. A file is there once all rows are: what ends too early leaves none.
 */
final class RowFile implements AutoCloseable {
    private final String name;
    private final Writer writer;
    /** The file; null where another is made of the text at the end, or for standard output. */
    private final @Nullable NewFile file;

    private final @Nullable Path text;
    private final Console console;
    private final List<Column> columns;
    /** What the text becomes whose columns take the types of their cells; null where numbers are doubles. */
    private final TypedFileCopy.@Nullable Form typed;

    private boolean whole;

    private RowFile(
            String name,
            Writer writer,
            @Nullable NewFile file,
            @Nullable Path text,
            Console console,
            List<Column> columns,
            TypedFileCopy.@Nullable Form typed) {
        this.name = name;
        this.writer = writer;
        this.file = file;
        this.text = text;
        this.console = console;
        this.columns = columns;
        this.typed = typed;
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
        return headed(open(path, path.toLowerCase(Locale.ROOT).endsWith(".parquet"), columns, console, null));
    }

    /**
     * Begins a file in which each column takes the type that all its cells allow.
     *
     * @param path a file called {@code .csv}, {@code .parquet}, {@code .ndjson} or {@code .jsonl}, or {@code -} for
     *     comma-separated values on standard output
     * @param columns the columns; only those whose kind is a number or a truth may become one
     * @param console has standard output
     * @throws WrongCall if the file is called otherwise
     * @throws Unwritable if the file cannot be written
     */
    static RowFile typed(String path, List<Column> columns, Console console) {
        TypedFileCopy.Form form = form(path);
        return headed(open(path, form != null, columns, console, form));
    }

    /**
     * What a file becomes by its name; null for comma-separated values.
     *
     * @throws WrongCall if the name does not say
     */
    static TypedFileCopy.@Nullable Form form(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return TypedFileCopy.Form.PARQUET;
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return TypedFileCopy.Form.NDJSON;
        }
        if (name.endsWith(".csv") || name.equals("-")) {
            return null;
        }
        throw new WrongCall(
                "--out ends in .csv, .parquet, .ndjson or .jsonl, or is - for standard output, not '" + path + "'.",
                "recalibrate");
    }

    private static RowFile headed(RowFile file) {
        file.row(file.columns.stream().map(Column::name).toList());
        return file;
    }

    private static RowFile open(
            String path, boolean copied, List<Column> columns, Console console, TypedFileCopy.@Nullable Form typed) {
        if (path.equals("-")) {
            return new RowFile("standard output", writer(console.out()), null, null, console, columns, null);
        }
        if (copied) {
            try {
                if (Files.isDirectory(Path.of(path))) {
                    throw new IOException(path + " is a folder");
                }
                Path text = Files.createTempFile("surprisal", ".csv");
                return new RowFile(path, writer(Files.newOutputStream(text)), null, text, console, columns, typed);
            } catch (IOException | InvalidPathException e) {
                throw new Unwritable(path, e);
            }
        }
        NewFile file = NewFile.at(path);
        return new RowFile(path, writer(file.stream()), file, null, console, columns, null);
    }

    private static Writer writer(OutputStream stream) {
        return new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
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
            throw new Unwritable(name, e);
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

    /**
     * Ends the file.
     *
     * @throws Unwritable if it could not be written to its end
     */
    @Override
    public void close() {
        try {
            if (text != null) {
                copied(text);
            } else if (file != null) {
                end(file);
            } else {
                writer.flush();
                if (console.out().checkError()) {
                    throw new IOException("standard output is full or closed");
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Unwritable(name, e);
        }
    }

    private void end(NewFile to) throws IOException {
        try (to) {
            if (whole) {
                writer.flush();
                to.finish();
            }
        }
    }

    private void copied(Path from) throws IOException {
        try {
            writer.close();
            if (whole) {
                copy(from, Path.of(name));
            }
        } finally {
            Files.deleteIfExists(from);
        }
    }

    private void copy(Path from, Path to) {
        if (typed == null) {
            ParquetFileCopy.copy(from, to, columns);
        } else {
            TypedFileCopy.copy(from, to, typed, columns);
        }
    }
}
