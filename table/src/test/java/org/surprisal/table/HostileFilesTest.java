package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.surprisal.table.Sample.code;
import static org.surprisal.table.Sample.number;
import static org.surprisal.table.Sample.rows;
import static org.surprisal.table.Sample.sorted;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file that cannot be read is refused with one sentence that names it. */
class HostileFilesTest {
    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void begin() {
        sample = new Sample(folder);
    }

    private static void refused(ThrowingCallable reading, String... parts) {
        assertThatThrownBy(reading)
                .isInstanceOf(TableException.class)
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("Exception", "Error", "DuckDB", "read_csv", "\n")
                .endsWith(".");
    }

    private void refusedFile(String file, String... parts) {
        refused(() -> rows(file, number("p")), parts);
        refused(() -> sorted(file, number("p")), parts);
        refused(() -> sorted(file, number("p"), code("p", "1")), parts);
        refused(() -> Sample.distinct(file, "p"), parts);
    }

    @Test
    void emptyFile() {
        for (String name : List.of("a.csv", "a.json", "a.ndjson", "a.tsv")) {
            refusedFile(sample.file(name, ""), name, "empty");
        }
        refusedFile(sample.file("b.csv", " \n\n"), "b.csv", "empty");
        refusedFile(sample.file("c.parquet", ""), "c.parquet", "Parquet");
    }

    @Test
    void noSuchFile() {
        refused(() -> rows(folder.resolve("absent.csv").toString()), "no file", "absent.csv");
        refused(() -> rows(folder.resolve("absent*.csv").toString()), "pattern", "absent*.csv");
        refused(() -> rows("absent.csv"), "now in");
        refused(() -> rows(""), "empty");
        refused(() -> Sample.rows(List.of(), Options.defaults()), "No file");
    }

    @Test
    void folder() {
        refused(() -> rows(folder.toString()), "folder", "*.csv");
    }

    @Test
    void unreadableFile() throws IOException {
        Path file = Path.of(sample.file("a.csv", "p\n1\n"));
        boolean changed = file.toFile().setReadable(false, false);
        if (changed && !Files.isReadable(file)) {
            refused(() -> rows(file.toString()), "a.csv", "permissions");
        } else {
            // The superuser may read everything; a folder without permission cannot be made here.
            assertThat(rows(file.toString(), number("p"))).hasSize(1);
        }
    }

    @Test
    void raggedLines() {
        refusedFile(sample.file("a.csv", "y,p,q\n1,2,3\n4,5\n6,7,8\n"), "a.csv", "line 3", "3 cells", "2");
        refusedFile(sample.file("b.csv", "y,p,q\n1,2,3\n4,5,6,7\n6,7,8\n"), "b.csv", "line 3", "3 cells", "4");
    }

    /** Batches have been delivered when the line is reached, so the reading must fail and not merely end. */
    @Test
    void lateRaggedLine() {
        String text = "y,p,c\n" + "1,0.5,rain\n".repeat(400_000);
        refusedFile(sample.file("a.csv", text + "1,0.5\n"), "a.csv", "line 400002", "3 cells", "2");
        String late = sample.file("b.csv", text + "1,0.5,snow\n");
        refused(
                () -> sorted(late, number("CAST(CASE WHEN c = 'rain' THEN '1' ELSE c END AS INTEGER)")),
                "snow",
                "CAST");
        String lines = "{\"p\":0.5}\n".repeat(400_000);
        refusedFile(sample.file("c.ndjson", lines + "{\"p\":\n"), "c.ndjson", "line 40000", "JSON");
    }

    @Test
    void quoteThatIsNotClosed() {
        refusedFile(sample.file("a.csv", "y,p\n1,2\n4,\"5\n6,7\n"), "a.csv", "line 3", "quote");
        refusedFile(sample.file("b.csv", "y,p\n1,2\n4,\"5\"x\n6,7\n"), "b.csv", "line 3", "quote");
    }

    @Test
    void lateMixedLineEnds() {
        String text = "y,p\n" + "1,0.5\n".repeat(100_000) + "1,0.5\r\n".repeat(1000);
        refused(() -> sorted(sample.file("a.csv", text), number("p")), "a.csv", "CR LF");
    }

    @Test
    void nulBytes() {
        String file = sample.file("a.csv", "y,p,c\n1,0.5,a\n1,0\0.5,b\0\n0,0.25,a\n");
        assertThat(rows(file, number("p"), code("c", "a", "b\0")))
                .containsExactly("1:1 0.5 #0", "1:2 NaN #1", "1:3 0.25 #0");
    }

