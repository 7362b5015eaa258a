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

/** Other predictions of the same rows, from the command line. */
class ScoreVersusTest {
    private static final String GAMES = "../examples/nfl_games.csv";
    private static final String ELSE = "0.5 * prob1 + 0.25";

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
    void differencesInJsonAndText() throws IOException {
        JsonNode card = json(GAMES, "--versus", ELSE, "--margin", "0.01");
        JsonNode brier = card.at("/comparison/differences/brier");
        assertThat(card.at("/comparison/rows").intValue()).isEqualTo(1882);
        assertThat(brier.get("value").doubleValue()).isNegative();
        assertThat(brier.get("p").doubleValue()).isBetween(0.0, 1.0);
        assertThat(brier.get("rows_needed").intValue()).isPositive();
        assertThat(card.at("/provenance/command").stringValue())
                .contains("--versus")
                .endsWith("--margin 0.01");
        // An increasing map keeps the order, so the areas are the same.
        assertThat(card.at("/comparison/differences/auc/value").doubleValue()).isZero();
        assertThat(Run.of("score", GAMES, "--versus", ELSE).out()).contains("Prediction minus " + ELSE);
        assertThat(Run.of("score", GAMES, "--versus", ELSE + ",1 - prob1").out())
                .contains("Models by log loss");
    }

    @Test
    void wrongCalls() {
        assertThat(Run.of("score", GAMES, "--versus", "prob3").err()).contains("\"prob3\" for --versus");
        assertThat(Run.of("score", GAMES, "--versus", "prob3").exit()).isEqualTo(2);
        assertThat(Run.of("score", GAMES, "--margin", "0.1").exit()).isEqualTo(3);
        assertThat(Run.of("score", GAMES, "--versus", ELSE, "--margin", "0").exit())
                .isEqualTo(3);
    }

    @Test
    void theSameWhateverTheFormOfTheRows() throws IOException, SQLException {
        Path csv = Path.of(GAMES);
        JsonNode expected = json(GAMES, "--versus", ELSE);
        for (Path other : List.of(Tables.shuffled(csv, folder), Tables.converted(csv, "PARQUET", folder))) {
            assertThat(json(other.toString(), "--versus", ELSE).get("comparison"))
                    .isEqualTo(expected.get("comparison"));
        }
    }
}
