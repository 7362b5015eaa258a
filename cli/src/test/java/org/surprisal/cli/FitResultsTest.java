package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Profile intervals, likelihood ratios and rows of {@code surprisal fit}, as a user asks for them. */
final class FitResultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELO = "../examples/nfl_elo.csv";

    @TempDir
    Path folder;

    private String dobson = "";

    /** The counts of A. J. Dobson, "An Introduction to Generalized Linear Models", 1990, page 93. */
    @BeforeEach
    void write() throws IOException {
        dobson = Files.write(
                        folder.resolve("dobson.csv"),
                        List.of(
                                "counts,o,t",
                                "18,1,1",
                                "17,2,1",
                                "15,3,1",
                                "20,1,2",
                                "10,2,2",
                                "20,3,2",
                                "25,1,3",
                                "13,2,3",
                                "12,3,3"))
                .toString();
    }

    /** R 4.2.2: {@code confint(glm(counts ~ o + t, family = poisson))} of package MASS 7.3-58. */
    @Test
    void profileIntervalsAreThoseOfR() throws IOException {
        JsonNode fit = json("fit", dobson, "counts ~ C(o) + C(t)", "--family", "poisson", "--intervals", "profile");
        assertThat(fit.get("intervals").asString()).isEqualTo("profile");
        double[][] expected = {
            {2.6958215018, 3.36655581342},
            {-0.8577018382, -0.06255840011},
            {-0.6753695974, 0.08244089349},
            {-0.3932548295, 0.39325482953},
            {-0.3932548295, 0.39325482953}
        };
        for (int j = 0; j < expected.length; j++) {
            JsonNode interval = fit.get("coefficients").get(j).get("interval");
            // R interpolates between points of the profile.
            assertThat(interval.get(0).asDouble()).isCloseTo(expected[j][0], within(2e-4));
            assertThat(interval.get(1).asDouble()).isCloseTo(expected[j][1], within(2e-4));
        }
        assertThat(fit.get("provenance").get("command").asString()).endsWith("--intervals profile");
        assertThat(Run.of("fit", dobson, "counts ~ C(o)", "--family", "poisson", "--intervals", "profile")
                        .out())
                .contains("intervals by profile", "[2.79, 3.28]");
    }

    /** A mean near 0 with the logarithm as link: the data do not speak against -∞. */
    @Test
    void anEndThatIsInfiniteIsSaid() throws IOException {
        String file = Files.write(folder.resolve("near.csv"), List.of("y", "-1", "3", "0.5", "-0.25", "0.75"))
                .toString();
        String[] call = {"fit", file, "y ~ 1", "--family", "gaussian", "--link", "log", "--intervals", "profile"};
        JsonNode interval = json(call).get("coefficients").get(0).get("interval");
        assertThat(interval.get(0).asString()).isEqualTo("-Infinity");
        // t with 4 degrees of freedom at 97.5 % times the standard error of the mean.
        assertThat(interval.get(1).asDouble()).isCloseTo(Math.log(0.6 + 2.776445105 * 0.67360968), within(1e-6));
        assertThat(Run.of(call).out()).contains("[-∞, 0.9");
    }

    /** R 4.2.2: {@code drop1(m, test = "LRT")}. */
    @Test
    void likelihoodRatiosAreThoseOfR() throws IOException {
        JsonNode fit = json("fit", dobson, "counts ~ C(o) + C(t)", "--family", "poisson", "--tests", "lr");
        JsonNode tests = fit.get("likelihood_ratio_tests");
        JsonNode outcome = tests.get("terms").get(0);
        assertThat(outcome.get("term").asString()).isEqualTo("C(o)");
        assertThat(outcome.get("degrees_of_freedom").asInt()).isEqualTo(2);
        assertThat(outcome.get("statistic").asDouble()).isCloseTo(5.452304787, within(1e-9));
        assertThat(outcome.get("p").asDouble()).isCloseTo(0.065471, within(1e-6));
        assertThat(tests.get("terms").get(1).get("statistic").asDouble()).isCloseTo(0, within(1e-12));
        assertThat(tests.get("model").get("degrees_of_freedom").asInt()).isEqualTo(4);
        assertThat(tests.get("model").get("statistic").asDouble())
                .isCloseTo(
                        fit.get("null_deviance").asDouble()
                                - fit.get("deviance").asDouble(),
                        within(1e-12));
        for (String language : List.of("en", "zh")) {
            assertThat(Run.of(
                                    "fit",
                                    dobson,
                                    "counts ~ C(o)",
                                    "--family",
                                    "poisson",
                                    "--tests",
                                    "lr",
                                    "--lang",
                                    language)
                            .out())
                    .containsPattern("(without|不含) C\\(o\\) +5\\.452 +2 +0\\.0655");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "score1 ~ elo1 * elo2 + playoff         | negative_binomial | 2",
                "score1 ~ elo1 + elo2                   | gaussian          | 2",
                "score1 ~ elo1 + I(2 * elo1)            | gaussian          | 2",
                "score1 ~ 1                             | poisson           | 0",
                "score1 ~ elo1 - 1                      | gaussian          | 0",
            })
    void termsWithinOthersAreNotTested(String formula, String family, int terms) throws IOException {
        // Few of the rows, and one without a value in a column that a smaller model has not.
        List<String> lines = Files.readAllLines(Path.of(ELO)).subList(0, 400);
        String first = lines.get(1);
        lines.set(1, first.replace("1503.947", ""));
        String file = Files.write(folder.resolve("elo.csv"), lines).toString();
        JsonNode fit = json("fit", file, formula, "--family", family, "--tests", "lr");
        JsonNode tests = fit.get("likelihood_ratio_tests");
        assertThat(tests.get("terms").size()).isEqualTo(terms);
        assertThat(tests.get("model").isNull()).isEqualTo(terms == 0);
        if (formula.contains("I(2")) {
            assertThat(tests.get("terms").get(1).get("statistic").isNull()).isTrue();
            assertThat(tests.get("terms").get(1).get("degrees_of_freedom").asInt())
                    .isZero();
        }
    }

    /** R 4.2.2: {@code cooks.distance(m)}, {@code rstudent(m)}, {@code hatvalues(m)}. */
    @ParameterizedTest
    @ValueSource(strings = {"rows.csv", "rows.parquet"})
    void rowsHaveWhatTheySayOfTheFit(String name) throws IOException, SQLException {
        String file = folder.resolve(name).toString();
        Run run = Run.of("fit", dobson, "counts ~ C(o) + C(t)", "--family", "poisson", "--rows", file, "--quiet");
        assertThat(run.err()).isEmpty();
        List<String> rows =
                name.endsWith("csv") ? Files.readAllLines(Path.of(file)) : Tables.lines(Path.of(file), folder);
        assertThat(rows.getFirst())
                .startsWith("row,outcome,fitted,residual,pearson,deviance,working,loss,leverage,standardised,"
                        + "studentised,cooks,dfbetas (intercept),dfbetas C(o)[2],");
        double[] cooks = {
            0.35162220, 0.43125000, 0.01468043, 0.03906913, 0.35640497, 0.62024818, 0.62510614, 0.00356405, 0.44408301
        };
        double[] studentised = {
            -1.0631926, 1.4074812, -0.2497636, -0.3520328, -1.3357535, 1.5877314, 1.3878789, -0.1308273, -1.3966754
        };
        double leverage = 0;
        for (int i = 0; i < 9; i++) {
            double[] cells = Arrays.stream(rows.get(i + 1).split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(cells[0]).isEqualTo(i + 1);
            assertThat(cells[3]).isCloseTo(cells[1] - cells[2], within(1e-12));
            assertThat(cells[10]).isCloseTo(studentised[i], within(1e-6));
            assertThat(cells[11]).isCloseTo(cooks[i], within(1e-7));
            leverage += cells[8];
        }
        assertThat(leverage).isCloseTo(5, within(1e-12));
    }

    @Test
    void rowsOfALossHaveNoLeverage() throws IOException {
        Files.write(folder.resolve("w.csv"), List.of("x,y,w", "1,2,1", "2,,1", "3,5,2", "4,4,1", "5,9,1"));
        String file = folder.resolve("w.csv").toString();
        Run run = Run.of("fit", file, "y ~ x", "--loss", "expectile(tau=0.9)", "--weight", "w", "--rows", "-");
        assertThat(run.err()).isEmpty();
        List<String> rows = run.out().lines().toList();
        assertThat(rows.getFirst()).isEqualTo("row,outcome,weight,fitted,residual,loss");
        assertThat(rows).hasSize(5);
        assertThat(rows.get(2)).startsWith("3,5.0,2.0,");
        Run ridge = Run.of("fit", file, "y ~ x", "--l2", "1", "--rows", "-");
        assertThat(ridge.out()).startsWith("row,outcome,fitted,residual,pearson,deviance,working,loss\n");
        String preds = folder.resolve("rows.csv").toString();
        assertThat(Run.of("fit", file, "y ~ x", "--rows", preds).exit()).isZero();
        assertThat(Run.of("score", preds, "--outcome", "outcome", "--prediction", "fitted")
                        .exit())
                .isZero();
    }

    /** The 0.9-expectile: 0.9 of the weight of squares above it, 0.1 below (W. K. Newey and J. L. Powell, 1987). */
    @Test
    void expectiles() throws IOException {
        String rows = folder.resolve("e.csv").toString();
        JsonNode fit = json("fit", ELO, "score1 ~ elo_prob1", "--loss", "expectile(tau=0.9)", "--rows", rows);
        assertThat(fit.get("converged").asBoolean()).isTrue();
        double above = 0;
        double below = 0;
        for (String line : Files.readAllLines(Path.of(rows)).subList(1, 16811)) {
            double residual = Double.parseDouble(line.split(",", -1)[3]);
            above += Math.max(0, residual);
            below -= Math.min(0, residual);
        }
        assertThat(0.9 * above).isCloseTo(0.1 * below, within(1e-6 * below));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--intervals=exact                                | --intervals is wald or profile",
                "--tests=f                                        | --tests is lr",
                "--intervals=profile --l2=1                       | leave --l1, --l2",
                "--intervals=profile --errors=hc1                 | leave --l1, --l2",
                "--intervals=profile --loss=huber                 | --intervals profile needs a family",
                "--tests=lr --l1=1                                | greatest likelihoods",
                "--tests=lr --loss=absolute                       | is no likelihood",
                "--rows=- --json=-                                | only one can have standard output",
                "--rows=- --out=-                                 | only one can have standard output",
                "--family=multinomial --intervals=profile         | does not take --intervals profile",
            })
    void whatDoesNotGoTogetherIsSaid(String options, String message) {
        String[] words = ("fit " + dobson + " counts~t " + options).split(" ", -1);
        Run run = Run.of(words);
        assertThat(run.err()).startsWith("surprisal: ").contains(message);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFitThatDidNotConvergeHasNeither() throws IOException {
        String file = Files.write(folder.resolve("s.csv"), List.of("x,y", "1,0", "2,0", "3,0", "4,1", "5,1", "6,1"))
                .toString();
        JsonNode fit = json(
                "fit",
                file,
                "y ~ x",
                "--family",
                "binomial",
                "--tests",
                "lr",
                "--intervals",
                "profile",
                "--rows",
                folder.resolve("r.csv").toString());
        assertThat(fit.get("notes").get(1).get("message").asString())
                .contains("neither profile intervals nor likelihood ratios");
        assertThat(fit.get("likelihood_ratio_tests")).isNull();
        assertThat(fit.get("intervals").asString()).isEqualTo("wald");
        assertThat(Files.readAllLines(folder.resolve("r.csv"))).hasSize(7);
    }

    private JsonNode json(String... words) throws IOException {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--json";
        all[words.length + 1] = "-";
        Run run = Run.of(all);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/fit.schema.json")));
        assertThat(schema.validate(run.out(), InputFormat.JSON)).isEmpty();
        return JSON.readTree(run.out());
    }
}
