package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.model.FittedModel;
import org.surprisal.report.Provenance;
import org.surprisal.report.fit.ModelJson;
import org.surprisal.report.fit.ModelReader;

/** Models that are written, read, used for new rows, and taken to SQL and Java. */
final class FitModelTest {
    private static final String GAMES = "../examples/nfl_games.csv";

    @TempDir
    Path folder;

    private String data = "";
    private String model = "";

    @BeforeEach
    void write() throws IOException {
        data = ModelRows.write(folder).toString();
        model = folder.resolve("model.json").toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount ~ x + region + C(year)              | gaussian         | identity",
                "count ~ poly(x, 3) * region + offset(log(t)) | poisson        | log",
                "event ~ x:C(year, sum) + I(x^2 / 3) - 1    | binomial         | logit",
                "event ~ region + sqrt(x)                   | binomial         | cloglog",
                "event ~ region + exp(-x)                   | binomial         | loglog",
                "event ~ I(5 * x) + region                  | binomial         | probit",
                "amount ~ C(region, base=\"o'hare\") + log(t) | gamma          | log",
                "amount ~ x + t                             | gamma            | inverse",
                "amount ~ log2(t + 0.1) + log10(t) + x      | inverse_gaussian | inverse_square",
                "count ~ x + log1p(x) + expm1(t) + abs(-t)  | poisson          | sqrt",
            })
    void theSameEverywhere(String formula, String family, String link)
            throws IOException, SQLException, ReflectiveOperationException {
        Run fit = Run.of("fit", data, formula, "--family", family, "--link", link, "--out", model, "--quiet");
        assertThat(fit.err()).isEmpty();
        String preds = folder.resolve("preds.csv").toString();
        Run predict = Run.of("predict", model, data, "--out", preds, "--keep", "year", "--interval", "--quiet");
        assertThat(predict).isEqualTo(new Run(0, "", ""));
        List<String> rows = Files.readAllLines(Path.of(preds));
        assertThat(rows).hasSize(301);
        assertThat(rows.getFirst()).isEqualTo("year,prediction,low,high");
        double[] expected = new double[300];
        for (int i = 0; i < expected.length; i++) {
            String[] cells = rows.get(i + 1).split(",", -1);
            expected[i] = cells[1].isEmpty() ? Double.NaN : Double.parseDouble(cells[1]);
            // An interval may reach beyond where the inverse of a link has numbers.
            if (!cells[2].isEmpty() && !cells[3].isEmpty()) {
                assertThat(expected[i]).isBetween(Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
            }
        }
        assertThat(Double.isNaN(expected[5]) || formula.indexOf("x") < 0 || formula.contains("exp"))
                .isTrue();
        inDuckDb(expected);
        ModelRows.Compiled java = ModelRows.compiled(model, folder);
        for (int i = 0; i < expected.length; i++) {
            ModelRows.check((double) java.predict(i), expected[i]);
        }
        assertThat(Run.of("predict", model, "--as", "sql", "--dialect", "spark").out())
                .startsWith(link.equals("identity") ? "(" : "");
    }

    private void inDuckDb(double[] expected) throws SQLException {
        String sql = Run.of("predict", model, "--as", "sql").out();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT " + sql + " FROM read_csv('" + data + "', nullstr = ['', 'NA'], parallel = false)")) {
            for (double each : expected) {
                found.next();
                double value = found.getDouble(1);
                ModelRows.check(found.wasNull() ? Double.NaN : value, each);
            }
        }
    }

    @Test
    void readBackItHasTheSameBits() throws IOException {
        Frame frame = frame();
        Fit what = Fit.glm("y ~ poly(x, 4) * g + I(x * 0.1) + C(k, sum) + offset(x / 7)", Family.GAUSSIAN);
        Fitted fitted = what.to(frame);
        var written = new ByteArrayOutputStream();
        ModelJson.write(
                FittedModel.of(fitted, fitted.usualErrors(), List.of()),
                new Provenance("0", List.of(), Instant.EPOCH, ""),
                written);
        var read = (FittedModel) ModelReader.read(new ByteArrayInputStream(written.toByteArray()));
        assertThat(read.predict(frame, UnknownLevel.REFUSE)).isEqualTo(fitted.predict(frame, UnknownLevel.REFUSE));
        assertThat(read.design().names()).isEqualTo(fitted.design().names());
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/fit-model.schema.json")));
        assertThat(schema.validate(written.toString(StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
    }

    private static Frame frame() {
        Random random = new Random(3);
        int n = 700;
        double[] x = new double[n];
        double[] k = new double[n];
        double[] y = new double[n];
        String[] g = new String[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextGaussian();
            k[i] = random.nextInt(3) / 2.0;
            g[i] = "g" + random.nextInt(5);
            y[i] = x[i] + k[i] + random.nextGaussian();
        }
        return Frame.EMPTY.with("x", x).with("k", k).with("y", y).with("g", g);
    }

    @Test
    void fitPredictScore() {
        String preds = folder.resolve("preds.parquet").toString();
        assertThat(Run.of("fit", GAMES, "prob1_outcome ~ prob1", "--family", "binomial", "--out", model)
                        .exit())
                .isZero();
        Run predict = Run.of("predict", model, GAMES, "--out", preds, "--keep", "prob1_outcome,team1");
        assertThat(predict).isEqualTo(new Run(0, "", ""));
        Run score = Run.of("score", preds, "--outcome", "prob1_outcome", "--prediction", "prediction", "--quiet");
        assertThat(score.out()).startsWith("Better than always forecasting the base rate of 54.7%: log loss 0.63");
    }

    @Test
    void aLevelThatWasNotThere() throws IOException {
        Run.of("fit", data, "amount ~ region + C(year)", "--out", model);
        String fresh = Files.write(
                        folder.resolve("new.csv"),
                        List.of("region,year", "north,2001", "west,2001", "north,1999", ",2000"))
                .toString();
        Run refused = Run.of("predict", model, fresh);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("The column region has the level 'west' in row 2", "--unknown missing");
        Run missing = Run.of("predict", model, fresh, "--unknown", "missing");
        assertThat(missing.exit()).isZero();
        assertThat(missing.err()).contains("3 rows have no prediction");
        assertThat(missing.out().lines().toList()).hasSize(5).endsWith("", "", "");
        Run base = Run.of("predict", model, fresh, "--unknown", "base");
        assertThat(base.out().lines().filter(String::isEmpty)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no.json    | rows.csv |                    | 2 | There is no model",
                "rows.csv   | rows.csv |                    | 2 | This is no valid JSON",
                "other.json | rows.csv |                    | 2 | This is no model of Surprisal",
                "later.json | rows.csv |                    | 2 | has the version 9",
                "model.json |          |                    | 3 | A prediction needs a file with the columns x",
                "model.json | rows.csv | --unknown=what     | 3 | refuse, missing or base",
                "model.json | rows.csv | --keep=yeer        | 3 | did you mean 'year'?",
                "model.json | rows.csv | --as=cobol         | 3 | --as is sql or java",
                "model.json | bad.csv  |                    | 2 | lacks: did you mean 'x1'?",
                "model.json | text.csv |                    | 2 | The column x holds 'abc' in row 2",
                "model.json | rows.csv | --level=2          | 3 | --level lies between 0 and 1",
                "model.json | rows.csv | --out=/no/such/a.csv | 2 | Cannot write",
            })
    void aCallThatCannotBe(String name, String file, String option, int exit, String message) throws IOException {
        Run.of("fit", data, "amount ~ x", "--out", model);
        Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
        Files.writeString(folder.resolve("later.json"), "{\"surprisal_model\": 9}");
        Files.write(folder.resolve("bad.csv"), List.of("x1", "3"));
        Files.write(folder.resolve("text.csv"), List.of("x", "3", "abc"));
        List<String> words =
                new ArrayList<>(List.of("predict", folder.resolve(name).toString()));
        if (file != null) {
            words.add(folder.resolve(file).toString());
        }
        if (option != null) {
            words.add(option);
        }
        Run run = Run.of(words.toArray(String[]::new));
        assertThat(run.err()).contains(message);
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out().lines().filter(line -> !line.equals("prediction"))).isEmpty();
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        Run.of("fit", data, "amount ~ x + region", "--out", model);
        String text = Files.readString(Path.of(model));
        for (String cut : List.of("\"levels\"", "\"coefficients\"", "\"link\": \"identity\"", "\"region\"")) {
            String damaged = text.replace(cut, "\"gone\"" + (cut.contains(":") ? ": 1" : ""));
            var in = new ByteArrayInputStream(damaged.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> ModelReader.read(in))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The model is damaged");
        }
    }
}
