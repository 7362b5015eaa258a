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
import tools.jackson.databind.node.ObjectNode;

/** The rows that cost most, from the command line. */
class ScoreWorstTest {
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

    private static JsonNode withoutPlaces(JsonNode rows) {
        rows.forEach(row -> ((ObjectNode) row).remove(List.of("file", "row")));
        return rows;
    }

    @Test
    void rowsWithTheirPlaceAndColumns() throws IOException {
        JsonNode card = json(GAMES, "--worst", "3");
        JsonNode first = card.at("/worst/0");
        String[] cells = Files.readAllLines(Path.of(GAMES))
                .get(first.get("row").intValue())
                .split(",", -1);
        assertThat(first.get("file").intValue()).isEqualTo(1);
        assertThat(first.at("/columns/team1").stringValue()).isIn((Object[]) cells);
        assertThat(first.at("/columns/date").stringValue()).isIn((Object[]) cells);
        assertThat(first.get("outcome").intValue()).isZero();
        assertThat(first.get("loss").doubleValue())
                .isEqualTo(-StrictMath.log1p(-first.get("prediction").doubleValue()));
        assertThat(card.get("worst").size()).isEqualTo(3);
        assertThat(card.at("/worst_share/rows").intValue()).isEqualTo(19);
        assertThat(card.at("/provenance/command").stringValue()).endsWith("--worst 3");
        assertThat(json(GAMES).get("worst")).isNull();
    }

    @Test
    void theSameWhateverTheFormOfTheRows() throws IOException, SQLException {
        Path csv = Path.of(GAMES);
        JsonNode expected = withoutPlaces(json(GAMES, "--worst", "30").get("worst"));
        for (Path other : List.of(Tables.shuffled(csv, folder), Tables.converted(csv, "PARQUET", folder))) {
            JsonNode rows =
                    withoutPlaces(json(other.toString(), "--worst", "30").get("worst"));
            for (int i = 0; i < 30; i++) {
                for (String key : List.of("loss", "outcome", "prediction")) {
                    assertThat(rows.get(i).get(key)).isEqualTo(expected.get(i).get(key));
                }
                assertThat(rows.get(i).at("/columns/team2"))
                        .isEqualTo(expected.get(i).at("/columns/team2"));
            }
        }
        List<String> parts = new ArrayList<>();
        Tables.split(csv, 3, folder).forEach(part -> parts.add(part.toString()));
        parts.addAll(List.of("--worst", "30"));
        assertThat(withoutPlaces(json(parts.toArray(String[]::new)).get("worst")))
                .isEqualTo(expected);
    }

    @Test
    void theTableFitsThePageWhateverTheCellsHold() throws IOException {
        Path file = folder.resolve("cells.csv");
        StringBuilder text = new StringBuilder("y,p,a,b,c,d\n");
        for (int i = 0; i < 200; i++) {
            text.append(i == 7 ? 1 : 0)
                    .append(",0.02,\"")
                    .append("宽".repeat(60))
                    .append("\u001b[31m\n\",");
            text.append("x".repeat(90)).append(",,").append(i).append('\n');
        }
        Files.writeString(file, text);
        Run run = Run.of("score", file.toString(), "--worst", "25");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("The 25 rows that cost most", "5 more rows are in the JSON.", "宽宽宽…")
                .contains("Of these 1 turned out otherwise")
                .doesNotContain("\u001b");
        assertThat(run.out().lines().filter(line -> !line.contains("surprisal score")))
                .allMatch(line -> line.codePoints().map(c -> c == '宽' ? 2 : 1).sum() <= 80);
    }

    @Test
    void severalFilesAndChineseWords() throws IOException {
        List<String> call = new ArrayList<>(List.of("score", "--worst", "10", "--lang", "zh"));
        Tables.split(Path.of(GAMES), 2, folder).forEach(part -> call.add(part.toString()));
        assertThat(Run.of(call.toArray(String[]::new)).out()).contains("损失最大的 10 行", "文件 2：", "占总损失的");
    }

    @Test
    void classesAndInfiniteLosses() throws IOException {
        Path file = Files.writeString(
                folder.resolve("classes.csv"),
                "y,.pred_a,.pred_b,.pred_c,note\na,1,0,0,first\nb,1,0,0,second\nc,0.2,0.2,0.6,third\n");
        JsonNode card = json(file.toString(), "--worst", "2");
        assertThat(card.at("/worst/0/outcome").stringValue()).isEqualTo("b");
        assertThat(card.at("/worst/0/loss").stringValue()).isEqualTo("Infinity");
        assertThat(card.at("/worst/0/prediction").size()).isEqualTo(3);
        assertThat(card.at("/worst_share/share").isNull()).isTrue();
        assertThat(card.at("/surprising_labels/rows/0/expected").stringValue()).isEqualTo("a");
        assertThat(card.at("/surprising_labels/rows/0/columns/note").stringValue())
                .isEqualTo("second");
        assertThat(Run.of("score", file.toString(), "--worst", "2").out()).contains("1 row costs infinity");
    }

    @Test
    void wrongCalls() {
        assertThat(Run.of("score", GAMES, "--worst", "0").exit()).isEqualTo(3);
        assertThat(Run.of("score", GAMES, "--worst", "many").exit()).isEqualTo(3);
        assertThat(Run.of("score", GAMES, "--worst", "20000").exit()).isEqualTo(2);
    }
}
