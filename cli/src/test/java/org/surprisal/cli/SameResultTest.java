package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The result does not depend on the order of rows, the split into files, the format or the number of threads. */
class SameResultTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nfl_games.csv", "world_cup_matches_men.csv"})
    void whateverTheFormOfTheRows(String example) throws IOException, SQLException {
        Path csv = Path.of("../examples", example);
        String expected = promised(Run.of("score", csv.toString(), "--json", "-"));
        assertThat(promised(Run.of("score", csv.toString(), "--threads", "1", "--json", "-")))
                .isEqualTo(expected);
        assertThat(promised(Run.of("score", csv.toString(), "--threads", "2", "--json", "-")))
                .isEqualTo(expected);
        for (Path other : List.of(
                Tables.shuffled(csv, folder),
                Tables.converted(csv, "PARQUET", folder),
                Tables.converted(csv, "JSON", folder))) {
            assertThat(promised(Run.of("score", other.toString(), "--json", "-")))
                    .as(other.toString())
                    .isEqualTo(expected);
        }
        List<String> call = new ArrayList<>(List.of("score", "--json", "-"));
        Tables.split(csv, 7, folder).forEach(part -> call.add(part.toString()));
        assertThat(promised(Run.of(call.toArray(String[]::new)))).isEqualTo(expected);
    }

    /** The parts that are promised to be the same bytes. */
    private static String promised(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode card = JsonMapper.shared().readTree(run.out());
        StringBuilder text = new StringBuilder();
        List<String> parts = List.of(
                "task", "classes", "scores", "reference", "skill", "decomposition", "confusion", "chance", "curves");
        for (String part : parts) {
            text.append(card.get(part)).append('\n');
        }
        for (JsonNode note : card.get("notes")) {
            ((ObjectNode) note).remove("rows");
            text.append(note).append('\n');
        }
        return text.toString();
    }
}
