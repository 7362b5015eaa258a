package org.surprisal.table;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/**
 * An embedded DuckDB that may read the given files and nothing else: no extensions, no network, its configuration
 * locked.
 */
final class Engine implements AutoCloseable {
    private final DuckDBConnection connection;

    private Engine(DuckDBConnection connection) {
        this.connection = connection;
    }

    /**
     * Starts one.
     *
     * @param files what it may read
     * @param folder the folder that it may read and write
     * @param ordered whether rows arrive in the order of the file; faster if not
     */
    static Engine start(List<Path> files, Path folder, Options options, boolean ordered) {
        Properties properties = new Properties();
        properties.setProperty("threads", String.valueOf(options.threads()));
        properties.setProperty("memory_limit", options.memoryLimit() + "B");
        properties.setProperty("temp_directory", folder.toString());
        properties.setProperty("preserve_insertion_order", String.valueOf(ordered));
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        try {
            DuckDBConnection connection = DuckDBConnection.newConnection("jdbc:duckdb:", false, properties);
            Engine engine = new Engine(connection);
            // A file whose name holds characters of patterns is named by a pattern, which must be allowed as well.
            String allowed = String.join(
                    ", ",
                    files.stream()
                            .map(Path::toAbsolutePath)
                            .flatMap(file -> Stream.of(file.toString(), Sql.pattern(file)))
                            .distinct()
                            .map(Sql::text)
                            .toList());
            engine.execute("SET allowed_paths = [" + allowed + "]; SET allowed_directories = ["
                    + Sql.text(folder.toAbsolutePath().toString())
                    + "]; SET enable_external_access = false; SET lock_configuration = true");
            return engine;
        } catch (Exception e) {
            throw new TableException("The embedded DuckDB cannot be started: " + e.getMessage() + ".", e);
        }
    }

    /** Prepares a query, which checks it. */
    DuckDBPreparedStatement prepare(String sql) throws SQLException {
        return connection.prepare(sql);
    }

    /** Runs a query and gives its result as texts; null for SQL NULL is the empty text. */
    List<List<String>> texts(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>(width);
                for (int i = 1; i <= width; i++) {
                    String text = result.getString(i);
                    row.add(text == null ? "" : text);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Runs statements. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new TableException("The embedded DuckDB cannot be closed: " + e.getMessage(), e);
        }
    }
}
