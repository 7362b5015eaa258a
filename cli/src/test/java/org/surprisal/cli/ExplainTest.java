package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.report.explain.Topics;

class ExplainTest {
    private static final String GAMES = "../examples/nfl_games.csv";

    @Test
    void listsTheTopics() {
        assertThat(Run.of("explain").out()).contains(Topics.names());
        assertThat(Run.of("explain", "--lang", "zh").out()).contains("对数损失和交叉熵损失：一个数，两个名字");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log-loss-vs-cross-entropy",
                "Log loss vs cross entropy",
                "what is the difference between log loss and cross-entropy?",
                "对数损失和交叉熵损失的区别",
                "对数损失与交叉熵有什么不同？",
                "交叉熵",
                "logloss",
            })
    void theQuestionMayBeLoose(String question) {
        assertThat(Topics.find(question)).contains("log-loss-vs-cross-entropy");
    }

    @Test
    void otherLooseQuestions() {
        assertThat(Topics.find("对数似然")).contains("log-likelihood");
        assertThat(Topics.find("sigmoid 的梯度")).contains("sigmoid-gradient");
        assertThat(Topics.find("最小二乘法")).contains("least-squares");
        assertThat(Topics.find("Least Squares")).contains("least-squares");
        assertThat(Topics.find("weather")).isEmpty();
    }

    @Test
    void bothNumbersAreTheSameBits() {
        Run run = Run.of("explain", "log-loss-vs-cross-entropy", GAMES);
        assertThat(run.exit()).isZero();
        Matcher numbers = Pattern.compile("(?m)^ {8}(0\\.\\d+)$").matcher(run.out());
        assertThat(numbers.find()).isTrue();
        String logLoss = numbers.group(1);
        assertThat(numbers.find()).isTrue();
        assertThat(numbers.group(1)).isEqualTo(logLoss);
        assertThat(Run.of("score", GAMES, "--json", "-").out()).contains("\"log_loss\": {\"value\": " + logLoss + ",");
        assertThat(run.out())
                .contains("The same number, to the last bit.", "term for term", "1,882 forecasts")
                .containsPattern("ND4J +clips at 1e-5 +11\\.51 +nd4j")
                .containsPattern("TensorFlow-Java .* 15\\.42 +tensorflow-java")
                .containsPattern("Keras 3 .* 16\\.12 +keras")
                .containsPattern("PyTorch .* 100 +torch")
                .containsPattern("DJL .* -27\\.63")
                .containsPattern("Surprisal +nothing +∞ +infinite");
    }

    @Test
    void withoutAFileTheExampleIsUsed() {
        for (String topic : Topics.names()) {
            for (String language : new String[] {"en", "zh"}) {
                Run run = Run.of("explain", topic, "--lang", language);
                assertThat(run.exit()).as(run.err()).isZero();
                assertThat(run.out()).doesNotContain("{", "}", "NaN").hasLineCount((int)
                        run.out().lines().count());
            }
        }
    }

    @Test
    void theProductOfProbabilitiesVanishes() {
        String text = Run.of("explain", "log-likelihood", GAMES).out();
        assertThat(text).contains("after 1,882 rows: 0\n", "After row 1,184 the product", "1,882 = 0.6315162289302523");
    }

    @Test
    void fewRowsDoNotUnderflow(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("few.csv");
        Files.writeString(file, "y,p\n1,0.5\n0,0.25\n1,1\n0,0.5\n");
        String text = Run.of("explain", "log-likelihood", file.toString()).out();
        assertThat(text).contains("0.5 · 0.75 · 1 · 0.5\n", "after 4 rows: 0.1875", "few enough");
        String same =
                Run.of("explain", "log-loss-vs-cross-entropy", file.toString()).out();
        assertThat(same).contains("Here it is exact in every row".substring(0, 10));
    }

    @Test
    void theGradientIsDerived() {
        assertThat(Run.of("explain", "sigmoid-gradient").out())
                .contains("sigmoid(z) - y", "(p - y) / (p * (1 - p))", "0.315060428995");
    }

    @Test
    void leastSquaresAndLikelihoodMeetAtTheMean() {
        assertThat(Run.of("explain", "least-squares").out())
                .containsPattern("squared error +5\\.600000000000\n")
                .containsPattern("negative log-likelihood +5\\.600000000000\n");
    }

    @Test
    void aFileWithoutTwoOutcomesIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("numbers.csv");
        Files.writeString(file, "y,y_pred\n1.5,2.5\n3.25,3\n7.5,8\n");
        Run run = Run.of("explain", "log-likelihood", file.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("forecasts of two outcomes");
    }

    @Test
    void columnsMayBeNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("words.csv");
        Files.writeString(file, "won,chance\nyes,80%\nno,30%\nyes,60%\n");
        Run run = Run.of("explain", "log-likelihood", file.toString(), "--outcome", "won", "--prediction", "chance");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("0.8 · 0.7 · 0.6");
    }
}
