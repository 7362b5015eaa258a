package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that go wrong in every way: a clear sentence, the right exit code, never a stack trace, never a wrong number.
 */
class HostileFilesTest {
    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static void refused(Run run, String... parts) {
        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("surprisal: ").contains(parts).doesNotContain("\tat ", "Exception", "defect");
    }

    private static JsonNode scored(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "empty.csv       | ''                              | empty",
                "header.csv      | 'y,p\n'                         | no rows",
                "missing.csv     | 'y,p\n,\n,\n'                   | missing",
                "text.csv        | 'y,p\n1,abc\n0,def\n1,ghi\n'    | abc",
                "ragged.csv      | 'y,p\n1,0.5\n0,0.3,7\n1\n'      | line 3",
                "other.csv       | 'a,b\nx,2\ny,3\nz,5\n'           | --outcome",
                "broken.parquet  | 'PAR1 and nothing else'         | Parquet",
                "broken.json     | '{'                             | broken.json",
            })
    void isRefusedInASentence(String name, String text, String part) throws IOException {
        refused(Run.of("score", file(name, text.replace("\\n", "\n"))), part);
    }

    @Test
    void foldersAndFilesThatAreNotThere() {
        refused(Run.of("score", folder.toString()), "folder");
        refused(Run.of("score", folder.resolve("none.csv").toString()), "none.csv");
        refused(Run.of("score", folder.resolve("*.csv").toString()), "*.csv");
    }

    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Path secret = Path.of(file("secret.csv", "y,p\n1,0.5\n"));
        assertThat(secret.toFile().setReadable(false)).isTrue();
        assumeFalse(Files.isReadable(secret), "skipped: this user may read everything");
        refused(Run.of("score", secret.toString()), "secret.csv");
    }

    @Test
    void oneRowIsScoredAndNothingIsClaimed() throws IOException {
        JsonNode card = scored(Run.of("score", file("one.csv", "y,p\n1,0.7\n"), "--json", "-"));
        assertThat(card.at("/scores/log_loss/value").asDouble()).isEqualTo(0.35667494393873245);
        assertThat(card.at("/scores/log_loss/interval").isNull()).isTrue();
        assertThat(card.at("/notes").toString()).contains("too_few_rows");
    }

    @Test
    void cellsThatAreNoNumbersAreCounted() throws IOException {
        JsonNode card = scored(Run.of(
                "score", file("nan.csv", "y,p\n1,0.5\n0,NaN\n1,inf\n0,0.4\n1,\n,0.3\n0,abc\n1,0.6\n"), "--json", "-"));
        assertThat(card.at("/input/scored").asInt()).isEqualTo(3);
        assertThat(card.at("/input/left_out").toString())
                .contains(
                        "\"outcome_missing\":1",
                        "\"prediction_missing\":1",
                        "\"not_a_number\":2",
                        "\"outside_domain\":1");
    }

    @Test
    void aColumnThatLooksIntegerForLong() throws IOException {
        StringBuilder text = new StringBuilder("y,p\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(i % 2).append(',').append(i % 2).append('\n');
        }
        text.append("1,0.25\n");
        JsonNode card = scored(Run.of("score", file("late.csv", text.toString()), "--json", "-"));
        assertThat(card.at("/input/scored").asInt()).isEqualTo(100_001);
        assertThat(card.at("/scores/log_loss/value").asDouble()).isEqualTo(Math.log(4) / 100_001);
    }

    @Test
    void namesThatLookLikePatternsAreNames() throws IOException {
        String good = "y,p\n1,0.8\n0,0.3\n1,0.6\n0,0.5\n1,0.7\n";
        file("a1.csv", "y,p\n1,0.1\n0,0.9\n");
        String expected = scored(Run.of("score", file("plain.csv", good), "--json", "-"))
                .get("scores")
                .toString();
        for (String name : new String[] {"a[1].csv", "it's.csv", "a*b?.csv", "with space.csv", "预测.csv"}) {
            JsonNode card = scored(Run.of("score", file(name, good), "--json", "-"));
            assertThat(card.get("scores").toString()).as(name).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"GB18030", "UTF-8", "UTF-16LE"})
    void chineseFilesInAnyEncoding(String encoding) throws IOException {
        String text = "编号,真实值,预测概率\n一,1,0.8\n二,0,0.3\n三,1,0.6\n四,0,0.4\n";
        Path file = folder.resolve("预测.csv");
        String mark = encoding.equals("UTF-16LE") ? "\uFEFF" : "";
        Files.write(file, (mark + text).getBytes(Charset.forName(encoding)));
        JsonNode card = scored(Run.of("score", file.toString(), "--json", "-"));
        assertThat(card.at("/outcome/0").asString()).isEqualTo("真实值");
        assertThat(card.at("/scores/accuracy/value").asDouble()).isEqualTo(1);
    }

    @Test
    void europeanNumbersPercentSignsAndWindowsLineEnds() throws IOException {
        String text = "\uFEFFoutcome;probability\r\n1;0,8\r\n0;0,3\r\n1;0,6\r\n";
        String percent = ",outcome,probability\n0,1,80%\n1,0,30%\n2,1,60%\n";
        String expected = scored(
                        Run.of("score", file("a.csv", "outcome,probability\n1,0.8\n0,0.3\n1,0.6\n"), "--json", "-"))
                .get("scores")
                .toString();
        assertThat(scored(Run.of("score", file("b.csv", text), "--json", "-"))
                        .get("scores")
                        .toString())
                .isEqualTo(expected);
        assertThat(scored(Run.of("score", file("c.csv", percent), "--json", "-"))
                        .get("scores")
                        .toString())
                .isEqualTo(expected);
    }

    @Test
    void standardInputIsCsv() {
        Run run = Run.in(Map.of(), "", "y,p\n1,0.8\n0,0.3\n", "score", "-", "--json", "-");
        assertThat(scored(run).at("/input/scored").asInt()).isEqualTo(2);
    }

    @Test
    void aTerminalGetsNoCommandsFromAFile() throws IOException {
        String name = "p\u001b[31m";
        Run run = Run.of(
                "score",
                file("esc.csv", "y," + name + "\n1,0.8\n0,0.3\n"),
                "--outcome",
                "y",
                "--prediction",
                "\"" + name + "\"");
        assertThat(run.out() + run.err()).doesNotContain("\u001b");
    }

    @Test
    void anotherEncodingThanAnyIsRefused() throws IOException {
        refused(Run.of("score", file("a.csv", "y,p\n1,0.5\n"), "--encoding", "no-such"), "no-such");
        byte[] latin = "größe,y,p\n1,1,0.5\n2,0,0.25\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin.csv"), latin);
        assertThat(scored(Run.of("score", file.toString(), "--encoding", "ISO-8859-1", "--json", "-"))
                        .at("/input/scored")
                        .asInt())
                .isEqualTo(2);
    }
}
