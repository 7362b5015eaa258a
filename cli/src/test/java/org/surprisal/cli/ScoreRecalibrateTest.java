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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What recalibration gains, from the command line. */
class ScoreRecalibrateTest {
    private static final String GAMES = "../examples/nfl_games.csv";

    @TempDir
    Path folder;

    private static JsonNode json(String... words) throws IOException {
        List<String> call = new ArrayList<>(List.of("score", "--recalibrate", "--json", "-"));
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
    void theSameWhateverTheFormOfTheRows() throws IOException, SQLException {
        JsonNode expected = json(GAMES).get("recalibration");
        assertThat(expected.at("/gains/beta/log_loss/n").intValue()).isEqualTo(1882);
        Path csv = Path.of(GAMES);
        for (Path other : List.of(Tables.shuffled(csv, folder), Tables.converted(csv, "PARQUET", folder))) {
            assertThat(json(other.toString()).get("recalibration")).isEqualTo(expected);
        }
        List<String> parts = new ArrayList<>(List.of("--threads", "3"));
        Tables.split(csv, 3, folder).forEach(part -> parts.add(part.toString()));
        assertThat(json(parts.toArray(String[]::new)).get("recalibration")).isEqualTo(expected);
    }

    @Test
    void classesHaveATemperature() throws IOException {
        JsonNode card = json("../examples/world_cup_matches_men.csv");
        assertThat(card.at("/recalibration/gains").size()).isEqualTo(1);
        assertThat(card.at("/recalibration/gains/temperature/map/slope").doubleValue())
                .isPositive();
        assertThat(card.at("/provenance/command").stringValue()).endsWith("--recalibrate");
    }

    @Test
    void wordsInTwoLanguages() throws IOException {
        assertThat(Run.of("score", GAMES, "--recalibrate").out())
                .contains("What recalibration gains, fitted on other rows", "The largest gain: Platt.");
        Path file = folder.resolve("separated.csv");
        StringBuilder text = new StringBuilder("y,p\n");
        for (int i = 1; i < 60; i++) {
            text.append(i < 30 ? 0 : 1).append(',').append(i / 60.0).append('\n');
        }
        Files.writeString(file, text);
        assertThat(Run.of("score", file.toString(), "--recalibrate", "--lang", "zh")
                        .out())
                .contains("重新校准的收益", "有限最优映射", "收益最大的是");
    }

    @Test
    void onlyProbabilitiesAreRecalibrated() throws IOException {
        Path file = Files.writeString(folder.resolve("numbers.csv"), "y,p\n1.5,1.4\n2.5,2.6\n7,6\n");
        Run run = Run.of("score", file.toString(), "--recalibrate");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--recalibrate mends probabilities");
    }
}
