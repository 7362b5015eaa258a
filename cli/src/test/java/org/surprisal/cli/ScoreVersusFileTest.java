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

/** Another model in a file of its own, from the command line. */
class ScoreVersusFileTest {
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

    /** The games with another forecast, without the first hundred. */
    private Path other(String column) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(GAMES));
        List<String> rows = new ArrayList<>(List.of("team1,date," + column));
        for (int i = lines.size() - 1; i > 100; i--) {
            String[] cells = lines.get(i).split(",", -1);
            rows.add(cells[2] + "," + cells[1] + "," + (0.5 * Double.parseDouble(cells[4]) + 0.25));
        }
        rows.add("Nobody,2030-01-01,0.5");
        return Files.write(folder.resolve("other.csv"), rows);
    }

    @Test
    void joinedByTeamAndDate() throws IOException, SQLException {
        Path other = other("prob1");
        JsonNode card = json(GAMES, "--versus-file", other.toString(), "--on", "date,team1");
        JsonNode join = card.at("/comparison/join");
        assertThat(join.get("file").stringValue()).isEqualTo("other.csv");
        assertThat(join.get("only_here").intValue()).isEqualTo(100);
        assertThat(join.get("only_there").intValue()).isEqualTo(1);
        assertThat(card.at("/comparison/against/0").stringValue()).isEqualTo("other.csv:prob1");
        assertThat(card.at("/provenance/command").stringValue()).contains("--on date,team1");
        Path parquet = Tables.converted(Path.of(GAMES), "PARQUET", folder);
        assertThat(json(parquet.toString(), "--versus-file", other.toString(), "--on", "date,team1")
                        .get("comparison"))
                .isEqualTo(card.get("comparison"));
        assertThat(json(GAMES, "--versus-file", other("mine").toString(), "--on", "date,team1", "--versus", "mine")
                        .at("/comparison/differences"))
                .isEqualTo(card.at("/comparison/differences"));
    }

    @Test
    void conditionsAreAboutTheRowsThatAreScored() throws IOException {
        JsonNode card = json(
                GAMES, "--versus-file", other("prob1").toString(), "--on", "date,team1", "--where", "season = 2016");
        assertThat(card.at("/comparison/rows").intValue()).isBetween(200, 300);
    }

    @Test
    void wordsInBothLanguages() throws IOException {
        String other = other("prob1").toString();
        String[] call = {"score", GAMES, "--versus-file", other, "--on", "date,team1"};
        assertThat(Run.of(call).out())
                .contains("Prediction minus other.csv:prob1", "scored: 100; only in the other: 1.");
        List<String> chinese = new ArrayList<>(List.of(call));
        chinese.addAll(List.of("--lang", "zh"));
        assertThat(Run.of(chinese.toArray(String[]::new)).out()).contains("按 date、team1 连接");
    }

    @Test
    void outcomesThatDifferAreNamed() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(Path.of(GAMES)));
        Path same = Files.write(folder.resolve("same.csv"), rows);
        assertThat(json(GAMES, "--versus-file", same.toString(), "--on", "date,team1")
                        .at("/comparison/join/outcomes_alike")
                        .intValue())
                .isEqualTo(1889);
        String[] cells = rows.get(5).split(",", -1);
        int at = List.of(rows.getFirst().split(",", -1)).indexOf("prob1_outcome");
        cells[at] = cells[at].startsWith("1") ? "0" : "1";
        rows.set(5, String.join(",", cells));
        Path unlike = Files.write(folder.resolve("unlike.csv"), rows);
        Run run = Run.of("score", GAMES, "--versus-file", unlike.toString(), "--on", "date,team1");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("1 of 1889 rows")
                .containsPattern("in row 5 of the\\s+table")
                .containsPattern("row 5 of\\s+unlike.csv");
    }

    @Test
    void wrongCalls() throws IOException {
        String other = other("prob1").toString();
        assertThat(Run.of("score", GAMES, "--versus-file", other).exit()).isEqualTo(3);
        assertThat(Run.of("score", GAMES, "--on", "date").exit()).isEqualTo(3);
        Run twice = Run.of("score", GAMES, "--versus-file", other, "--on", "date");
        assertThat(twice.exit()).isEqualTo(2);
        assertThat(twice.err()).contains("occurs twice in other.csv: date = ");
        assertThat(Run.of("score", GAMES, "--versus-file", "none.csv", "--on", "date")
                        .exit())
                .isEqualTo(2);
    }
}
