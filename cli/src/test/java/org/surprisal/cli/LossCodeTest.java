package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** The source code of {@code loss code}, compiled and run, and what a wrong call is told. */
class LossCodeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.surprisal.cli.HardRows#losses")
    void javaSaysTheSame(String text) throws ReflectiveOperationException, IOException {
        Loss loss = Catalogue.parse(text);
        HardRows rows = HardRows.of(loss);
        Path file = folder.resolve("TheLoss.java");
        Run run = Run.of("loss", "code", text, "--for", "java", "--name", "the_loss", "--out", file.toString());
        assertThat(run).isEqualTo(new Run(0, "", ""));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-Xlint:all", "-Werror", "--release", "21", file.toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> made = loader.loadClass("TheLoss");
            boolean hessian = Arrays.stream(made.getMethods())
                    .anyMatch(method -> method.getName().equals("hessian"));
            List<String> names = hessian ? List.of("fn", "gradient", "hessian") : List.of("fn", "gradient");
            double[][][] answers = new double[rows.size()][names.size()][];
            for (int j = 0; j < names.size(); j++) {
                Class<?> type = loss.perClass() ? double[].class : double.class;
                Method method = made.getMethod(names.get(j), type, type);
                for (int i = 0; i < rows.size(); i++) {
                    Object answer = loss.perClass()
                            ? method.invoke(null, rows.y()[i], rows.p()[i])
                            : method.invoke(null, rows.y()[i][0], rows.p()[i][0]);
                    answers[i][j] = answer instanceof double[] values ? values : new double[] {(double) answer};
                }
            }
            rows.check(loss, answers, "Java");
        }
    }

    @Test
    void parametersHaveTheDefaultsOfTheLoss() {
        String java = Run.of("loss", "code", "huber(delta=2)", "--for", "java").out();
        assertThat(java).contains("class Huber ", "fn(y_true, y_pred, 2.0)", "double y_pred, double delta)");
        String numpy =
                Run.of("loss", "code", "huber(delta=inf)", "--for", "numpy").out();
        assertThat(numpy).contains("def fn(y_true, y_pred, delta=float(\"inf\")):");
        String duckDb =
                Run.of("loss", "sql", "huber(delta=2)", "--dialect", "DuckDB").out();
        assertThat(duckDb).contains("MACRO huber(y, p, delta := 2e0) AS");
    }

    @Test
    void aFormulaNeedsNoName() {
        assertThat(Run.of("loss", "code", "(y_true - y_pred)^2", "--for", "java")
                        .out())
                .contains("public final class CustomLoss {")
                .contains("(y_true - y_pred)^2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sql  | brier                | --dialect | duckbd | did you mean 'duckdb'?",
                "sql  | brier                | --dialect | torch  | surprisal loss code --for",
                "code | brier                | --for     | spark  | surprisal loss sql --dialect",
                "code | brier                | --for     | cobol  | java, keras, torch or numpy",
                "sql  | polygamma(2, abs(p)) | --dialect | duckdb | the operation polygamma has no form outside",
                "code | polygamma(2, abs(p)) | --for     | torch  | the operation polygamma has no form outside",
                "code | brir                 | --for     | java   | did you mean brier?",
            })
    void aCallThatCannotBeMeant(String verb, String loss, String option, String host, String message) {
        Run run = Run.of("loss", verb, loss, option, host);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message);
    }

    @Test
    void aNameHasToBeOne() {
        Run run = Run.of("loss", "sql", "brier", "--dialect", "duckdb", "--name", "my loss");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("'my loss'");
        Run nowhere = Run.of("loss", "code", "brier", "--for", "java", "--out", folder + "/no/such/File.java");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.err()).startsWith("surprisal: Cannot write ");
    }
}
