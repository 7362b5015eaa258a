package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

/** Rows that belong together, from the command line. */
class ScoreGroupsTest {
    private static final String GAMES = "../examples/nfl_games.csv";

    @TempDir
    Path folder;

    private static JsonNode json(String file, String... more) throws IOException {
        List<String> call = new ArrayList<>(List.of("score", file, "--json", "-"));
        call.addAll(List.of(more));
        Run run = Run.of(call.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")))
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void clustersInJsonAndText() throws IOException {
        JsonNode card = json(GAMES, "--cluster", "season");
        assertThat(card.at("/dependence/groups").intValue()).isEqualTo(7);
        assertThat(card.at("/scores/log_loss/se").doubleValue()).isCloseTo(0.006128312008053612, within(1e-12));
        assertThat(card.at("/provenance/command").stringValue()).endsWith("--cluster season");
        Run text = Run.of("score", GAMES, "--cluster", "season");
        assertThat(text.out())
                .contains("errors by   clusters of season: 7, the largest of 284 rows")
                .contains("There are only 7 clusters of season.");
        assertThat(Run.of("score", GAMES, "--cluster", "season", "--lang", "zh").out())
                .contains("season 的聚类：7 个");
    }

    @Test
    void timeInJsonAndText() throws IOException {
        JsonNode card = json(GAMES, "--time", "date", "--horizon", "3");
        assertThat(card.at("/dependence/lag").intValue()).isEqualTo(2);
        assertThat(card.at("/dependence/horizon").intValue()).isEqualTo(3);
        assertThat(Run.of("score", GAMES, "--time", "date").out()).contains("time date: 401 stamps, lag 5");
        Run wrong = Run.of("score", GAMES, "--time", "team1");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("row 1: \"Bengals\"");
    }

    @Test
    void segmentsInJsonAndText() throws IOException {
        JsonNode card = json(GAMES, "--by", "season", "--by", "prob1");
        assertThat(card.get("segments")).hasSize(12);
        assertThat(card.at("/segments/0/by/season").stringValue()).isEqualTo("2021");
        assertThat(card.at("/segments/0/scores/auc/value").doubleValue()).isPositive();
        assertThat(card.at("/segments/0/differences/log_loss/p_value").doubleValue())
                .isCloseTo(0.2853856727294643, within(1e-9));
        assertThat(card.at("/provenance/command").stringValue()).endsWith("--by season --by prob1");
        Run text = Run.of("score", GAMES, "--by", "season", "--by", "prob1");
        assertThat(text.out())
                .contains("By season: 7 segments, the worst first")
                .contains("* differs from the rest");
        assertThat(Run.of("score", GAMES, "--by", "team1,season").out()).contains("204 more are in the JSON.");
        assertThat(Run.of("score", GAMES, "--by", "season", "--lang", "zh").out())
                .contains("按 season：7 个分段");
    }

    @Test
    void wrongCalls() {
        assertThat(Run.of("score", GAMES, "--cluster", "season", "--time", "date")
                        .exit())
                .isEqualTo(3);
        assertThat(Run.of("score", GAMES, "--horizon", "2").exit()).isEqualTo(3);
        assertThat(Run.of("score", GAMES, "--time", "date", "--horizon", "0").exit())
                .isEqualTo(3);
        assertThat(Run.of("score", GAMES, "--cluster", "seson").exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--cluster season,team1", "--time date", "--by season --by prob1 --by team1,season"})
    void theSameWhateverTheFormOfTheRows(String option) throws IOException, SQLException {
        Path csv = Path.of(GAMES);
        String[] words = option.split(" ");
        JsonNode expected = json(GAMES, words);
        for (Path other : List.of(Tables.shuffled(csv, folder), Tables.converted(csv, "PARQUET", folder))) {
            JsonNode card = json(other.toString(), words);
            for (String part : List.of("scores", "reference", "skill", "decomposition", "dependence", "segments")) {
                assertThat(card.get(part)).as(part).isEqualTo(expected.get(part));
            }
        }
    }
}
