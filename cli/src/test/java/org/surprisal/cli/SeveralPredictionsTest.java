package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses of several predictions, and of what is known per row, as they are written on the line. */
class SeveralPredictionsTest {
    @TempDir
    Path folder;

    @Test
    void showHasADerivativeForEach() {
        Run run = Run.of("loss", "show", "gaussian(sigma=predicted)");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("gaussian(sigma=predicted)\n")
                .containsPattern("gradient in p +\\(p - y\\) / sigma\\^2\n")
                .containsPattern("gradient in sigma +")
                .containsPattern("Hessian in p, sigma +")
                .containsPattern("Hessian in sigma +")
                .containsPattern("prediction +sigma ∈ \\(0, ∞\\)\n");
        assertThat(Run.of("loss", "show", "gamma(shape=given)").out()).containsPattern("given +shape ∈ \\(0, ∞\\)\n");
        assertThat(Run.of("loss", "show", "cross_entropy_weighted(weight=[1, 2])")
                        .out())
                .containsPattern("parameter +weight = \\[1.0, 2.0] ∈");
    }

    @Test
    void evalTakesAPointInAllOfThem() {
        Run run = Run.of("loss", "eval", "0.5 * ((y - p) / s)^2 + log(s); s=predicted", "--at", "y=1,p=3,s=2");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().skip(1).map(line -> line.strip().replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "value | 1.1931471805599454",
                        "gradient in p | 0.5",
                        "gradient in s | 0.0",
                        "Hessian in p | 0.25",
                        "Hessian in p, s | -0.5",
                        "Hessian in s | 0.5");
        String json = Run.of("loss", "eval", "gaussian(sigma=predicted)", "--at", "y=1,p=3,sigma=2", "--json", "-")
                .out();
        assertThat(json.replaceAll("\\s", ""))
                .contains("\"gradient\":0.5,\"hessian\":0.25,\"derivatives\":[{\"variables\":[\"p\"],\"value\":0.5},")
                .contains("{\"variables\":[\"p\",\"sigma\"],\"value\":-0.5}");
        // Of classes, with a temperature that the model forecasts too.
        Run classes = Run.of("loss", "eval", "logsumexp(z / t) - sum(y * z) / t; t=predicted", "--at", "y=1,z=0:0,t=1");
        assertThat(classes.err()).isEmpty();
        assertThat(classes.out().lines().skip(1).map(line -> line.strip().replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "value | 0.6931471805599453",
                        "gradient in z | 0.5 | -0.5",
                        "gradient in t | 0.0",
                        "Hessian in z | 0.25 | 0.25",
                        "Hessian in z, t | -0.5 | 0.5",
                        "Hessian in t | 0.0");
    }

    @Test
    void evalReadsColumnsOfAFile() throws IOException {
        Path file = folder.resolve("forecasts.csv");
        Files.writeString(file, "y,p,sigma\n1,3,2\n0,0,1\n0,0,-1\n0,0,\n");
        Path out = folder.resolve("losses.csv");
        Run run = Run.of("loss", "eval", "gaussian(sigma=predicted)", file.toString(), "--out", out.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("2", "outside").doesNotContain("best constant");
        assertThat(Files.readAllLines(out))
                .containsExactly(
                        "row,loss,gradient,gradient_sigma,hessian,hessian_p_sigma,hessian_sigma",
                        "1,2.112085713764618,0.5,0.0,0.25,-0.5,0.5",
                        "2,0.9189385332046727,0.0,1.0,1.0,0.0,-1.0",
                        "3,,,,,,",
                        "4,,,,,,");
        Path named = folder.resolve("named.csv");
        Files.writeString(named, "seen,mean,sd\n1,3,2\n0,0,1\n");
        Run mean = Run.of(
                "loss",
                "eval",
                "gaussian(sigma=predicted)",
                named.toString(),
                "--outcome",
                "seen",
                "--prediction",
                "mean,sd",
                "--json",
                "-");
        assertThat(mean.out().replaceAll("\\s", ""))
                .contains("\"prediction\":[\"mean\",\"sd\"],\"rows\":2,", "\"mean\":1.5155121234846454");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eval  | gaussian(sigma=predicted) | --at=y=1,p=3         | --at does not say what sigma is",
                "eval  | gaussian(sigma=predicted) | --at=y=1,p=3,sigma=0 | sigma = 0.0 lies outside (0, ∞)",
                "eval  | gaussian(sigma=predicted) | --at=y=1,p=3,s=1,sigma=1 | has only y, p and sigma",
                "eval  | gaussian(sigma=predicted) | --at=y=1,p=3,sigma=1:2 | --at gives sigma 2 values",
                "show  | crps_student_t(df=predicted) | --lang=en         | stdtr",
                "show  | gaussian(sigma=pred)      | --lang=en            | cannot read 'pred'",
                "score | gaussian(sigma=predicted) | --quiet              | takes sigma from each row too",
            })
    void aCallThatCannotBeMeant(String verb, String loss, String option, String message) {
        Run run = verb.equals("score")
                ? Run.of("score", "nothing.csv", "--loss", loss, option)
                : Run.of("loss", verb, loss, option);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains(message);
    }

    @Test
    void columnsThatAreMissingAreNamed() throws IOException {
        Path file = folder.resolve("forecasts.csv");
        Files.writeString(file, "y,p\n1,3\n");
        Run missing = Run.of("loss", "eval", "gaussian(sigma=predicted)", file.toString());
        assertThat(missing.exit()).isEqualTo(3);
        assertThat(missing.err()).contains("the file has y, p");
        Run one = Run.of("loss", "eval", "gaussian(sigma=predicted)", file.toString(), "--prediction", "p");
        assertThat(one.exit()).isEqualTo(3);
        assertThat(one.err()).contains("takes, in this order, a column each for p, sigma");
    }
}
