package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models as {@code predict --as sql --dialect postgresql} prints them, in a real server. */
final class FitPostgreSqlTest {
    private static Optional<Postgres> server = Optional.empty();

    @TempDir
    Path folder;

    private String data = "";
    private String model = "";

    @BeforeAll
    static void start() throws IOException {
        server = Postgres.start();
        Needed.have(server.isPresent(), "PostgreSQL's server: install Debian's package postgresql, or the like");
    }

    @AfterAll
    static void stop() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @BeforeEach
    void write() throws IOException {
        data = ModelRows.write(folder).toString();
        model = folder.resolve("model.json").toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount ~ x + region + C(year)                | gaussian         | identity",
                "count ~ poly(x, 3) * region + offset(log(t)) | poisson          | log",
                "event ~ x:C(year, sum) + I(x^2 / 3) - 1      | binomial         | logit",
                "event ~ region + sqrt(x)                     | binomial         | cloglog",
                "event ~ region + exp(-x)                     | binomial         | loglog",
                "event ~ x + region                           | binomial         | probit",
                "amount ~ x + t                               | gamma            | inverse",
                "amount ~ log2(t + 0.1) + log10(t) + x        | inverse_gaussian | inverse_square",
                "count ~ x + log1p(x) + expm1(t) + abs(-t)    | poisson          | sqrt",
            })
    void oneNumberForARow(String formula, String family, String link) throws IOException {
        Run fit = Run.of("fit", data, formula, "--family", family, "--link", link, "--out", model, "--quiet");
        assertThat(fit.err()).isEmpty();
        same();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grade ~ x + region + C(year, sum)  | multinomial",
                "grade ~ x + region                 | all",
                "grade ~ x * region                 | ordered",
                "grade ~ I(8 * x) + region          | probit",
            })
    void severalForARow(String formula, String family) throws IOException {
        Run fit = FitClassModelTest.fit(data, formula, family, "--out", model, "--quiet");
        assertThat(fit.err()).isEmpty();
        same();
    }

    private void same() throws IOException {
        double[][] expected = FitClassModelTest.predicted(model, data, folder);
        double[][] found = found(rows());
        assertThat(found).hasDimensions(expected.length, expected[0].length);
        for (int i = 0; i < expected.length; i++) {
            FitClassModelTest.check(found[i], expected[i]);
        }
    }

    /** PostgreSQL raises errors where an exponential is infinite or 0: far rows must not end a query. */
    @Test
    void farRowsRaiseNoErrors() throws IOException {
        for (String family : List.of("multinomial", "ordered", "probit")) {
            FitClassModelTest.fit(data, "grade ~ x", family, "--out", model, "--quiet");
            double[][] found = found("(1, 1e6, 1, 'north', 2000), (2, -1e6, 1, 'north', 2000)");
            for (double[] row : found) {
                assertThat(Arrays.stream(row).sum()).isEqualTo(1);
            }
        }
        for (String link : List.of("logit", "probit", "cloglog")) {
            Run.of("fit", data, "event ~ x", "--family", "binomial", "--link", link, "--out", model, "--quiet");
            double[][] found = found("(1, 1000, 1, 'north', 2000), (2, -1000, 1, 'north', 2000)");
            assertThat(Math.max(found[0][0], found[1][0])).as(link).isEqualTo(1);
            assertThat(Math.min(found[0][0], found[1][0])).as(link).isLessThan(1e-100);
        }
    }

    private String rows() throws IOException {
        List<List<String>> cells = ModelRows.cells(folder);
        return IntStream.range(0, cells.size())
                .mapToObj(i -> "(" + i + ", "
                        + cells.get(i).stream()
                                .map(cell -> cell == null ? "NULL" : "'" + cell.replace("'", "''") + "'")
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining(", "));
    }

    private double[][] found(String rows) throws IOException {
        String sql = Run.of("predict", model, "--as", "sql", "--dialect", "postgresql")
                .out();
        String answer = server.orElseThrow()
                .query("SET client_min_messages = error;\nDROP TABLE IF EXISTS cells;\nCREATE TABLE cells (i int, x"
                        + " float8, t float8, region text, year float8);\nINSERT INTO cells VALUES " + rows
                        + ";\nSELECT " + sql + " FROM cells ORDER BY i;");
        return answer.lines()
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                        .toArray())
                .toArray(double[][]::new);
    }
}
