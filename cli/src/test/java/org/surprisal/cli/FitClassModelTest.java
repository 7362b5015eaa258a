package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Models of several classes: kept, used for new rows, validated, with clusters, taken to SQL and Java. */
final class FitClassModelTest {
    private static final String ORDER = "--classes=low,it's mid,high";

    @TempDir
    Path folder;

    private String data = "";
    private String model = "";

    @BeforeEach
    void write() throws IOException {
        data = ModelRows.write(folder).toString();
        model = folder.resolve("model.json").toString();
    }

    static String[] family(String family) {
        return switch (family) {
            case "multinomial" -> new String[] {"--family=multinomial", "--reference=low"};
            case "all" -> new String[] {"--family=multinomial"};
            case "probit" -> new String[] {"--family=ordered", "--link=probit", ORDER};
            default -> new String[] {"--family=ordered", ORDER};
        };
    }

    static Run fit(String data, String formula, String family, String... more) {
        List<String> words = new ArrayList<>(List.of("fit", data, formula));
        words.addAll(List.of(family(family)));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    /** The probabilities that {@code predict} writes, by row; NaN where there are none. */
    static double[][] predicted(String model, String data, Path folder) throws IOException {
        Path preds = folder.resolve("preds.csv");
        assertThat(Run.of("predict", model, data, "--out", preds.toString(), "--quiet"))
                .isEqualTo(new Run(0, "", ""));
        List<String> lines = Files.readAllLines(preds);
        assertThat(lines).hasSize(ModelRows.ROWS + 1);
        return lines.subList(1, lines.size()).stream()
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                        .toArray())
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grade ~ x + region + C(year, sum)  | multinomial",
                "grade ~ poly(x, 2) * region        | multinomial",
                "grade ~ x + region                 | all",
                "grade ~ x * region                 | ordered",
                "grade ~ x + offset(log(t))         | ordered",
                "grade ~ I(8 * x) + region          | probit",
                "year ~ x + region                  | all",
            })
    void theSameEverywhere(String formula, String family)
            throws IOException, SQLException, ReflectiveOperationException {
        Run fit = fit(data, formula, family, "--out", model, "--quiet");
        assertThat(fit.err()).isEmpty();
        assertThat(fit.exit()).isZero();
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/fit-model.schema.json")));
        assertThat(schema.validate(Files.readString(Path.of(model)), InputFormat.JSON))
                .isEmpty();
        double[][] expected = predicted(model, data, folder);
        assertThat(expected[5]).containsOnly(Double.NaN);
        for (double[] row : expected) {
            assertThat(Double.isNaN(row[0]) || Math.abs(row[0] + row[1] + row[2] - 1) < 1e-15)
                    .isTrue();
        }
        ModelRows.Compiled java = ModelRows.compiled(model, folder);
        for (int i = 0; i < expected.length; i++) {
            check((double[]) java.predict(i), expected[i]);
        }
        String sql = Run.of("predict", model, "--as", "sql").out();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT " + sql + " FROM read_csv('" + data + "', nullstr = ['', 'NA'], parallel = false)")) {
            assertThat(found.getMetaData().getColumnName(1)).startsWith("p_");
            for (double[] each : expected) {
                found.next();
                double[] row = new double[each.length];
                for (int k = 0; k < row.length; k++) {
                    double value = found.getDouble(k + 1);
                    row[k] = found.wasNull() ? Double.NaN : value;
                }
                check(row, each);
            }
        }
        assertThat(Run.of("predict", model, "--as", "sql", "--dialect", "spark").out())
                .startsWith("element_at(transform(array(named_struct('z0', ");
    }

    static void check(double[] values, double[] expected) {
        assertThat(values).hasSameSizeAs(expected);
        for (int k = 0; k < values.length; k++) {
            ModelRows.check(values[k], expected[k]);
        }
    }

    @Test
    void fitPredictScore() {
        assertThat(fit(data, "grade ~ x + region", "multinomial", "--out", model)
                        .exit())
                .isZero();
        String preds = folder.resolve("preds.parquet").toString();
        Run predict = Run.of("predict", model, data, "--out", preds, "--keep", "grade");
        assertThat(predict.err()).contains("7 rows have no prediction");
        Run score = Run.of("score", preds, "--outcome", "grade", "--quiet");
        assertThat(score.out()).startsWith("Better than always forecasting the class frequencies: log loss 0.");
    }

    @Test
    void rowsThatWereNotSeen() throws IOException {
        String rows = folder.resolve("seen.csv").toString();
        String unseen = folder.resolve("unseen.csv").toString();
        for (String family : List.of("multinomial", "probit")) {
            Run run = fit(
                    data,
                    "grade ~ x",
                    family,
                    "--validate",
                    "5",
                    "--validate-out",
                    unseen,
                    "--rows",
                    rows,
                    "--json",
                    "-");
            assertThat(run.err()).isEmpty();
            JsonNode validation = new ObjectMapper().readTree(run.out()).get("validation");
            assertThat(validation.get("loss").asString()).isEqualTo("cross_entropy");
            for (String file : List.of(rows, unseen)) {
                JsonNode score = new ObjectMapper()
                        .readTree(Run.of(
                                        "score",
                                        file,
                                        "--outcome",
                                        "outcome",
                                        "--prediction",
                                        family.equals("probit") ? "p_low,p_it's mid,p_high" : "p_high,p_it's mid,p_low",
                                        "--json",
                                        "-")
                                .out());
                String key = file.equals(rows) ? "within" : "value";
                assertThat(score.get("scores").get("log_loss").get("value").asDouble())
                        .isCloseTo(validation.get(key).asDouble(), within(1e-14));
            }
            assertThat(validation.get("value").asDouble())
                    .isGreaterThan(validation.get("within").asDouble());
        }
    }

    @Test
    void whatAClassFitCannotHaveIsSaid() throws IOException {
        assertThat(fit(data, "grade ~ x", "multinomial", "--offset", "t").err())
                .contains("it is the same for all classes");
        assertThat(fit(data, "grade ~ x", "ordered", "--offset", "t").exit()).isZero();
        assertThat(fit(data, "grade ~ x", "ordered", "--errors", "hc1").err()).contains("there are model and cluster");
        assertThat(fit(data, "grade ~ x", "ordered", "--validate", "400").err()).contains("fewer than the 400 folds");
        assertThat(fit(data, "grade ~ x", "ordered", "--cluster", "group", "--tests", "lr")
                        .err())
                .contains("takes rows for independent");
        fit(data, "grade ~ x", "ordered", "--out", model);
        Run interval = Run.of("predict", model, data, "--interval");
        assertThat(interval.err()).contains("no intervals of its predictions");
        assertThat(interval.exit()).isEqualTo(3);
        assertThat(Run.of("predict", model, data, "--keep", "p_low").err()).contains("--keep");
        String few = Files.write(
                        folder.resolve("few.csv"),
                        List.of("x,y", "1,a", "2,b", "3,a", "2,b", "4,a", "1,b", "2,c", "3,a", "1,b"))
                .toString();
        Run lone = fit(few, "y ~ x", "all", "--validate", "3");
        assertThat(lone.err()).contains("All rows of the class 'c' are in fold 1 of 3");
        assertThat(lone.exit()).isEqualTo(2);
        String same = Files.write(
                        folder.resolve("same.csv"),
                        List.of("x,y,c", "1,a,k", "2,b,k", "3,a,k", "2,c,k", "9,c,k", "3,b,k"))
                .toString();
        Run one = fit(same, "y ~ x", "all", "--cluster", "c");
        assertThat(one.err()).contains("has one value in all rows");
        assertThat(one.exit()).isEqualTo(2);
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        fit(data, "grade ~ x + region", "ordered", "--out", model);
        String text = Files.readString(Path.of(model));
        for (String cut : List.of("\"cuts\": [", "\"model\"", "\"coefficients\"", "\"low\", ")) {
            Path damaged = Files.writeString(
                    folder.resolve("damaged.json"),
                    text.replace(
                            cut,
                            cut.contains("[") ? cut + "1, " : "\"gone\"" + (cut.contains(",") ? ", \"two\", " : "")));
            Run run = Run.of("predict", damaged.toString(), data);
            assertThat(run.err()).startsWith("surprisal: ").contains("damaged");
            assertThat(run.exit()).isEqualTo(2);
        }
    }

    /** Each row a cluster of its own: the errors from the residuals; each row twice in a cluster: nearly the same. */
    @Test
    void clustersOfClasses() throws IOException {
        for (String family : List.of("multinomial", "ordered", "probit")) {
            JsonNode plain = json(fit(data, "grade ~ x", family, "--json", "-"));
            JsonNode clustered = json(fit(data, "grade ~ x", family, "--cluster", "group", "--json", "-"));
            assertThat(clustered.get("covariance").asString()).isEqualTo("cluster");
            assertThat(clustered.get("t_degrees_of_freedom").asInt()).isEqualTo(29);
            for (int j = 0; j < plain.get("coefficients").size(); j++) {
                JsonNode a = plain.get("coefficients").get(j);
                JsonNode b = clustered.get("coefficients").get(j);
                assertThat(b.get("estimate").asDouble())
                        .isEqualTo(a.get("estimate").asDouble());
                assertThat(b.get("se").asDouble() / a.get("se").asDouble()).isBetween(0.6, 1.6);
                assertThat(b.get("se").asDouble()).isNotEqualTo(a.get("se").asDouble());
            }
        }
    }

    private static JsonNode json(Run run) {
        assertThat(run.err()).isEmpty();
        return new ObjectMapper().readTree(run.out());
    }
}
