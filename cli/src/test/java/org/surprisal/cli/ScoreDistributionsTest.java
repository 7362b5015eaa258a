package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Quantiles and distributions as a user scores them. */
final class ScoreDistributionsTest {
    private static final String QUANTILES = "../examples/quantiles-by-hand.csv";
    private static final String COUNTS = "../examples/counts-by-hand.csv";

    @TempDir
    Path folder;

    private static JsonNode json(String... words) throws IOException {
        List<String> call = new ArrayList<>(List.of("score"));
        call.addAll(List.of(words));
        call.addAll(List.of("--json", "-"));
        Run run = Run.of(call.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")))
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void quantiles() throws IOException {
        JsonNode card = json(QUANTILES, "--as", "quantile");
        assertThat(card.at("/task").stringValue()).isEqualTo("quantiles");
        assertThat(card.at("/scores/wis/value").doubleValue())
                .isCloseTo(2 * card.at("/scores/pinball/value").doubleValue(), within(1e-15));
        assertThat(card.at("/scores/pinball_0.1/value").doubleValue()).isCloseTo(0.34, within(1e-15));
        assertThat(card.at("/levels")).hasSize(5);
        assertThat(card.at("/pit")).hasSize(6);
        assertThat(card.at("/provenance/command").stringValue())
                .contains("--as quantile", "--levels 0.1,0.25,0.5,0.75,0.9");
        Run text = Run.of("score", QUANTILES, "--as", "quantile");
        assertThat(text.out())
                .contains("weighted interval score", "Quantiles: how often", "Central intervals: how often")
                .doesNotContain("pinball_", "at_or_below");
        assertThat(Run.of("score", QUANTILES, "--as", "quantile", "--lang", "zh")
                        .out())
                .contains("加权区间得分", "分位数", "结果在其预测分布中的位置");
        assertThat(Run.of("score", QUANTILES, "--as", "quantile", "--quiet").out())
                .startsWith("weighted interval score ");
    }

    @Test
    void aRowForEachLevel() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,level,prediction,y"));
        List<String> wide = Files.readAllLines(Path.of(QUANTILES));
        String[] head = wide.getFirst().split(",", -1);
        for (int k = head.length - 1; k > 0; k--) {
            for (int i = 1; i < wide.size(); i++) {
                String[] cells = wide.get(i).split(",", -1);
                lines.add(i + "," + head[k].substring(1) + "," + cells[k] + "," + cells[0]);
            }
        }
        Path file = Files.write(folder.resolve("long.csv"), lines);
        JsonNode card = json(file.toString(), "--as", "quantile", "--quantile", "level");
        assertThat(card.get("scores"))
                .isEqualTo(json(QUANTILES, "--as", "quantile").get("scores"));
        assertThat(card.at("/provenance/command").stringValue()).endsWith("--quantile level --as quantile");
        assertThat(json(file.toString(), "--as", "quantile", "--quantile", "level", "--on", "id")
                        .get("scores"))
                .isEqualTo(card.get("scores"));
        Run run = Run.of("score", file.toString(), "--as", "quantile", "--quantile", "level", "--on", "level");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Of one forecast the outcomes differ in row 1 and row 2");
    }

    @Test
    void theWorstRows() throws IOException {
        JsonNode worst = json(QUANTILES, "--as", "quantile", "--worst", "1").at("/worst/0");
        assertThat(worst.at("/row").intValue()).isEqualTo(1);
        assertThat(worst.at("/loss").doubleValue()).isCloseTo(2.82, within(1e-15));
        assertThat(worst.at("/prediction")).hasSize(5);
        assertThat(Run.of("score", QUANTILES, "--as", "quantile", "--worst", "1")
                        .out())
                .contains("0, 1, 2, 4, 8");
        assertThat(json(COUNTS, "--as", "poisson", "--worst", "1")
                        .at("/worst/0/row")
                        .intValue())
                .isEqualTo(4);
    }

    @Test
    void counts() throws IOException {
        JsonNode card = json(COUNTS, "--as", "poisson");
        assertThat(card.at("/scores/log_score/value").doubleValue())
                .isCloseTo(
                        (0.5 + 0.5 - Math.log(0.5) + 1.5 - Math.log(1.5 * 1.5 / 2) + 3 - Math.log(243.0 / 120)) / 4,
                        within(1e-15));
        assertThat(card.at("/pit")).hasSize(10);
        assertThat(card.has("levels")).isFalse();
    }

    @Test
    void scalesStandInAColumn() throws IOException {
        Path file = Files.write(folder.resolve("n.csv"), List.of("y,m,s", "1,0,1", "2,2,2", "3,1,1", "0,1,0"));
        JsonNode card = json(file.toString(), "--as", "normal", "--prediction", "m", "--scale", "s");
        assertThat(card.at("/input/scored").intValue()).isEqualTo(3);
        assertThat(card.at("/input/left_out/outside_domain").intValue()).isEqualTo(1);
        assertThat(card.at("/provenance/command").stringValue()).contains("--prediction m --scale s --as normal");
        JsonNode doubled = json(file.toString(), "--as", "normal", "--prediction", "m", "--scale", "s * 2");
        assertThat(doubled.at("/scores/dispersion/value").doubleValue())
                .isCloseTo(card.at("/scores/dispersion/value").doubleValue() / 4, within(1e-15));
    }

    @Test
    void shapesStandInAColumnOrHoldForAllRows() throws IOException {
        Path file = Files.write(folder.resolve("s.csv"), List.of("y,m,k", "1,2,0.5", "0,2,0.5", "3,1,0.5", "0.5,1,1"));
        JsonNode counts = json(file.toString(), "--as", "negative_binomial", "--prediction", "m", "--shape", "k");
        assertThat(counts.at("/input/left_out/outside_domain").intValue()).isEqualTo(1);
        assertThat(counts.at("/provenance/command").stringValue())
                .contains("--prediction m --shape k --as negative_binomial");
        JsonNode same = json(file.toString(), "--as", "negative_binomial", "--prediction", "m", "--shape", "0.5");
        assertThat(same.at("/scores/crps/value")).isEqualTo(counts.at("/scores/crps/value"));
        JsonNode gamma = json(file.toString(), "--as", "gamma", "--prediction", "m", "--shape", "1");
        // With shape 1 it is the exponential distribution: ln m + y/m.
        double expected = (Math.log(2) + 0.5 + 3 + 0.5) / 3;
        assertThat(gamma.at("/scores/log_score/value").doubleValue()).isCloseTo(expected, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--as quantile --levels 0.1,x | 3 | --levels are numbers between 0 and 1",
                "--as quantile --levels 0.1,2 | 2 | --levels lie between 0 and 1",
                "--levels 0.5 | 2 | say --as quantile",
                "--as quantil | 3 | did you mean 'quantile'?",
                "--as normal | 2 | needs the column that says how wide",
                "--as poisson --scale q0.1 | 2 | --scale names how wide distributions are",
                "--as gamma --scale q0.1 | 3 | has a shape in place of a scale",
                "--as normal --shape q0.1 | 3 | --shape goes with --as gamma",
                "--as quantile --loss huber | 2 | --loss is of one prediction per row",
            })
    void oneSentenceSaysWhatIsWrong(String options, int exit, String message) {
        List<String> words = new ArrayList<>(List.of("score", QUANTILES));
        words.addAll(List.of(options.strip().split(" ", -1)));
        Run run = Run.of(words.toArray(String[]::new));
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.err()).contains(message).doesNotContain("Exception");
        assertThat(run.out()).isEmpty();
    }
}
