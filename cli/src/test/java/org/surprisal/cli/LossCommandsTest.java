package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.loss.Catalogue;

class LossCommandsTest {
    @Test
    void listsEveryLossOnALine() {
        Run run = Run.of("loss", "list");
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines()).hasSize(Catalogue.all().size() + 1);
        Catalogue.all().forEach(loss -> assertThat(run.out()).contains(loss.name(), loss.formula()));
    }

    @Test
    void listFindsAWordInAnyName() {
        assertThat(Run.of("loss", "list", "BCEWithLogits").out())
                .contains("log_loss_logit")
                .doesNotContain("huber");
        Run none = Run.of("loss", "list", "weather");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("No loss mentions 'weather'.");
    }

    @Test
    void showsWhatFollowsFromTheFormula() {
        String text = Run.of("loss", "show", "log_loss").out();
        assertThat(text)
                .startsWith("log_loss\n")
                .contains("(p - y) / (p * (1 - p))", "[0, 1]", "scikit-learn: log_loss", "Good, Rational Decisions");
        assertThat(Run.of("loss", "show", "huber(delta=2)", "--lang", "zh").out())
                .contains("参数", "delta = 2", "梯度");
        assertThat(Run.of("loss", "show", "(y - p)^2").out()).contains("2 * (p - y)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log_loss                        | y=1,p=0.9            | 0.10536051565782628 |"
                        + " -1.1111111111111112 | 1.2345679012345678",
                "log_loss                        | y_true=1, y_pred=0.9 | 0.10536051565782628 |"
                        + " -1.1111111111111112 | 1.2345679012345678",
                "huber(delta=2)                  | y=1,p=4              | 4.0                 | 2.0             "
                        + "    | 0.0",
                "(y - p)^2 / (1 + abs(y))        | p=1,y=3              | 1.0                 | -1.0            "
                        + "    | 0.5",
                "cross_entropy                   | y=2,p=0.25:0.25:0.5  | 0.6931471805599453  | 0.0  0.0  -2.0  "
                        + "    | 0.0  0.0  4.0",
                "cross_entropy                   | y=0:0:1,p=0.25:0.25:0.5 | 0.6931471805599453 | 0.0  0.0  -2.0"
                        + "    | 0.0  0.0  4.0",
                "log_loss                        | y=1,p=0              | Infinity            | -Infinity       "
                        + "    | Infinity",
            })
    void evaluates(String loss, String at, String value, String gradient, String hessian) {
        Run run = Run.of("loss", "eval", loss, "--at", at);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().replace("-0.0", "0.0").lines().skip(1).map(String::strip))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("value     " + value),
                        line -> assertThat(line).isEqualTo("gradient  " + gradient),
                        line -> assertThat(line).isEqualTo("Hessian   " + hessian));
    }

    @Test
    void jsonHasThreeKeys(@TempDir Path folder) throws IOException {
        String json = """
                {
                  "value": 4.0,
                  "gradient": 2.0,
                  "hessian": 0.0
                }
                """;
        assertThat(Run.of("loss", "eval", "huber(delta=2)", "--at", "y=1,p=4", "--json", "-"))
                .isEqualTo(new Run(0, json, ""));
        Path file = folder.resolve("point.json");
        Run run = Run.of("loss", "eval", "huber(delta=2)", "--at", "y=1,p=4", "--json", file.toString());
        assertThat(run.out()).startsWith("huber(delta=2) at y=1,p=4\n");
        assertThat(Files.readString(file)).isEqualTo(json);
        Run nowhere = Run.of("loss", "eval", "brier", "--at", "y=1,p=1", "--json", folder + "/no/such/file");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.err()).startsWith("surprisal: Cannot write ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "log_loss      | y=1            | does not say what p is",
                "log_loss      | y=1,p          | 'p' is no assignment",
                "log_loss      | y=1,p=x        | which is not a number",
                "log_loss      | y=1,p=0.5,y=0  | sets y twice",
                "log_loss      | y=1,p=0.5,d=2  | sets d, but log_loss has only y and p",
                "log_loss      | y=1,p=1.5      | p = 1.5 lies outside [0, 1]",
                "log_loss      | y=1,p=0.5:0.5  | a loss of one value",
                "cross_entropy | y=3,p=0.5:0.5  | classes are counted from 0 to 1",
                "cross_entropy | y=0.5,p=0.5:0.5 | classes are counted from 0 to 1",
                "cross_entropy | y=0:0:1,p=0.5:0.5 | give one per class",
            })
    void aPointThatCannotBeMeant(String loss, String at, String message) {
        Run run = Run.of("loss", "eval", loss, "--at", at);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains(message);
    }

    @Test
    void aFormulaErrorShowsThePlace() {
        Run run = Run.of("loss", "show", "(y - ");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("expected").contains("^");
    }

    @Test
    void aHessianWithoutClosedFormIsSaidToBeSo() {
        String score = "sum(cumsum(p - y)^2) / (K - 1)";
        Run show = Run.of("loss", "show", score);
        assertThat(show.exit()).isZero();
        assertThat(show.out()).contains("no closed form");
        // p_k occurs in the last 3 - k of the sums, each squared and halved.
        Run eval = Run.of("loss", "eval", score, "--at", "y=2,p=0.1:0.2:0.7", "--json", "-");
        assertThat(eval.exit()).as(eval.err()).isZero();
        assertThat(eval.out().replaceAll("\\s", "")).contains("\"hessian\":[3.0,2.0,1.0]");
        Run beyond = Run.of("loss", "eval", "polygamma(p, y)", "--at", "y=1,p=2");
        assertThat(beyond.exit()).isEqualTo(3);
        assertThat(beyond.err()).doesNotContain("defect");
    }

    @Test
    void listFindsWordsOfTaskAndFunctionalTogether() {
        assertThat(Run.of("loss", "list", "classes", "log").out())
                .contains("cross_entropy")
                .doesNotContain("pinball");
        assertThat(Run.of("loss", "list", "QUANTILE").out()).contains("pinball").doesNotContain("brier");
        Run json = Run.of("loss", "list", "median", "--json", "-");
        assertThat(json.exit()).isZero();
        assertThat(json.out()).startsWith("{").contains("\"name\": \"absolute\"", "\"task\": \"regression\"");
    }

    @Test
    void showDrawsTheLossAndNamesTheBestConstant() {
        String text =
                Run.of("loss", "show", "log_loss_logit", "--at", "y=1,p=0").out();
        assertThat(text)
                .contains("optimum     logit(mean(y))", "y = 0", "y = 1", "┤", "value     0.6931471805599453")
                .doesNotContain("\u001b");
        assertThat(text.codePoints()).anyMatch(point -> point > 0x2800 && point <= 0x28FF);
        String json = Run.of("loss", "show", "brier", "--at", "y=1,p=0.5", "--json", "-")
                .out();
        assertThat(json).contains("\"optimum\": \"mean(y)\"", "\"gradient\": \"2 * (p - y)\"", "\"value\": 0.25");
    }

    @Test
    void evaluatesTheRowsOfAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), "y,p\n1,4\n0,0.5\n,1\n3,nonsense\n2,2\n");
        Path out = folder.resolve("out.csv");
        Run run = Run.of("loss", "eval", "huber(delta=2)", file.toString(), "--out", out.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        // 4, 0.125 and 0 cost 4.125 together.
        assertThat(run.out())
                .contains("rows        3\n", "left out    2 with a missing cell", "mean        1.375", "4.125");
        assertThat(Files.readString(out)).isEqualTo("""
                row,loss,gradient,hessian
                1,4.0,2.0,0.0
                2,0.125,0.5,1.0
                3,,,
                4,,,
                5,0.0,0.0,1.0
                """);
        // Half the squares up to 2: the mean 1 is the best constant.
        assertThat(run.out()).contains("optimum     1.0, where the mean is 0.3333333333333333");
        String json = Run.of("loss", "eval", "squared", file.toString(), "--json", "-")
                .out();
        assertThat(json).contains("\"rows\": 3", "\"missing\": 2", "\"optimum\": 1.0", "\"sum\": 9.25");
    }

    @Test
    void writesParquet(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), "y,p\n1,0.5\n0,0.25\n");
        Path out = folder.resolve("out.parquet");
        Run run = Run.of("loss", "eval", "brier", file.toString(), "--out", out.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        Run again = Run.of(
                "loss",
                "eval",
                "squared",
                out.toString(),
                "--outcome",
                "gradient",
                "--prediction",
                "loss",
                "--json",
                "-");
        // (0.25 + 1)^2 + (0.0625 - 0.5)^2
        assertThat(again.out()).contains("\"rows\": 2", "\"sum\": 1.75390625");
    }

    @Test
    void evaluatesClassesOfAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), "k,a,b,c\n2,0.25,0.25,0.5\n0,1,0,0\n7,1,0,0\n");
        Path out = folder.resolve("out.csv");
        Run run = Run.of(
                "loss",
                "eval",
                "cross_entropy",
                file.toString(),
                "--outcome",
                "k",
                "--prediction",
                "a,b,c",
                "--out",
                out.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("rows        2\n", "1 outside the domains");
        assertThat(Files.readString(out))
                .startsWith("row,loss,gradient_0,gradient_1,gradient_2\n1,0.6931471805599453,");
    }

    @Test
    void aFileThatCannotBeMeant(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,0.5\n");
        Run unnamed = Run.of("loss", "eval", "brier", file.toString());
        assertThat(unnamed.exit()).isEqualTo(3);
        assertThat(unnamed.err()).contains("--outcome; the file has a, b");
        assertThat(Run.of("loss", "eval", "brier").exit()).isEqualTo(3);
        assertThat(Run.of("loss", "eval", "brier", file.toString(), "--at", "y=1,p=1")
                        .exit())
                .isEqualTo(3);
        Path out = folder.resolve("out.csv");
        Run unknown = Run.of(
                "loss",
                "eval",
                "brier",
                file.toString(),
                "--outcome",
                "a",
                "--prediction",
                "x",
                "--out",
                out.toString());
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(out).doesNotExist();
        assertThat(Run.of("loss", "eval", "brier", file.toString(), "--outcome", "a,b", "--prediction", "b")
                        .exit())
                .isEqualTo(3);
    }
}
