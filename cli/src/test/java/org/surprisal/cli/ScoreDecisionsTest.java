package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Acting on forecasts, from the command line. */
class ScoreDecisionsTest {
    private static final String GAMES = "../examples/nfl_games.csv";

    @TempDir
    Path folder;

    private static JsonNode json(String... words) throws IOException {
        List<String> call = new ArrayList<>(List.of("score", "--json", "-"));
        call.addAll(List.of(words));
        Run run = Run.of(call.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")))
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void costsOfTheGames() throws IOException {
        JsonNode card = json(GAMES, "--cost", "fn=5,fp=1", "--threshold", "0.5");
        JsonNode points = card.at("/decisions/points");
        assertThat(points.size()).isEqualTo(3);
        assertThat(points.at("/0/choice").stringValue()).isEqualTo("given");
        // No forecast is exactly one half, so the confusion matrix is that of the largest probability.
        assertThat(points.at("/0/confusion")).isEqualTo(card.get("confusion"));
        assertThat(points.at("/0/measures/precision/value")).isEqualTo(card.at("/each_class/1/precision/value"));
        JsonNode calibrated = points.at("/1");
        assertThat(calibrated.get("threshold").doubleValue()).isEqualTo(1 / 6.0);
        double alarms = calibrated.at("/confusion/0/1").doubleValue();
        double misses = calibrated.at("/confusion/1/0").doubleValue();
        assertThat(calibrated.at("/measures/cost/value").doubleValue()).isEqualTo((alarms + 5 * misses) / 1882);
        assertThat(calibrated.at("/measures/cost/interval").size()).isEqualTo(2);
        assertThat(points.at("/2/measures/cost/interval").isNull()).isTrue();
        assertThat(points.at("/2/measures/cost/value").doubleValue())
                .isLessThanOrEqualTo(calibrated.at("/measures/cost/value").doubleValue());
        assertThat(card.at("/decisions/tenths").size()).isEqualTo(10);
        assertThat(card.at("/curves/decision/points").size()).isEqualTo(99);
        assertThat(card.at("/provenance/command").stringValue()).endsWith("--threshold 0.5 --cost fn=5,fp=1");
        assertThat(json(GAMES).get("decisions")).isNull();
    }

    @Test
    void theSameWhateverTheFormOfTheRows() throws IOException, SQLException {
        Path csv = Path.of(GAMES);
        JsonNode expected = json(GAMES, "--cost", "fp=1,fn=2").get("decisions");
        List<List<String>> others = List.of(
                List.of(Tables.shuffled(csv, folder).toString()),
                List.of(Tables.converted(csv, "PARQUET", folder).toString()),
                Tables.split(csv, 3, folder).stream().map(Path::toString).toList());
        for (List<String> files : others) {
            List<String> call = new ArrayList<>(files);
            call.addAll(List.of("--cost", "fp=1,fn=2", "--threads", "1"));
            assertThat(json(call.toArray(String[]::new)).get("decisions")).isEqualTo(expected);
        }
    }

    @Test
    void chineseWordsAndAThresholdThatIsNeverReached() throws IOException {
        assertThat(Run.of("score", GAMES, "--cost", "fp=1,fn=5", "--lang", "zh").out())
                .contains("误报代价 1，漏报代价 5", "提升度", "其代价偏乐观");
        Path file = Files.writeString(folder.resolve("none.csv"), "y,p\n0,0.2\n1,0.1\n0,0.3\n0,0.25\n");
        assertThat(Run.of("score", file.toString(), "--cost", "fp=2,fn=1").out())
                .contains("best here: never", "Acting always costs 1.5 a row, never 0.2.");
        JsonNode card = json(file.toString(), "--cost", "fp=2,fn=1", "--positive", "1");
        assertThat(card.at("/decisions/points/1/threshold").stringValue()).isEqualTo("Infinity");
    }

    @Test
    void intervalsAreThoseOfClustersAndTimes() throws IOException {
        JsonNode clusters = json(GAMES, "--cost", "fp=1,fn=5", "--cluster", "date");
        assertThat(clusters.at("/decisions/points/0/measures/cost/method").stringValue())
                .isEqualTo("cluster_t");
        JsonNode days = json(GAMES, "--cost", "fp=1,fn=5", "--time", "date");
        assertThat(days.at("/decisions/points/0/measures/cost/method").stringValue())
                .isNotIn("", "analytic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--cost fp=1",
                "--cost fp=1,fn=0",
                "--cost fp=1,fn=x",
                "--cost fp=1,fp=2",
                "--cost 5",
                "--cost fp=1,fn=2,tp=0",
                "--threshold 1",
                "--threshold NaN",
                "--threshold many",
                "--threshold 0.2 --no-ranking"
            })
    void wrongCalls(String options) {
        List<String> call = new ArrayList<>(List.of("score", GAMES));
        call.addAll(List.of(options.split(" ", -1)));
        Run run = Run.of(call.toArray(String[]::new));
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("--");
    }

    @Test
    void onlyEventsAreDecidedAbout() {
        Run run = Run.of("score", "../examples/world_cup_matches_men.csv", "--threshold", "0.5");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("3 classes", "--outcome");
        assertThat(Run.of("score", GAMES, "--threshold", "0.5", "--soft-outcomes")
                        .exit())
                .isEqualTo(2);
    }
}
