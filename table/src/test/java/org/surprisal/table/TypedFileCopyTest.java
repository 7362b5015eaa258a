package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.table.Column.Kind;

/** Each column takes the type that loses nothing of any of its cells. */
class TypedFileCopyTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("whole", Kind.NUMBER),
            new Column("code", Kind.NUMBER),
            new Column("digits", Kind.NUMBER),
            new Column("share", Kind.NUMBER),
            new Column("some", Kind.NUMBER),
            new Column("truth", Kind.BOOLEAN),
            new Column("none", Kind.NUMBER),
            new Column("a \"name\"", Kind.TEXT));

    private static final List<String> LINES = List.of(
            "whole,code,digits,share,some,truth,none,\"a \"\"name\"\"\"",
            "9007199254740993,007,12345678901234567890123,0.1,1,true,,\"x, y\"",
            ",1,1,1e-300,n/a,,,1",
            "-3,2,2,,2,false,,\"two\nlines\"");

    @TempDir
    Path folder;

    private Path csv(List<String> lines) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), String.join("\n", lines) + "\n");
    }

    private static List<String> types(Path file) throws SQLException {
        List<String> types = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("DESCRIBE SELECT * FROM '" + file + "'")) {
            while (found.next()) {
                types.add(found.getString(1) + ":" + found.getString(2));
            }
        }
        return types;
    }

    @Test
    void parquetHasTheTypesOfTheCells() throws IOException, SQLException {
        Path file = folder.resolve("out.parquet");
        TypedFileCopy.copy(csv(LINES), file, TypedFileCopy.Form.PARQUET, COLUMNS);
        assertThat(types(file))
                .containsExactly(
                        "whole:BIGINT",
                        "code:VARCHAR",
                        "digits:VARCHAR",
                        "share:DOUBLE",
                        "some:VARCHAR",
                        "truth:BOOLEAN",
                        "none:BIGINT",
                        "a \"name\":VARCHAR");
    }

    @Test
    void ndjsonHasAnObjectForEachRow() throws IOException {
        Path file = folder.resolve("out.ndjson");
        TypedFileCopy.copy(csv(LINES), file, TypedFileCopy.Form.NDJSON, COLUMNS);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"whole\":9007199254740993,\"code\":\"007\",\"digits\":\"12345678901234567890123\","
                                + "\"share\":0.1,\"some\":\"1\",\"truth\":true,\"none\":null,"
                                + "\"a \\\"name\\\"\":\"x, y\"}",
                        "{\"whole\":null,\"code\":\"1\",\"digits\":\"1\",\"share\":1e-300,\"some\":\"n/a\","
                                + "\"truth\":null,\"none\":null,\"a \\\"name\\\"\":\"1\"}",
                        "{\"whole\":-3,\"code\":\"2\",\"digits\":\"2\",\"share\":null,\"some\":\"2\","
                                + "\"truth\":false,\"none\":null,\"a \\\"name\\\"\":\"two\\nlines\"}");
    }

    @Test
    void whatJsonHasNoNumberForIsText() throws IOException, SQLException {
        List<Column> one = List.of(new Column("z", Kind.NUMBER));
        Path rows = csv(List.of("z", "-Infinity", "0.5"));
        Path json = folder.resolve("out.ndjson");
        TypedFileCopy.copy(rows, json, TypedFileCopy.Form.NDJSON, one);
        assertThat(Files.readAllLines(json)).containsExactly("{\"z\":\"-Infinity\"}", "{\"z\":\"0.5\"}");
        Path parquet = folder.resolve("out.parquet");
        TypedFileCopy.copy(rows, parquet, TypedFileCopy.Form.PARQUET, one);
        assertThat(types(parquet)).containsExactly("z:DOUBLE");
    }

    @Test
    void refusesNamesThatDifferInCaseOnlyAndFoldersThatAreNotThere() throws IOException {
        List<Column> two =
                Stream.of("P", "p").map(name -> new Column(name, Kind.NUMBER)).toList();
        Path rows = csv(List.of("P,p", "1,2"));
        assertThatThrownBy(
                        () -> TypedFileCopy.copy(rows, folder.resolve("out.parquet"), TypedFileCopy.Form.PARQUET, two))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("The columns P and p differ in nothing but case");
        assertThatThrownBy(() -> TypedFileCopy.copy(
                        csv(LINES), folder.resolve("none/out.parquet"), TypedFileCopy.Form.PARQUET, COLUMNS))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("cannot be written");
    }
}
