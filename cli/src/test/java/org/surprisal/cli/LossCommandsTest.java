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
                "log_loss                        | y=1,p=0.9            | 0.10536051565782628 | -1.1111111111111112 | 1.2345679012345678",
                "log_loss                        | y_true=1, y_pred=0.9 | 0.10536051565782628 | -1.1111111111111112 | 1.2345679012345678",
                "huber(delta=2)                  | y=1,p=4              | 4.0                 | 2.0                 | 0.0",
                "(y - p)^2 / (1 + abs(y))        | p=1,y=3              | 1.0                 | -1.0                | 0.5",
                "cross_entropy                   | y=2,p=0.25:0.25:0.5  | 0.6931471805599453  | 0.0  0.0  -2.0      | 0.0  0.0  4.0",
                "cross_entropy                   | y=0:0:1,p=0.25:0.25:0.5 | 0.6931471805599453 | 0.0  0.0  -2.0    | 0.0  0.0  4.0",
                "log_loss                        | y=1,p=0              | Infinity            | -Infinity           | Infinity",
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
}
