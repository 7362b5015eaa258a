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

/** The search for weak segments, from the command line. */
class ScoreFindSegmentsTest {
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
    void theSameWhateverTheFormOfTheRows() throws IOException, SQLException {
        Path csv = Path.of(GAMES);
        JsonNode expected = json(GAMES, "--find-segments", "4").get("weak_segments");
        assertThat(expected.get("segments").size()).isEqualTo(4);
        assertThat(expected.at("/left_out/prob2_outcome").stringValue()).isEqualTo("tells_outcome");
        assertThat(expected.at("/left_out/prob2").stringValue()).isEqualTo("follows_prediction");
        for (Path other : List.of(Tables.shuffled(csv, folder), Tables.converted(csv, "PARQUET", folder))) {
            assertThat(json(other.toString(), "--find-segments", "4").get("weak_segments"))
                    .isEqualTo(expected);
        }
        List<String> parts = new ArrayList<>();
        Tables.split(csv, 5, folder).forEach(part -> parts.add(part.toString()));
        parts.addAll(List.of("--find-segments", "4", "--threads", "1"));
        assertThat(json(parts.toArray(String[]::new)).get("weak_segments")).isEqualTo(expected);
    }

    @Test
    void wordsInBothLanguages() {
        Run english = Run.of("score", GAMES, "--find-segments", "4");
        assertThat(english.out())
                .contains("Weak segments", "of 4 hold up", "rises or falls with the prediction: prob2.");
        assertThat(english.out().lines().filter(line -> !line.contains("surprisal score")))
                .allMatch(line -> line.length() <= 80);
        assertThat(Run.of("score", GAMES, "--find-segments", "4", "--lang", "zh")
                        .out())
                .contains("薄弱分段", "随预测升降");
    }

    @Test
    void longConditionsStandBelowTheTable() throws IOException {
        StringBuilder text = new StringBuilder("y,p,a_rather_long_name,another_rather_long_name\n");
        for (int i = 0; i < 4000; i++) {
            int hash = ((i * 2654435761L) >>> 8) % 97 < 40 ? 1 : 0;
            boolean weak = i % 3 == 0 && i / 3 % 4 == 0;
            text.append(weak ? 1 - hash : hash)
                    .append(',')
                    .append((hash == 1 ? 80 : 20) + i % 7)
                    .append("e-2");
            text.append(",value number ").append(i % 3).append(",value number ").append(i / 3 % 4);
            text.append('\n');
        }
        Path file = Files.writeString(folder.resolve("long.csv"), text);
        Run run = Run.of("score", file.toString(), "--find-segments", "1");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("1:  a_rather_long_name=value number 0 & another_rather_long_name=value")
                .contains("1 of 1 hold up");
    }

    @Test
    void wrongCalls() {
        assertThat(Run.of("score", GAMES, "--find-segments", "0").exit()).isEqualTo(3);
        Run time = Run.of("score", GAMES, "--find-segments", "2", "--time", "date");
        assertThat(time.exit()).isEqualTo(2);
        assertThat(time.err()).contains("--find-segments", "--time");
    }
}
