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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.fit.Step;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code surprisal fit} as a user calls it. */
final class FitTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINE = "../examples/least-squares.csv";
    private static final String GAMES = "../examples/nfl_games.csv";

    @TempDir
    Path folder;

    @Test
    void theExampleIsALine() {
        Run run = Run.of("fit", LINE, "y ~ x");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("y ~ 1 + x, gaussian family, identity link\n")
                .containsPattern("\\(intercept\\) +0\\.85 ")
                .containsPattern("x +1\\.050 ");
        assertThat(Run.of("fit", LINE, "y ~ x", "--quiet").out()).isEqualTo("(intercept) 0.85, x 1.050\n");
        assertThat(Run.of("fit", LINE, "y ~ x", "--lang", "zh").out()).contains("估计值", "解释比例  99.32%");
    }

    @Test
    void theLossAloneGivesTheSame() {
        JsonNode family = json("fit", LINE, "y ~ x", "--family", "gaussian", "--json", "-");
        JsonNode loss = json("fit", LINE, "y ~ x", "--loss", "gaussian", "--json", "-");
        JsonNode plain = json("fit", LINE, "y ~ x", "--json", "-");
        assertThat(plain.get("coefficients").get(0).get("estimate").asDouble()).isEqualTo(0.85);
        assertThat(plain.get("coefficients").get(1).get("estimate").asDouble()).isEqualTo(1.05);
        assertThat(loss.get("coefficients")).isEqualTo(plain.get("coefficients"));
        // Of 0.9, 1.8 and 3 as they stand in the file: 1 + 0.1² + 1.1².
        assertThat(plain.get("null_deviance").asDouble()).isEqualTo(2.22);
        assertThat(plain.get("deviance").asDouble()).isEqualTo(0.015);
        assertThat(family.get("coefficients")).isEqualTo(plain.get("coefficients"));
        // sigma² of the likelihood is 0.015 / 3.
        double log = -1.5 * Math.log(2 * Math.PI * 0.005) - 1.5;
        assertThat(plain.get("log_likelihood").asDouble()).isCloseTo(log, within(1e-12));
        assertThat(plain.get("aic").asDouble()).isCloseTo(6 - 2 * log, within(1e-12));
    }

    @Test
    void stepsFromChangesOfTheGradientLeadToTheSame() {
        JsonNode newton = json("fit", GAMES, "prob1_outcome ~ prob1 + season", "--family", "binomial", "--json", "-");
        JsonNode lbfgs = json(
                "fit",
                GAMES,
                "prob1_outcome ~ prob1 + season",
                "--family",
                "binomial",
                "--solver",
                "lbfgs",
                "--json",
                "-");
        for (int j = 0; j < 3; j++) {
            double expected = newton.get("coefficients").get(j).get("estimate").asDouble();
            assertThat(lbfgs.get("coefficients").get(j).get("estimate").asDouble())
                    .isCloseTo(expected, within(1e-6 * Math.abs(expected)));
            assertThat(lbfgs.get("coefficients").get(j).get("se").isNull()).isTrue();
        }
        assertThat(lbfgs.get("notes").toString()).contains("no_errors_by_lbfgs");
        assertThat(lbfgs.get("provenance").get("command").asString()).contains("--solver lbfgs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y ~ x",
                "y ~ x --l2 0.1",
                "y ~ x --family poisson --solver lbfgs",
                "y ~ x --loss huber(delta=0.1)",
                "y ~ x --loss (y-p)^4 --errors hc3",
                "y ~ x --family poisson --link identity --level 0.9",
                "y ~ x + I(2*x)",
                "y ~ 1 --family gamma",
                "y ~ poly(x,2) --validate 3",
            })
    void theJsonFitsItsSchema(String call) throws IOException {
        Files.write(folder.resolve("rows.csv"), List.of("x,y", "1,2.1", "2,3.9", "3,6.2", "4,7.7", "5,9.6", "7,"));
        List<String> words =
                new ArrayList<>(List.of("fit", folder.resolve("rows.csv").toString()));
        int option = call.indexOf(" --");
        words.add(option < 0 ? call : call.substring(0, option));
        if (option >= 0) {
            words.addAll(List.of(call.substring(option + 1).split(" ", -1)));
        }
        words.addAll(List.of("--json", "-"));
        Run run = Run.of(words.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/fit.schema.json")));
        assertThat(schema.validate(run.out(), InputFormat.JSON)).isEmpty();
        JsonNode fit = JSON.readTree(run.out());
        assertThat(fit.get("rows").asInt()).isEqualTo(5);
        assertThat(fit.get("converged").asBoolean()).isTrue();
        assertThat(fit.get("left_out").get("y").asInt()).isEqualTo(1);
        assertThat(schema.validate("{\"schema\": 1}", InputFormat.JSON)).isNotEmpty();
    }

    /**
     * The same bits from memory and from a file, with one thread and with two, from CSV, TSV, gzip and standard input.
     */
    @Test
    void whereTheRowsAreDoesNotMatter() throws IOException {
        String formula = "prob1_outcome ~ prob1 * C(season) + team1";
        JsonNode plain = json("fit", GAMES, formula, "--family", "binomial", "--threads", "1", "--json", "-");
        JsonNode file = json("fit", GAMES, formula, "--family", "binomial", "--memory", "0", "--json", "-");
        assertThat(file.get("coefficients")).isEqualTo(plain.get("coefficients"));
        assertThat(file.get("log_likelihood")).isEqualTo(plain.get("log_likelihood"));
        assertThat(plain.get("coefficients").size()).isEqualTo(45);
        String text = Files.readString(Path.of(GAMES));
        Path tsv = Files.writeString(folder.resolve("games.tsv"), text.replace(',', '\t'));
        JsonNode tabs = json("fit", tsv.toString(), formula, "--family", "binomial", "--json", "-");
        assertThat(tabs.get("coefficients")).isEqualTo(plain.get("coefficients"));
        Run stdin = Run.in(Map.of(), "", text, "fit", "-", formula, "--family", "binomial", "--json", "-");
        assertThat(JSON.readTree(stdin.out()).get("coefficients")).isEqualTo(plain.get("coefficients"));
        String[] lines = text.lines().toArray(String[]::new);
        List<String> half = List.of(lines).subList(0, 901);
        List<String> rest = new ArrayList<>(List.of(lines[0]));
        rest.addAll(List.of(lines).subList(901, lines.length));
        Files.write(folder.resolve("p1.csv"), half);
        Files.write(folder.resolve("p2.csv"), rest);
        JsonNode parts = json("fit", folder + "/p*.csv", formula, "--family", "binomial", "--json", "-");
        assertThat(parts.get("coefficients")).isEqualTo(plain.get("coefficients"));
        try (Stream<Path> temporary = Files.walk(Path.of(System.getProperty("java.io.tmpdir")), 2)) {
            String own = "surprisal-" + ProcessHandle.current().pid() + "-";
            assertThat(temporary.filter(each ->
                            each.toString().contains(own) && each.toString().endsWith(".columns")))
                    .isEmpty();
        }
    }

    @Test
    void parquetIsRead() {
        JsonNode fit = json(
                "fit",
                "../examples/employment_ma.parquet",
                "employed ~ predicted_probability",
                "--family",
                "binomial",
                "--json",
                "-");
        assertThat(fit.get("rows").asInt()).isEqualTo(68_785);
        assertThat(fit.get("converged").asBoolean()).isTrue();
    }

    @Test
    void oddColumnsAndKinds() throws IOException {
        Files.write(
                folder.resolve("odd.csv"),
                List.of(
                        "a b,日期,ok,grade,y,e",
                        "1,2020-01-01,true,1,3,0.5",
                        "2,2020-01-02,false,2,4,0.6",
                        "3,2020-01-01,true,3a,7,0.7",
                        "4,2020-01-02,false,1,7.5,0.8",
                        "6,2020-01-01,false,2,9,0.9",
                        "7,2020-01-02,true,3a,8,1",
                        "8,2020-01-01,true,1,8,1.1"));
        JsonNode fit = json(
                "fit",
                folder.resolve("odd.csv").toString(),
                "y ~ `a b` + `日期` + ok",
                "--offset",
                "log(e)",
                "--json",
                "-");
        assertThat(terms(fit)).containsExactly("(intercept)", "`a b`", "`日期`[2020-01-02]".replace("`", ""), "ok");
        JsonNode grade = json("fit", folder.resolve("odd.csv").toString(), "y ~ C(grade)", "--json", "-");
        assertThat(terms(grade)).containsExactly("(intercept)", "C(grade)[2]", "C(grade)[3a]");
        JsonNode event = json(
                "fit",
                folder.resolve("odd.csv").toString(),
                "ok ~ y",
                "--family",
                "binomial",
                "--positive",
                "false",
                "--json",
                "-");
        JsonNode other =
                json("fit", folder.resolve("odd.csv").toString(), "ok ~ y", "--family", "binomial", "--json", "-");
        assertThat(event.get("coefficients").get(1).get("estimate").asDouble())
                .isCloseTo(-other.get("coefficients").get(1).get("estimate").asDouble(), within(1e-12));
    }

    private static List<String> terms(JsonNode fit) {
        List<String> terms = new ArrayList<>();
        fit.get("coefficients").forEach(each -> terms.add(each.get("term").asString()));
        return terms;
    }

    @Test
    void validationIsOfRowsNotSeen() throws IOException {
        Path rows = folder.resolve("held.csv");
        JsonNode fit = json(
                "fit",
                GAMES,
                "prob1_outcome ~ prob1",
                "--validate",
                "5",
                "--validate-out",
                rows.toString(),
                "--json",
                "-");
        JsonNode validation = fit.get("validation");
        List<String> lines = Files.readAllLines(rows);
        assertThat(lines).hasSize(1890);
        assertThat(lines.get(0)).isEqualTo("row,fold,outcome,prediction");
        assertThat(lines.get(7)).startsWith("7,2,");
        double sum = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .mapToDouble(cells -> Math.pow(Double.parseDouble(cells[2]) - Double.parseDouble(cells[3]), 2))
                .sum();
        assertThat(validation.get("value").asDouble()).isCloseTo(sum / 1889, within(1e-14));
        assertThat(validation.get("within").asDouble())
                .isLessThan(validation.get("value").asDouble());
        assertThat(validation.get("interval").get(0).asDouble())
                .isLessThan(validation.get("value").asDouble());
    }

    @Test
    void progressIsDrawnOnTerminalsOnly() {
        Run run = Run.in(Map.of(), "err", "", "fit", GAMES, "prob1_outcome ~ prob1", "--family", "binomial");
        assertThat(run.exit()).isZero();
        assertThat(FitProgress.state(new Step(3, 1234.5, 1e-5, 1e-3, 1)))
                .isEqualTo("  step 3  objective 1234.500000  gap 1.0e-05");
        assertThat(ProgressBar.line(0.5, 7)).contains("50%");
        assertThat(ProgressBar.left(0.25, 10)).isEqualTo("  30 s left");
        assertThat(ProgressBar.left(0.5, 600)).isEqualTo("  10 min left");
        assertThat(ProgressBar.left(0, 600)).isEmpty();
    }

    static JsonNode json(String... arguments) {
        Run run = Run.of(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        return JSON.readTree(run.out());
    }

    /** Whatever is wrong, one sentence says so, with the exit code of its kind, and nothing on standard output. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x,y                      | y ~ x           |                          | 2 | There are no rows to fit",
                "``                       | y ~ x           |                          | 2 | empty",
                "x,y;1,2;2,3;3,4          | y ~ z           |                          | 3 | there is no column 'z'",
                "xx,y;1,2;2,3;3,4         | y ~ xy          |                          | 3 | did you mean xx?",
                "x,y;1,2;2,3              | y ~ x +         |                          | 3 | ^",
                "x,y;1,2;2,3              | y + x           |                          | 3 | a model needs '~'",
                "x,y;1,2;2,3              | y ~ x^          |                          | 3 | ^",
                "x,y;1,2;2,3              | y ~ foo(x)      |                          | 3 | there is no function 'foo'",
                "x,y;1,2;abc,3;3,4;4,4    | y ~ x           |                          | 2 | The column x holds 'abc' in row 2",
                "x,y;1,2;2,3;3,b;4,4      | y ~ x           |                          | 2 | The column y holds 'b' in row 3",
                "x,y;1,2;2,3;3,4;q,4      | y ~ log(x)      |                          | 2 | The column x holds 'q' in row 4",
                "x,y;a,2;a,3;a,4          | y ~ x           |                          | 2 | one level only",
                "x,y;1,2;inf,3;3,4        | y ~ x           |                          | 2 | The column x is infinite in row 2",
                "x,y;1,2;2,inf;3,4        | y ~ x           |                          | 2 | The column y is infinite in row 2",
                "x,y;0,2;2,1;3,4          | y ~ log(x)      |                          | 2 | log(x) is -Infinity in row 1",
                "x,y;1,;2,NA;3,           | y ~ x           |                          | 2 | No row is left to fit",
                "x,y;1,2;2,NA;3,1         | y ~ x           | --missing=refuse         | 2 | The column y has no value in row 2",
                "x,y;1,2;2,-3;3,4         | y ~ x           | --family=poisson         | 2 | The response is -3.0 in row 2",
                "x,y;1,0.5;2,1.5;3,1      | y ~ x           | --family=binomial        | 2 | The response is 1.5 in row 2",
                "x,y;1,0;2,1;3,1          | y ~ x           | --family=gamma           | 2 | The response is 0.0 in row 1",
                "x,y;1,a;2,b;3,a          | y ~ x           |                          | 3 | say what is fitted",
                "x,y;1,a;2,b;3,a          | y ~ x           | --family=binomial        | 2 | named as the positive one",
                "x,y;1,a;2,b;3,c          | y ~ x           | --family=binomial --positive=a | 2 | have two levels",
                "x,y;1,2;2,3              | y ~ x           | --family=poison          | 3 | did you mean 'poisson'?",
                "x,y;1,2;2,3              | y ~ x           | --family=student_t(df=0) | 3 | are positive",
                "x,y;1,2;2,3              | y ~ x           | --l1=-1                  | 3 | --l1 is finite",
                "x,y;1,2;2,3              | y ~ x           | --firth                  | 3 | --family binomial with the logit",
                "x,y;1,a;2,b;3,c          | y ~ x           | --family=ordered         | 2 | order is not guessed",
                "x,y;1,a;2,b;3,c          | y ~ x           | --family=ordered --link=log | 3 | --link logit or --link probit",
                "x,y;1,a;2,b;3,c          | y ~ x           | --family=multinomial --l1=1 | 3 | does not take --l1",
                "x,y;1,2;2,3              | y ~ x           | --classes=a,b            | 3 | belong to --family multinomial",
                "x,y;1,2;2,3              | y ~ x           | --family=tweedie(power=3) | 3 | between 1 and 2",
                "x,y;1,2;2,3              | y ~ x           | --family=poisson(a=3)    | 3 | has no parameters",
                "x,y;1,2;2,3              | y ~ x           | --family=negative_binomial(shape=x) | 3 | is a number, not 'x'",
                "x,y;1,2;2,3              | y ~ x           | --family=negative_binomial(power=2) | 3 | has the parameter shape",
                "x,y;1,2;2,3              | y ~ x           | --family=negative_binomial(shape=-2) | 3 | is positive",
                "x,y;1,2;2,3              | y ~ x           | --link=lgo               | 3 | did you mean 'log'?",
                "x,y;1,2;2,3              | y ~ x           | --loss=huberr            | 3 | did you mean huber?",
                "x,y;1,2;2,3              | y ~ x           | --loss=cross_entropy     | 3 | more than one prediction",
                "x,y;1,2;2,3              | y ~ x           | --loss=huber --family=gaussian | 3 | give one of them",
                "x,y;1,2;2,3              | y ~ x           | --weight=v               | 3 | --weight names no column",
                "x,y;1,2;2,3              | y ~ x           | --errors=cluster         | 3 | --cluster COL",
                "x,y;1,2;2,3              | y ~ x           | --errors=hc9             | 3 | there is no 'hc9'",
                "x,y;1,2;2,3              | y ~ x           | --l2=-1                  | 3 | --l2 is finite",
                "x,y;1,2;2,3              | y ~ x           | --level=1                | 3 | --level lies between",
                "x,y;1,2;2,3              | y ~ x           | --threads=0              | 3 | --threads is at least 1",
                "x,y;1,2;2,3              | y ~ x           | --iterations=0           | 3 | --iterations is at least 1",
                "x,y;1,2;2,3              | y ~ x           | --solver=bfgs | 3 | --solver is newton or lbfgs",
                "x,y;1,2;2,3              | y ~ x           | --solver=lbfgs --l1=1 | 3 | does not go with --l1",
                "x,y;1,2;2,3              | y ~ x           | --solver=lbfgs --errors=hc3 | 3 | does not go with --errors",
                "x,y;1,2;2,3              | y ~ x           | --solver=lbfgs --path=1 | 3 | does not go with --path",
                "x,y;1,2;2,3              | y ~ x           | --solver=lbfgs --tests=lr | 3 | does not go with --tests",
                "x,y;1,2;2,3              | y ~ x           | --solver=lbfgs --family=ordered | 3 | does not go with --family ordered",
                "x,y;1,2;2,3              | y ~ x           | --solver=lbfgs --intervals=profile | 3 | go with --intervals profile",
                "x,y;1,2;2,3              | y ~ x           | --solver=lbfgs --family=binomial --firth | 3 | does not go with --firth",
                "x,y;1,2;2,3;4,4          | y ~ x           | --solver=lbfgs --loss=absolute | 2 | is for smooth losses",
                "x,y;1,2;2,3              | y ~ x           | --missing=keep           | 3 | --missing is drop or refuse",
                "x,y;1,2;2,3              | y ~ x           | --memory=lots            | 3 | --memory is a size",
                "x,y;1,2;2,3              | y ~ x           | --validate=1             | 3 | at least 2 folds",
                "x,y;1,2;2,3              | y ~ x           | --validate=5             | 2 | fewer than the 5 folds",
                "x,y;1,2;2,3              | y ~ x           | --validate-out=a.csv     | 3 | --validate 5",
                "x,y;1,2;2,3              | y ~ x           | --offset=v               | 3 | there is no column 'v'",
                "x,y,w;1,2,0;2,3,0        | y ~ x           | --weight=w               | 2 | No row is left to fit",
                "x,y,w;1,2,1;2,3,-1;3,4,1 | y ~ x           | --weight=w               | 2 | -1.0 in row 2",
                "x,y,c;1,2,a;2,3,a;3,5,a  | y ~ x           | --cluster=c              | 2 | at least two",
                "x,y;1,2;2,3              | y ~ x           | --out=/no/such/m.json    | 2 | Cannot write",
                "x,y;1,2;2,3              | y ~ x           | --frmula=x               | 3 | There is no option",
            })
    void oneSentenceSaysWhatIsWrong(String rows, String formula, String options, int exit, String message)
            throws IOException {
        Path file =
                Files.writeString(folder.resolve("rows.csv"), rows.replace(';', '\n') + (rows.isEmpty() ? "" : "\n"));
        List<String> words = new ArrayList<>(List.of("fit", file.toString(), formula));
        if (options != null) {
            words.addAll(List.of(options.split(" ", -1)));
        }
        Run run = Run.of(words.toArray(String[]::new));
        assertThat(run.err()).startsWith("surprisal: ").contains(message).doesNotContain("defect", "Exception");
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void modelsOfSeveralClasses() throws IOException {
        List<String> lines = new ArrayList<>(List.of("x,y,r"));
        for (int i = 0; i < 120; i++) {
            double x = (i * 37 % 100) / 25.0;
            lines.add(x + "," + List.of("low", "mid", "high").get((int) Math.min(2, (x + i * 53 % 60 / 20.0) / 2.4))
                    + "," + (i * 53 % 60 / 20.0 + x));
        }
        String file = Files.write(folder.resolve("classes.csv"), lines).toString();
        JsonNode multinomial =
                json("fit", file, "y ~ x", "--family", "multinomial", "--reference", "low", "--json", "-");
        assertThat(terms(multinomial)).containsExactly("(intercept)", "x", "(intercept)", "x");
        assertThat(multinomial.get("coefficients").get(1).get("class").asString())
                .isNotEqualTo("low");
        JsonNode ordered =
                json("fit", file, "y ~ x", "--family", "ordered", "--classes", "low,mid,high", "--json", "-");
        assertThat(terms(ordered)).containsExactly("x", "low|mid", "mid|high");
        assertThat(ordered.get("converged").asBoolean()).isTrue();
        assertThat(ordered.get("classes").size()).isEqualTo(3);
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/fit.schema.json")));
        for (String more : List.of("multinomial", "huber", "student_t", "student_t(df=4)")) {
            String formula = more.equals("multinomial") ? "y ~ x" : "r ~ x";
            Run run = Run.of("fit", file, formula, "--family", more, "--json", "-");
            assertThat(schema.validate(run.out(), InputFormat.JSON)).as(more).isEmpty();
            assertThat(Run.of("fit", file, formula, "--family", more).out())
                    .contains(more.equals("multinomial") ? "classes" : "estimated too");
        }
        JsonNode lasso = json("fit", file, "r ~ x + I(x^2)", "--l1", "1000", "--json", "-");
        assertThat(lasso.get("coefficients").get(1).get("estimate").asDouble()).isZero();
        assertThat(Run.of("fit", file, "r ~ x", "--l1", "1").out()).contains("absolute coefficients");
        JsonNode median = json("fit", file, "r ~ x", "--loss", "absolute", "--json", "-");
        assertThat(median.get("converged").asBoolean()).isTrue();
    }

    @Test
    void aPenaltyIsChosen() throws IOException {
        String file = "../examples/nfl_elo.csv";
        String formula = "result1 ~ elo1 + elo2 + elo_prob1 + season + C(neutral)";
        Run run = Run.of("fit", file, formula, "--family", "binomial", "--path", "1", "--folds", "3", "--json", "-");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/fit.schema.json")))
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        String[] few = {"fit", file, formula, "--family", "binomial", "--path", "1", "--folds", "3", "--penalties", "20"
        };
        JsonNode simplest = json(with(few, "--json", "-"));
        JsonNode best = json(with(few, "--choose", "best", "--json", "-"));
        JsonNode path = simplest.get("path");
        assertThat(path.get("points").size()).isEqualTo(20);
        assertThat(path.get("points").get(0).get("nonzeros").asInt()).isZero();
        assertThat(path.get("simplest").asInt()).isLessThan(path.get("best").asInt());
        assertThat(path.get("chosen").asInt()).isEqualTo(path.get("simplest").asInt());
        assertThat(best.get("path").get("chosen").asInt())
                .isEqualTo(path.get("best").asInt());
        double most = path.get("points")
                        .get(path.get("best").asInt())
                        .get("error")
                        .asDouble()
                + path.get("points").get(path.get("best").asInt()).get("se").asDouble();
        int chosen = path.get("simplest").asInt();
        assertThat(path.get("points").get(chosen).get("error").asDouble()).isLessThanOrEqualTo(most);
        assertThat(path.get("points").get(chosen - 1).get("error").asDouble()).isGreaterThan(most);
        assertThat(simplest.get("r2").asDouble())
                .isCloseTo(path.get("points").get(chosen).get("r2").asDouble(), within(1e-9));
        assertThat(Run.of(with(few, "--lang", "en")).out())
                .contains("penalties", "least error", ": shown here", "of standardised columns");
        assertThat(Run.of("fit", file, formula, "--path", "2").err()).contains("--path takes the share of the lasso");
        assertThat(Run.of("fit", file, formula, "--path", "1", "--l1", "2").exit())
                .isEqualTo(3);
        assertThat(Run.of("fit", file, formula, "--path", "1", "--choose", "x").err())
                .contains("simplest or best");
        assertThat(Run.of("fit", file, formula, "--path", "1", "--folds", "1").err())
                .contains("at least 2 folds");
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void whatIsWrongWithTheProblemIsNamed() throws IOException {
        Path separated = Files.write(folder.resolve("s.csv"), List.of("x,y", "1,0", "2,0", "3,0", "4,1", "5,1", "6,1"));
        JsonNode fit = json("fit", separated.toString(), "y ~ x", "--family", "binomial", "--json", "-");
        assertThat(fit.get("converged").asBoolean()).isFalse();
        assertThat(fit.get("stop_reason").asString()).isEqualTo("separated");
        assertThat(fit.get("coefficients").get(1).get("se").isNull()).isTrue();
        assertThat(fit.get("notes").get(0).get("message").asString()).contains("separated completely", "x (+∞)");
        assertThat(Run.of("fit", separated.toString(), "y ~ x", "--family", "binomial")
                        .out())
                .contains("NOT CONVERGED", "Leave a column out, add a ridge");
        JsonNode note = json(
                        "fit", separated.toString(), "y ~ x", "--family", "binomial", "--lang", "zh", "--json", "-")
                .get("notes")
                .get(0);
        assertThat(note.get("code").asString()).isEqualTo("separated_outcomes");
        assertThat(note.get("severity").asString()).isEqualTo("warning");
        assertThat(note.get("evidence").get("limits").get(1).asString()).isEqualTo("Infinity");
        assertThat(note.get("message").asString()).startsWith("结果完全可分离").endsWith("惩罚。");
        Path few = Files.write(folder.resolve("f.csv"), List.of("a,b,c,y", "1,2,3,1", "2,1,3,2"));
        Run wide = Run.of("fit", few.toString(), "y ~ a + b + c");
        assertThat(wide.exit() == 2 ? wide.err() : wide.out()).contains("rows");
        Path same = Files.write(folder.resolve("t.csv"), List.of("a,b,y", "1,2,1", "2,4,2", "3,6,5", "4,8,1"));
        assertThat(Run.of("fit", same.toString(), "y ~ a + b").out()).contains("cannot be told");
    }
}
