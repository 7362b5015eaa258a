package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScoreTest {
    private static final String GAMES = "../examples/nfl_games.csv";

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static JsonNode json(String... arguments) {
        List<String> call = new ArrayList<>(List.of(arguments));
        call.addAll(List.of("--json", "-"));
        Run run = Run.of(call.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void theExampleIsReadAndScoredWithoutOptions() {
        Run run = Run.of("score", GAMES);
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Better than always forecasting the base rate of 54.7%: log loss 0.632 instead of")
                .contains("1,882 of 1,889 rows scored", "prob1_outcome (positive: 1)")
                .contains("rows 146, 519, 809, 1070, 1087, 1514, 1517")
                .doesNotContain("\u001b")
                .doesNotContain("null");
    }

    @Test
    void theFullCommandGivesTheSame() {
        Run run = Run.of("score", GAMES);
        String command = run.out()
                .lines()
                .dropWhile(line -> !line.contains("every choice spelled out"))
                .skip(1)
                .findFirst()
                .orElseThrow()
                .strip();
        String[] arguments = command.substring("surprisal ".length()).split(" ");
        Run again = Run.of(arguments);
        assertThat(again.out()).doesNotContain("spelled out");
        assertThat(run.out()).startsWith(again.out().substring(0, again.out().indexOf("  Left out")));
        assertThat(json("score", GAMES).at("/provenance/command").asString()).isEqualTo(command);
    }

    @Test
    void chineseOnRequestAndFromTheLocale() {
        String chinese = Run.of("score", GAMES, "--lang", "zh").out();
        assertThat(chinese).startsWith("优于始终预测基准率 54.7% 的做法").contains("对数损失就是交叉熵");
        assertThat(Run.in(Map.of("LC_ALL", "zh_CN.UTF-8"), "", "", "score", GAMES)
                        .out())
                .isEqualTo(chinese);
        String json = Run.in(Map.of("LC_ALL", "zh_CN.UTF-8"), "", "", "score", GAMES, "--json", "-")
                .out();
        assertThat(json).contains("7 rows left out");
        assertThat(Run.of("score", GAMES, "--json", "-", "--lang", "zh").out()).contains("有 7 行未评分");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../examples/nfl_games.csv",
                "../examples/nfl_games.csv --soft-outcomes",
                "../examples/nfl_games.csv --zero sklearn --loss squared --loss (y-p)^4",
                "../examples/nfl_games.csv --reference 0.5 --level 0.9 --weight season",
                "../examples/world_cup_matches_men.csv",
                "../examples/nfl_games.csv --outcome prob1_outcome --prediction prob2 --as mean",
                "../examples/nfl_games.csv --outcome prob1_outcome --prediction prob2_outcome",
            })
    void everyJsonFitsTheSchema(String line) throws IOException {
        List<String> call = new ArrayList<>(List.of("score", "--json", "-"));
        call.addAll(List.of(line.split(" ")));
        Run run = Run.of(call.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")));
        assertThat(schema.validate(run.out(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void jsonGoesWhereItIsSent() throws IOException {
        Path file = folder.resolve("card.json");
        Run both = Run.of("score", GAMES, "--json", file.toString());
        assertThat(both.out()).isEqualTo(Run.of("score", GAMES).out());
        assertThat(Files.readString(file)).startsWith("{\n  \"schema\": 1,\n");
        Run quiet = Run.of("score", GAMES, "--json", file.toString(), "--quiet");
        assertThat(quiet).isEqualTo(new Run(0, "", ""));
        Run headline = Run.of("score", GAMES, "--quiet");
        assertThat(headline.out()).hasLineCount(1).startsWith("Better than");
        Run nowhere = Run.of("score", GAMES, "--json", folder.resolve("no/such").toString());
        assertThat(nowhere.exit()).isEqualTo(2);
    }

    @Test
    void severalWaysAreListedAsCommandsThatWork() throws IOException {
        String file = file("two models.csv", "y,model_a,model_b\n1,0.8,0.7\n0,0.3,0.1\n1,0.6,0.9\n0,0.4,0.2\n");
        Run run = Run.of("score", file, "--threads", "1", "--prediction=model_c");
        assertThat(run.exit()).isEqualTo(2);
        Run open = Run.of("score", file, "--threads", "1");
        assertThat(open.exit()).isEqualTo(2);
        List<String> commands = open.err()
                .lines()
                .filter(line -> line.startsWith("  surprisal score "))
                .toList();
        assertThat(commands).hasSize(2).allMatch(command -> command.contains("'" + file + "' --threads 1"));
        for (String command : commands) {
            String options = command.substring(command.indexOf("--threads"));
            List<String> call = new ArrayList<>(List.of("score", file));
            call.addAll(List.of(options.split(" ")));
            assertThat(Run.of(call.toArray(String[]::new)).exit()).isZero();
        }
    }

    @Test
    void regressionIsFoundAndScored() throws IOException {
        String file = file("numbers.csv", "actual,prediction\n2.5,2\n-1,0.5\n7,8\n3.5,3\n4,5\n");
        JsonNode card = json("score", file, "--loss", "huber(delta=2)", "--loss", "huber(delta=1)");
        assertThat(card.get("task").asString()).isEqualTo("regression");
        assertThat(card.at("/scores/mse/value").asDouble()).isEqualTo((0.25 + 2.25 + 1 + 0.25 + 1) / 5);
        assertThat(card.at("/scores/mae/value").asDouble()).isEqualTo(0.9);
        assertThat(card.at("/scores/huber(delta=2)/value").asDouble()).isEqualTo(2.375 / 5);
        assertThat(card.at("/scores/huber(delta=1)/value").asDouble()).isEqualTo(2.25 / 5);
        assertThat(Run.of("score", file).out()).contains("root mean squared error", "R²");
    }

    @Test
    void labelsSayWhyTheyAreNotEnough() throws IOException {
        String file = file("labels.csv", "actual,predicted\ncat,cat\ndog,cat\ndog,dog\ncat,cat\n");
        Run run = Run.of("score", file);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("labels of 2 classes", "There are hard labels only, no probabilities.");
        assertThat(json("score", file).at("/confusion").toString()).isEqualTo("[[2.0,0.0],[1.0,1.0]]");
    }

    @Test
    void aWarningHasEvidenceAndARemedyThatWorks() throws IOException {
        StringBuilder text = new StringBuilder("y,p\n");
        for (int i = 0; i < 400; i++) {
            text.append(i % 3 == 0 ? 1 : 0)
                    .append(',')
                    .append(i % 3 == 0 ? 0.2 + i % 7 * 0.01 : 0.8)
                    .append('\n');
        }
        String file = file("inverted.csv", text.toString());
        Run run = Run.of("score", file);
        assertThat(run.out())
                .startsWith("Worse than")
                .contains("Read the warning below first", "! The predictions fit the opposite outcome far better.")
                .contains("--positive 0");
        assertThat(Run.of("score", file, "--positive", "0").out()).startsWith("Better than");
    }

    @Test
    void sqlMayBeAColumn() {
        JsonNode card = json(
                "score",
                GAMES,
                "--outcome",
                "prob1_outcome = 1",
                "--prediction",
                "least(greatest(prob1, 0.01), 0.99)",
                "--where",
                "season >= 2018 and prob1_outcome in (0, 1)");
        assertThat(card.at("/prediction/0").asString()).isEqualTo("least(greatest(prob1, 0.01), 0.99)");
        assertThat(card.at("/input/scored").asInt()).isPositive().isLessThan(1882);
    }

    @Test
    void zeroProbabilityIsSaidAndRulesAreNamed() throws IOException {
        String file = file("zero.csv", "y,p\n1,0\n0,0.3\n1,0.8\n0,0.1\n");
        assertThat(Run.of("score", file).out()).startsWith("The log loss is infinite: 1 row gave probability 0");
        JsonNode card = json("score", file, "--zero", "sklearn");
        assertThat(card.get("zero").asString()).isEqualTo("sklearn");
        assertThat(card.at("/scores/log_loss/value").asDouble()).isGreaterThan(9);
        for (String rule : List.of("keras", "torch", "xgboost", "tensorflow-java", "nd4j", "clip=1e-6", "infinite")) {
            assertThat(json("score", file, "--zero", rule).get("zero").asString())
                    .isEqualTo(rule);
        }
    }

    @Test
    void whatWasDecidedAboutAFileIsSaidOnStandardError() throws IOException {
        Path file = folder.resolve("gbk.csv");
        Files.write(file, "真实值,预测概率\n1,0.8\n0,0.3\n".getBytes(java.nio.charset.Charset.forName("GB18030")));
        assertThat(Run.of("score", file.toString()).err())
                .startsWith("surprisal: ")
                .contains("gbk.csv");
        assertThat(Run.of("score", file.toString(), "--quiet").err()).isEmpty();
    }
}
