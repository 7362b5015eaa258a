package org.surprisal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same rows in other files: shuffled, split, as Parquet, as NDJSON. */
final class Tables {
    private Tables() {}

    /** A shuffled copy. */
    static Path shuffled(Path csv, Path folder) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
        Collections.shuffle(rows, new Random(20261122));
        rows.addFirst(lines.getFirst());
        return Files.write(folder.resolve("shuffled.csv"), rows);
    }

    /** Several files that together are the same. */
    static List<Path> split(Path csv, int parts, Path folder) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<Path> files = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            List<String> rows = new ArrayList<>(List.of(lines.getFirst()));
            for (int i = 1 + part; i < lines.size(); i += parts) {
                rows.add(lines.get(i));
            }
            files.add(Files.write(folder.resolve("part" + part + ".csv"), rows));
        }
        return files;
    }

    /** A copy in another format, such as {@code PARQUET} or {@code JSON}. */
    static Path converted(Path csv, String format, Path folder) throws SQLException {
        Path file = folder.resolve("converted." + (format.equals("JSON") ? "ndjson" : "parquet"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM read_csv('" + csv.toAbsolutePath() + "')) TO '" + file + "' (FORMAT "
                    + format + ")");
        }
        return file;
    }

    /** What a Parquet file holds, as lines of comma-separated values. */
    static List<String> lines(Path parquet, Path folder) throws IOException, SQLException {
        Path file = folder.resolve("lines.csv");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM '" + parquet + "') TO '" + file + "' (FORMAT CSV, HEADER)");
        }
        return Files.readAllLines(file);
    }
}
