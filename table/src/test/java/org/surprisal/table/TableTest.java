package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.surprisal.table.Sample.number;
import static org.surprisal.table.Sample.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void begin() {
        sample = new Sample(folder);
    }

    @Test
    void takesAPathThatExistsLiterally() {
        sample.file("a1.csv", "y\n1\n");
        String odd = sample.file("a[1].csv", "y\n2\n");
        String quoted = sample.file("it's.csv", "y\n3\n");
        String star = sample.file("s*r?.csv", "y\n4\n");
        sample.file("star1.csv", "y\n5\n");
        assertThat(rows(odd, number("y"))).containsExactly("1:1 2.0");
        assertThat(rows(quoted, number("y"))).containsExactly("1:1 3.0");
        assertThat(rows(star, number("y"))).containsExactly("1:1 4.0");
        assertThat(rows(sample.parquet("b[1].parquet", "SELECT 6 AS y"), number("y")))
                .containsExactly("1:1 6.0");
        assertThat(rows(sample.file("b{c,d}.ndjson", "{\"y\":7}\n"), number("y")))
                .containsExactly("1:1 7.0");
    }

    @Test
    void expandsPatternsSortedByBytes() throws IOException {
        for (String name : List.of("b.csv", "a.csv", "Z.csv", "é.csv", ".hidden.csv", "a.txt")) {
            sample.file(name, "y\n1\n");
        }
        Files.createDirectory(folder.resolve("sub"));
        new Sample(folder.resolve("sub")).file("c.csv", "y\n1\n");
        Files.createDirectory(folder.resolve("folder.csv"));
        assertThat(files(folder + "/*.csv")).containsExactly("Z.csv", "a.csv", "b.csv", "é.csv");
        assertThat(files(folder + "/[ab].csv")).containsExactly("a.csv", "b.csv");
        assertThat(files(folder + "/[!a].csv")).containsExactly("Z.csv", "b.csv", "é.csv");
        assertThat(files(folder + "/?.csv")).containsExactly("Z.csv", "a.csv", "b.csv", "é.csv");
        assertThat(files(folder + "/.h*.csv")).containsExactly(".hidden.csv");
        assertThat(files(folder + "/*/c.csv")).containsExactly("c.csv");
        assertThat(files(folder + "/s?b/*.csv")).containsExactly("c.csv");
        assertThatThrownBy(() -> files(folder + "/[z-a].csv")).isInstanceOf(TableException.class);
        assertThatThrownBy(() -> files(folder + "/nowhere/*.csv")).isInstanceOf(TableException.class);
    }

    private static List<String> files(String pattern) {
        try (Table table = Table.open(List.of(pattern), Options.defaults())) {
            return table.files().stream()
                    .map(file -> Path.of(file).getFileName().toString())
                    .toList();
        }
    }

    @Test
    void readsFilesOfDifferentFormatsOneAfterTheOther() {
        List<String> files = List.of(
                sample.file("a.csv", "y,p\n1,0.25\n0,0.5\n"),
                sample.parquet("b.parquet", "SELECT 0.75 AS p, 1 AS y"),
                sample.file("c.ndjson", "{\"p\":1,\"y\":0}\n"),
                sample.file("d.csv", "p;y;z\n0,125;1;x\n"));
        assertThat(Sample.rows(files, Options.defaults(), number("y"), number("p")))
                .containsExactly("1:1 1.0 0.25", "1:2 0.0 0.5", "2:1 1.0 0.75", "3:1 0.0 1.0", "4:1 1.0 0.125");
        try (Table table = Table.open(files, Options.defaults())) {
            assertThat(table.files()).isEqualTo(files);
            assertThat(table.columns()).hasSize(2);
            assertThat(table.distinct("y", 9).counts()).containsExactly(2, 3);
            assertThat(table.distinct("p", 2).complete()).isFalse();
        }
    }

    @Test
    void needsTheColumnsInEveryFile() {
        List<String> files = List.of(sample.file("a.csv", "y,p\n1,0.25\n"), sample.file("b.csv", "y,q\n1,0.25\n"));
        List<String> delivered = new ArrayList<>();
        try (Table table = Table.open(files, Options.defaults())) {
            assertThatThrownBy(() -> table.read(List.of(number("p")), false, batch -> delivered.add("batch")))
                    .isInstanceOf(TableException.class)
                    .hasMessageContainingAll("b.csv", "no column p");
        }
        assertThat(delivered).isEmpty();
    }

    @Test
    void readsStandardInputMoreThanOnce() {
        for (byte[] bytes : List.of(
                "y,p\n1,0.25\n".getBytes(StandardCharsets.UTF_8),
                Sample.gzip("y,p\n1,0.25\n".getBytes(StandardCharsets.UTF_8)),
                "{\"y\":1,\"p\":0.25}\n".getBytes(StandardCharsets.UTF_8),
                "y;p\r\n1;0,25\r\n".getBytes(StandardCharsets.UTF_16))) {
            Options options = Options.defaults().withInput(new ByteArrayInputStream(bytes));
            try (Table table = Table.open(List.of("-"), options)) {
                assertThat(table.files()).containsExactly("-");
                assertThat(Sample.rows(table, true, number("p"))).containsExactly("1:1 0.25");
                assertThat(Sample.rows(table, false, number("p"))).containsExactly("0.25");
            }
        }
        assertThatThrownBy(() -> Table.open(List.of("-", "-"), Options.defaults()))
                .hasMessageContaining("twice");
        Options nothing = Options.defaults().withInput(new ByteArrayInputStream(new byte[0]));
        assertThatThrownBy(() -> Table.open(List.of("-"), nothing)).hasMessageContaining("standard input is empty");
    }

    @Test
    void removesTemporaryFiles() throws IOException {
        Scratch scratch = new Scratch();
        scratch.close();
        Path made = scratch.folder();
        Files.createDirectory(made.resolve("inner"));
        Files.writeString(scratch.file(".text"), "text");
        Files.writeString(made.resolve("inner").resolve("file"), "text");
        assertThat(scratch.file(".text").getParent()).isEqualTo(made);
        scratch.close();
        assertThat(made).doesNotExist();
        scratch.close();
    }

    @Test
    void tellsProgress() {
        String file = sample.parquet("a.parquet", "SELECT range AS i, random() AS p FROM range(3000000)");
        List<double[]> heard = new ArrayList<>();
        Options options = Options.defaults().withProgress((share, rows) -> heard.add(new double[] {share, rows}));
        try (Table table = Table.open(List.of(file), options)) {
            table.read(List.of(number("i"), number("p")), false, batch -> {
                try {
                    Thread.sleep(2);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return true;
            });
        }
        assertThat(heard).hasSizeGreaterThanOrEqualTo(2);
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i)[0]).isBetween(i == 0 ? 0 : heard.get(i - 1)[0], 1.0);
            assertThat(heard.get(i)[1]).isBetween(i == 0 ? 0 : heard.get(i - 1)[1], 3_000_000.0);
        }
    }

    @Test
    void refusesOptionsThatCannotBeMeant() {
        assertThatThrownBy(() -> Options.defaults().withThreads(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Options(null, null, 1, 1000, System.in, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lockedEngineReadsNothingElse() throws IOException {
        String file = sample.file("a.csv", "y\n1\n");
        String other = sample.file("b.csv", "y\n1\n");
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        try (Engine engine = Engine.start(List.of(Path.of(file)), scratch, Options.defaults(), false)) {
            assertThat(catching(engine, "SELECT * FROM read_csv(" + Sql.text(file) + ")"))
                    .isEmpty();
            for (String sql : List.of(
                    "SELECT * FROM read_csv(" + Sql.text(other) + ")",
                    "SELECT * FROM read_text('/etc/passwd')",
                    "COPY (SELECT 1) TO " + Sql.text(other),
                    "ATTACH " + Sql.text(folder + "/x.db"),
                    "INSTALL httpfs",
                    "LOAD httpfs",
                    "SET threads = 1",
                    "SET enable_external_access = true",
                    "SET lock_configuration = false")) {
                assertThat(catching(engine, sql)).as(sql).isNotEmpty();
            }
        }
    }

    private static String catching(Engine engine, String sql) {
        try {
            engine.execute(sql);
            return "";
        } catch (java.sql.SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
