package org.surprisal.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.surprisal.table.ParquetFileCopy;

/**
 * Writes what each row costs to a new file, Parquet if it is called so, otherwise comma-separated values: the row as it
 * is counted in its file, the loss and its derivatives. A row that is left out has empty cells.
 */
final class RowWriter implements AutoCloseable {
    private final @Nullable Writer writer;
    private final Path text;
    private final Path target;
    private boolean whole;

    /**
     * Writes lines.
     *
     * @param writer null to write nothing
     * @param text what it writes
     * @param target what becomes of that
     */
    private RowWriter(@Nullable Writer writer, Path text, Path target) {
        this.writer = writer;
        this.text = text;
        this.target = target;
    }

    /** A writer to a new file, or, without a path, one that writes nothing. */
    static RowWriter to(@Nullable String path, List<String> derivatives) {
        if (path == null) {
            return new RowWriter(null, Path.of(""), Path.of(""));
        }
        try {
            Path target = Path.of(path);
            boolean parquet = path.toLowerCase(Locale.ROOT).endsWith(".parquet");
            Path text = parquet ? Files.createTempFile("surprisal", ".csv") : target;
            BufferedWriter writer = Files.newBufferedWriter(text, StandardCharsets.UTF_8);
            writer.write(String.join(",", "row,loss", String.join(",", derivatives)) + "\n");
            return new RowWriter(writer, text, target);
        } catch (IOException | InvalidPathException e) {
            throw new Unwritable(path, e);
        }
    }

    void row(long row, boolean counts, double value, double[][] derivatives, int i) {
        if (writer == null) {
            return;
        }
        StringBuilder line = new StringBuilder().append(row).append(',').append(counts ? value : "");
        for (double[] derivative : derivatives) {
            line.append(',').append(counts ? derivative[i] : "");
        }
        try {
            writer.write(line.append('\n').toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that all rows are written; without it nothing is left. */
    void finish() {
        whole = true;
    }

    @Override
    public void close() {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
            if (whole && !text.equals(target)) {
                ParquetFileCopy.copy(text, target);
            }
            if (!whole || !text.equals(target)) {
                Files.deleteIfExists(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