    @Test
    void veryLongLines() {
        String longCell = "x".repeat(3_000_000);
        refusedFile(sample.file("a.csv", "y,p\n1,2\n4," + longCell + "\n"), "a.csv", "line 3", "longer than 2000000");
        refusedFile(sample.file("b.csv", "y," + longCell + "\n1,2\n"), "b.csv", "line");
        String within = sample.file("c.csv", "p,c\n1," + "x".repeat(1_900_000) + "\n2,y\n");
        assertThat(rows(within, number("p"))).containsExactly("1:1 1.0", "1:2 2.0");
    }

    @Test
    void tooManyColumns() {
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            header.append('c').append(i).append(',');
        }
        refusedFile(sample.file("a.csv", header + "p\n"), "a.csv", "40001", "32768");
        refusedFile(sample.file("b.csv", ",".repeat(1_000_000) + "p\n"), "b.csv", "1000001", "32768");
    }

    @Test
    void truncatedParquet() throws IOException {
        Path whole = Path.of(sample.parquet("a.parquet", "SELECT range AS p FROM range(10000)"));
        byte[] bytes = Files.readAllBytes(whole);
        refusedFile(sample.bytes("b.parquet", Arrays.copyOf(bytes, bytes.length / 2)), "b.parquet", "incomplete");
        refusedFile(sample.bytes("c.parquet", Arrays.copyOf(bytes, 5)), "c.parquet");
        byte[] damaged = bytes.clone();
        Arrays.fill(damaged, 100, bytes.length - 1000, (byte) 0x55);
        refusedFile(sample.bytes("d.parquet", damaged), "d.parquet");
    }

    @Test
    void truncatedGzip() {
        byte[] packed = Sample.gzip("y,p\n1,0.25\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        refusedFile(sample.bytes("a.csv.gz", Arrays.copyOf(packed, packed.length / 2)), "a.csv.gz", "gzip");
        refusedFile(sample.bytes("b.csv.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1}), "b.csv.gz", "gzip");
    }

    @Test
    void foreignFormats() {
        refusedFile(sample.bytes("a.xlsx", new byte[] {'P', 'K', 3, 4, 20, 0}), "a.xlsx", "Excel");
        refusedFile(sample.file("a.feather", "ARROW1\0\0"), "a.feather", "Arrow");
        refusedFile(sample.bytes("a.csv.zst", new byte[] {'(', (byte) 0xb5, '/', (byte) 0xfd, 0}), "zstd");
    }

    @Test
    void wrongEndings() throws IOException {
        byte[] parquet = Files.readAllBytes(Path.of(sample.parquet("a.parquet", "SELECT 0.5::DOUBLE AS p")));
        String disguised = sample.bytes("a.csv", parquet);
        assertThat(rows(disguised, number("p"))).containsExactly("1:1 0.5");
        try (Table table = Table.open(List.of(disguised), Options.defaults())) {
            assertThat(table.remarks()).extracting(Remark::code).containsExactly("format");
        }
        refusedFile(sample.file("b.parquet", "y,p\n1,2\n"), "b.parquet", "named like a Parquet file");
    }

    @Test
    void fileThatVanishesOrChanges() throws IOException {
        String file = sample.file("a.csv", "y,p\n1,0.25\n");
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            Files.writeString(Path.of(file), "y,p\n1,0.25\n2,3\n");
            refused(() -> Sample.rows(table, false, number("p")), "a.csv", "changed");
            Files.delete(Path.of(file));
            refused(() -> Sample.rows(table, true, number("p")), "a.csv", "vanished");
            refused(() -> table.distinct("p", 2), "a.csv", "vanished");
        }
    }

    @Test
    void jsonThatIsNone() {
        refusedFile(sample.file("a.ndjson", "{\"p\":1}\n{\"p\":\n{\"p\":3}\n"), "a.ndjson", "line", "JSON");
        refusedFile(sample.file("b.json", "[{\"p\":1},{\"p\":2}"), "b.json", "JSON");
        refusedFile(sample.file("c.json", "[1,2,3]"), "c.json");
        refusedFile(sample.file("d.json", "hello"), "d.json");
        refusedFile(sample.file("e.ndjson", "{\"p\":1}\n{\"p\":1,\"p\":2}\n"), "e.ndjson", "line 2", "duplicate");
    }

    @Test
    void binaryRubbish() {
        byte[] rubbish = new byte[100_000];
        new java.util.Random(7).nextBytes(rubbish);
        rubbish[0] = 'x';
        String file = sample.bytes("a.csv", rubbish);
        assertThatThrownBy(() -> sorted(file, number("p"))).isInstanceOf(TableException.class);
        assertThatThrownBy(() -> rows(file, number("p"))).isInstanceOf(TableException.class);
    }
}
