package org.surprisal.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;

/** Copies a file of comma-separated numbers to a Parquet file. */
public final class ParquetFileCopy {
    private ParquetFileCopy() {}

    /**
     * Copies all rows, in their order. The first column holds whole numbers, the others doubles; an empty cell is
     * missing.
     *
     * @param csv a file with a line of names
     * @param parquet the file to write; one that exists is replaced
     * @throws TableException if the one cannot be read or the other not written
     */
    public static void copy(Path csv, Path parquet) {
        copy(csv, parquet, "\"row\"::BIGINT AS \"row\", COLUMNS(* EXCLUDE (\"row\"))::DOUBLE");
    }

    /**
     * Copies all rows, in their order.
     *
     * @param csv a file with a line of names
     * @param parquet the file to write; one that exists is replaced
     * @param columns the columns, of doubles where their kind is a number, otherwise of texts; an empty cell is missing
     * @throws TableException if the one cannot be read or the other not written, or a number is none
     */
    public static void copy(Path csv, Path parquet, List<Column> columns) {
        copy(
                csv,
                parquet,
                String.join(
                        ", ",
                        columns.stream()
                                .map(column -> {
                                    String name = Sql.name(column.name());
                                    return column.kind() == Column.Kind.NUMBER ? name + "::DOUBLE AS " + name : name;
                                })
                                .toList()));
    }

    private static void copy(Path csv, Path parquet, String columns) {
        try (Scratch scratch = new Scratch();
                Engine engine = Engine.start(List.of(csv), scratch.folder(), Options.defaults(), true)) {
            // The engine may write nowhere but in its own folder.
            Path made = scratch.folder().toAbsolutePath().resolve("rows.parquet");
            String rows = "read_csv(" + Sql.path(csv)
                    + ", header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')";
            engine.execute("COPY (SELECT " + columns + " FROM " + rows + ") TO " + Sql.text(made.toString())
                    + " (FORMAT parquet)");
            put(made, parquet);
        } catch (SQLException | IOException e) {
            throw new TableException(parquet + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Puts a file in its place at once: a disk that is full in the midst of it leaves what was there before. */
    static void put(Path made, Path target) throws IOException {
        Path beside = target.resolveSibling("surprisal-" + Long.toHexString(System.nanoTime()) + ".part");
        try {
            Files.copy(made, beside);
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
