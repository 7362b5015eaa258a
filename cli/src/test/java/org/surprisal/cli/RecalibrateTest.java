package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.report.RecalibrationMapReader;
import org.surprisal.score.Recalibrator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A map fitted to one file, applied to another. */
class RecalibrateTest {
    @TempDir
    Path folder;

    private Path train = Path.of("");
    private Path test = Path.of("");
    private Path map = Path.of("");

    /** Overconfident forecasts: what happens is nearer to one half. */
    @BeforeEach
    void files() throws IOException {
        train = overconfident("train.csv", 3000, 1);
        test = overconfident("test.csv", 2000, 2);
        map = folder.resolve("map.json");
    }

    private Path overconfident(String name, int rows, int seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("id,y,p,who\n");
        for (int i = 0; i < rows; i++) {
            double p = random.nextInt(1, 1000) / 1000.0;
            int y = random.nextDouble() < 0.3 + 0.4 * p ? 1 : 0;
            text.append(String.format(Locale.ROOT, "%05d,%d,%s,\"a, %d\"%n", i, y, p, i % 7));
        }
        return Files.writeString(folder.resolve(name), text.toString().replace("\r", ""));
    }

    private static Run good(String... words) {
        Run run = Run.of(words);
        assertThat(run.exit()).as(run.err()).isZero();
        return run;
    }

    private Run fitted(String... more) {
        List<String> words = new ArrayList<>(List.of("score", train.toString(), "--map", map.toString()));
        words.addAll(List.of(more));
        return good(words.toArray(String[]::new));
    }

    private static JsonNode json(String... words) {
        List<String> call = new ArrayList<>(List.of("score", "--json", "-"));
        call.addAll(List.of(words));
        return JsonMapper.shared().readTree(good(call.toArray(String[]::new)).out());
    }

    private Recalibrator read() throws IOException {
        return RecalibrationMapReader.read(new ByteArrayInputStream(Files.readAllBytes(map)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "platt", "beta", "isotonic"})
    void mendsAnotherFileByTheBitsOfTheMap(String method) throws IOException {
        fitted("--method", method);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/recalibration-map.schema.json")))
                        .validate(Files.readString(map), InputFormat.JSON))
                .isEmpty();
        Path out = folder.resolve("out.csv");
        good("recalibrate", map.toString(), test.toString(), "--out", out.toString());

        List<String> before = Files.readAllLines(test);
        List<String> after = Files.readAllLines(out);
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.getFirst()).isEqualTo("id,y,p,who,p_recalibrated");
        Recalibrator same = read();
        for (int i = 1; i < after.size(); i++) {
            double[] forecast = {Double.parseDouble(before.get(i).split(",", -1)[2])};
            assertThat(same.apply(forecast)).isNull();
            assertThat(after.get(i)).isEqualTo(before.get(i) + "," + forecast[0]);
        }

