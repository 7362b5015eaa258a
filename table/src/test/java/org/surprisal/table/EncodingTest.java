package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.surprisal.table.Sample.code;
import static org.surprisal.table.Sample.number;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    private static final String CHINESE = "真实值,预测概率,天气\n是,0.25,雨\n否,0.5,晴天\n";

    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void begin() {
        sample = new Sample(folder);
    }

    private static List<String> encodings(Table table) {
        return table.remarks().stream().map(Remark::detail).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,",
        "GBK,GB18030",
        "GB18030,GB18030",
        "GB2312,GB18030",
        "UTF-16LE,UTF-16LE",
        "UTF-16BE,UTF-16BE",
        "UTF-16,UTF-16BE",
        "UTF-32,"
    })
    void findsTheEncodingOfChineseText(String written, String found) {
        String text = written.equals("UTF-32") ? "\ufeff" + CHINESE : CHINESE;
        String file = sample.file("a.csv", text, Charset.forName(written));
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            assertThat(Sample.rows(table, true, code("真实值", "否", "是"), number("预测概率"), code("天气", "雨", "晴天")))
                    .containsExactly("1:1 #1 0.25 #0", "1:2 #0 0.5 #1");
            if (found != null) {
                assertThat(encodings(table)).containsExactly(found);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y,c\n1,café\n",
                "y,Größe\n1,1\n",
                "y,c\n1,Malmö\n0,Ålesund\n",
                "y,c\n1,naïve\n1,Jürgen Groß\n",
                "y,c\n1,“quoted” – €5\n"
            })
    void findsWesternText(String text) {
        String file = sample.file("a.csv", text, Charset.forName("windows-1252"));
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            assertThat(encodings(table)).containsExactly("windows-1252");
            String name = table.columns().get(1).name();
            String value = text.lines().skip(1).findFirst().orElseThrow().substring(2);
            assertThat(Sample.rows(table, true, code(name, value)).getFirst()).isEqualTo("1:1 #0");
        }
    }

    @Test
    void findsLatinOneByBytesThatWindowsLeavesUndefined() {
        String file = sample.bytes("a.csv", new byte[] {'y', '\n', (byte) 0x81, 'x', '\n', (byte) 0xe9, '\n'});
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            assertThat(encodings(table)).containsExactly("ISO-8859-1");
        }
    }

    @Test
    void findsALateEncodingBeforeTextsAreRead() {
        String text = "y,c,p\n" + "1,rain,0.5\n".repeat(100_000) + "0,雨,0.25\nx,雪,0.75\n";
        String file = sample.file("a.csv", text, Charset.forName("GBK"));
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            assertThat(encodings(table)).isEmpty();
            assertThat(Sample.rows(table, false, number("p"))).hasSize(100_002).contains("0.25", "0.75");
            assertThat(encodings(table)).isEmpty();
            assertThat(Sample.rows(table, false, number("y"), number("p")))
                    .hasSize(100_002)
                    .contains("NaN 0.75");
            assertThat(table.distinct("c", 5).values()).containsExactly("rain", "雨", "雪");
            assertThat(encodings(table)).containsExactly("GB18030");
        }
    }

    @Test
    void readsAnUnclearNumberInALateEncoding() {
        String text = "y,p\n" + "1,0.5\n".repeat(100_000) + "0,无\n";
        String file = sample.file("a.csv", text, Charset.forName("GBK"));
        assertThat(Sample.sorted(file, number("p"))).hasSize(100_001).contains("NaN");
        assertThat(Sample.rows(file, number("p"))).last().isEqualTo("1:100001 NaN");
    }

    @Test
    void obeysAGivenEncoding() {
        String russian = "y,c\n1,дождь\n";
        String file = sample.file("a.csv", russian, Charset.forName("windows-1251"));
        Options options = Options.defaults().withEncoding("windows-1251");
        assertThat(Sample.rows(List.of(file), options, code("c", "дождь"))).containsExactly("1:1 #0");
        byte[] packed = Sample.gzip(russian.getBytes(Charset.forName("windows-1251")));
        assertThat(Sample.rows(List.of(sample.bytes("a.csv.gz", packed)), options, code("c", "дождь")))
                .containsExactly("1:1 #0");
        String utf8 = sample.file("b.csv", "y,c\n1,é\n");
        assertThat(Sample.rows(List.of(utf8), Options.defaults().withEncoding("utf-8"), code("c", "é")))
                .containsExactly("1:1 #0");
    }

    @Test
    void refusesAnEncodingThatIsWrong() {
        String latin = sample.file("a.csv", "y,c\n1,é\n", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Sample.rows(List.of(latin), Options.defaults().withEncoding("UTF-8"), code("c", "é")))
                .isInstanceOf(TableException.class)
                .hasMessageContainingAll("a.csv", "not valid UTF-8");
        assertThatThrownBy(() -> Sample.rows(List.of(latin), Options.defaults().withEncoding("no such"), number("y")))
                .hasMessageContaining("no encoding no such");
        assertThatThrownBy(() -> Sample.rows(List.of(latin), Options.defaults().withEncoding("GB18030"), number("y")))
                .hasMessageContaining("not valid GB18030");
    }

    @Test
    void checksUtf8AsTheStandardDefinesIt() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(8)];
            for (int j = 0; j < bytes.length; j++) {
                int[] common = {0x41, 0x80, 0xbf, 0xc3, 0xe0, 0xed, 0xf0, 0xf4, 0xa0, 0x9f, 0x90, random.nextInt(256)};
                bytes[j] = (byte) common[random.nextInt(common.length)];
            }
            String path = sample.bytes("bytes", bytes);
            boolean valid;
            try {
                StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
                valid = true;
            } catch (java.nio.charset.CharacterCodingException e) {
                valid = false;
            }
            assertThat(utf8(Path.of(path))).as(java.util.Arrays.toString(bytes)).isEqualTo(valid);
        }
    }

    private static boolean utf8(Path path) {
        try {
            return Utf8.is(path);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