        JsonNode card = json(out.toString(), "--outcome", "y", "--prediction", "p_recalibrated", "--versus", "p");
        assertThat(card.at("/comparison/differences/log_loss/interval/1").doubleValue())
                .isNegative();
        assertThat(card.at("/scores/log_loss/value").doubleValue())
                .isLessThan(json(test.toString(), "--outcome", "y", "--prediction", "p")
                        .at("/scores/log_loss/value")
                        .doubleValue());
    }

    @Test
    void theMapWithTheLargestGainUnlessOneIsNamed() throws IOException {
        Run run = fitted();
        JsonNode card = json(train.toString(), "--recalibrate");
        assertThat(read().method().label())
                .isEqualTo(card.at("/recalibration/best").stringValue());
        assertThat(run.err()).contains(" holds the map '", "fitted to 3,000 rows; it gains most on rows");
        assertThat(run.out()).contains("What recalibration gains", "--map ");
        assertThat(fitted("--method", "isotonic", "--quiet").err()).isEmpty();
        assertThat(read().method().label()).isEqualTo("isotonic");
    }

    @Test
    void noMapWhereNoneGains() throws IOException {
        StringBuilder text = new StringBuilder("y,p\n");
        for (int i = 0; i < 1000; i++) {
            text.append(i % 10 < 5 ? 1 : 0).append(",0.5\n");
        }
        Files.writeString(train, text);
        Run run = Run.of("score", train.toString(), "--map", map.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("No map is written, for none gains");
        assertThat(map).doesNotExist();
    }

    @Test
    void everyFormatInTheSameOrderWithTheSameBits() throws IOException, SQLException {
        fitted("--method", "beta");
        Path csv = folder.resolve("out.csv");
        good("recalibrate", map.toString(), test.toString(), "--out", csv.toString());
        List<String> expected = Files.readAllLines(csv);
        Path parquet = folder.resolve("out.parquet");
        good("recalibrate", map.toString(), test.toString(), "--out", parquet.toString());
        assertThat(Tables.lines(parquet, folder)).isEqualTo(expected);
        Path ndjson = folder.resolve("out.ndjson");
        good("recalibrate", map.toString(), test.toString(), "--out", ndjson.toString());
        List<String> lines = Files.readAllLines(ndjson);
        assertThat(lines).hasSize(2000);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode row = JsonMapper.shared().readTree(lines.get(i));
            assertThat(expected.get(i + 1))
                    .startsWith(row.get("id").stringValue() + ",")
                    .endsWith("," + row.get("p_recalibrated").doubleValue());
            assertThat(row.get("y").isInt()).isTrue();
        }
        Path again = folder.resolve("again.csv");
        good(
                "recalibrate",
                map.toString(),
                Tables.converted(test, "PARQUET", folder).toString(),
                "--out",
                again.toString());
        assertThat(json(again.toString(), "--outcome", "y", "--prediction", "p_recalibrated")
                        .get("scores"))
                .isEqualTo(json(csv.toString(), "--outcome", "y", "--prediction", "p_recalibrated")
                        .get("scores"));
    }

    @Test
    void severalFilesAndStreams() throws IOException {
        fitted();
        String whole = good("recalibrate", map.toString(), test.toString()).out();
        assertThat(Run.in(Map.of(), "", Files.readString(test), "recalibrate", map.toString(), "-")
                        .out())
                .isEqualTo(whole);
        assertThat(good("recalibrate", map.toString(), test.toString(), train.toString())
                        .out()
                        .lines())
                .hasSize(5001)
                .startsWith(whole.lines().toArray(String[]::new));
    }

    @Test
    void cellsThatAreNoForecastsStayEmptyAndAreCounted() throws IOException {
        fitted("--method", "platt");
        Path odd = Files.writeString(folder.resolve("odd.csv"), "q,note\n0.5,a\n,b\nNA,c\nmany,d\n1.5,e\n0,f\n1,g\n");
        Run run = good("recalibrate", map.toString(), odd.toString(), "--prediction", "q", "--as-column", "better");
        List<String> lines = run.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("q,note,better");
        assertThat(lines.subList(2, 8)).containsExactly(",b,", ",c,", "many,d,", "1.5,e,", "0,f,0.0", "1,g,1.0");
        assertThat(run.err())
                .contains(
                        "2 rows have no recalibrated forecast, because a forecast is missing (first: row 2).",
                        "1 row has no recalibrated forecast, because its forecast is no number (row 4).",
                        "is outside its range (row 5).");
        assertThat(good("recalibrate", map.toString(), odd.toString(), "--prediction", "q", "--quiet")
                        .err())
                .isEmpty();
    }

    @Test
    void classesHaveAColumnEach() throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("y,a,b,c\n");
        for (int i = 0; i < 900; i++) {
            int likely = random.nextInt(3);
            int y = random.nextDouble() < 0.5 ? likely : random.nextInt(3);
            text.append("abc".charAt(y));
            for (int k = 0; k < 3; k++) {
                text.append(k == likely ? ",0.9" : ",0.05");
            }
            text.append('\n');
        }
        Path file = Files.writeString(folder.resolve("classes.csv"), text.append("a,0.5,0.5,0.5\n"));
        String[] what = {"--outcome", "y", "--prediction", "a,b,c", "--classes", "a,b,c"};
        List<String> call = new ArrayList<>(List.of("score", file.toString(), "--map", map.toString()));
        call.addAll(List.of(what));
        good(call.toArray(String[]::new));
        Path out = folder.resolve("out.csv");
        Run run = good(
                "recalibrate", map.toString(), file.toString(), "--out", out.toString(), "--as-column", "ra,rb,rc");
        assertThat(run.err()).contains("does not sum to one");
        assertThat(Files.readAllLines(out)).startsWith("y,a,b,c,ra,rb,rc").endsWith("a,0.5,0.5,0.5,,,");
        double before = json(file.toString(), "--outcome", "y", "--prediction", "a,b,c", "--classes", "a,b,c")
                .at("/scores/log_loss/value")
                .doubleValue();
        double after = json(out.toString(), "--outcome", "y", "--prediction", "ra,rb,rc", "--classes", "a,b,c")
                .at("/scores/log_loss/value")
                .doubleValue();
        assertThat(after).isLessThan(before);
        assertThat(Run.of("recalibrate", map.toString(), file.toString(), "--as-column", "one")
                        .err())
                .contains("--as-column names 3 columns");
    }

    @Test
    void nothingIsWrittenOverUnasked() throws IOException {
        fitted();
        String before = Files.readString(test);
        Run same = Run.of("recalibrate", map.toString(), test.toString(), "--out", test.toString(), "--force");
        assertThat(same.exit()).isEqualTo(3);
        assertThat(same.err()).contains("which is read here");
        assertThat(Files.readString(test)).isEqualTo(before);
        Path out = Files.writeString(folder.resolve("out.csv"), "mine\n");
        Run there = Run.of("recalibrate", map.toString(), test.toString(), "--out", out.toString());
        assertThat(there.exit()).isEqualTo(3);
        assertThat(there.err()).contains("exists; name another file, or say --force");
        assertThat(out).hasContent("mine\n");
        good("recalibrate", map.toString(), test.toString(), "--out", out.toString(), "--force");
        assertThat(Files.readAllLines(out)).hasSize(2001);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1}|This is no recalibration map of Surprisal",
                "{\"surprisal_recalibration\": 2}|The map has the version 2, but this Surprisal reads 1",
                "{\"surprisal_recalibration\": 1, \"method\": \"platt\"}|The map is damaged at 'scale'",
                "{\"surprisal_recalibration\": 1, \"meth|This is no valid JSON"
            })
    void foreignNewerAndDamagedMaps(String text, String message) throws IOException {
        Files.writeString(map, text);
        Run run = Run.of("recalibrate", map.toString(), test.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void wrongCallsAndColumnsThatAreNotThere() throws IOException {
        assertThat(Run.of("recalibrate", map.toString(), test.toString()).err()).contains("There is no map ");
        fitted();
        Path other = Files.writeString(folder.resolve("other.csv"), "y,q\n1,0.5\n");
        Run absent = Run.of("recalibrate", map.toString(), other.toString());
        assertThat(absent.exit()).isEqualTo(2);
        assertThat(absent.err()).contains("The map recalibrates the column p, which ");
        Run named = Run.of("recalibrate", map.toString(), other.toString(), "--prediction", "nothing");
        assertThat(named.exit()).isEqualTo(2);
        assertThat(named.out()).isEmpty();
        Run taken = Run.of("recalibrate", map.toString(), test.toString(), "--as-column", "Y");
        assertThat(taken.exit()).isEqualTo(3);
        assertThat(taken.err()).contains("two columns called Y");
        Run format = Run.of("recalibrate", map.toString(), test.toString(), "--out", "out.xlsx");
        assertThat(format.exit()).isEqualTo(3);
        assertThat(format.err()).contains("--out ends in .csv, .parquet, .ndjson or .jsonl");
        assertThat(Run.of("recalibrate", map.toString(), test.toString(), "--threads", "0")
                        .exit())
                .isEqualTo(3);
        assertThat(Run.of("score", train.toString(), "--method", "platt").exit())
                .isEqualTo(3);
        assertThat(Run.of("score", train.toString(), "--map", map.toString(), "--method", "plat")
                        .err())
                .contains("--method is temperature, platt, beta, isotonic", "'platt'?");
        assertThat(Run.of("recalibrate", "--help").out()).startsWith("Usage: surprisal recalibrate MAP FILE");
    }

    @Test
    void logOddsStayLogOdds() throws IOException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("y,z\n");
        for (int i = 0; i < 1000; i++) {
            double z = random.nextInt(-40, 41) / 10.0;
            text.append(random.nextDouble() < 1 / (1 + StrictMath.exp(-z / 2)) ? 1 : 0)
                    .append(',')
                    .append(z)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("logits.csv"), text);
        String[] as = {"--outcome", "y", "--as", "logit", "--prediction"};
        good("score", file.toString(), as[0], as[1], as[2], as[3], as[4], "z", "--map", map.toString());
        Path out = folder.resolve("out.csv");
        good("recalibrate", map.toString(), file.toString(), "--out", out.toString());
        double before = json(out.toString(), as[0], as[1], as[2], as[3], as[4], "z")
                .at("/scores/log_loss/value")
                .doubleValue();
        double after = json(out.toString(), as[0], as[1], as[2], as[3], as[4], "z_recalibrated")
                .at("/scores/log_loss/value")
                .doubleValue();
        assertThat(after).isLessThan(before);
    }
}
