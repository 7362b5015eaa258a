package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.host.Host;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Losses that nobody thought of, given as text, through every verb: what is printed, that its JSON is as
 * docs/loss.schema.json says, that statements run and agree, and that errors help. XGBoost has a test of its own.
 */
class AnyLossTest {
    private static final String FORECASTS = "y,p,s,n\n1,0.5,1,2\n2,2.5,0.5,1\n3.5,2,2,4\n0.5,1.5,1,3\n";
    private static final String CLASSES = "y,a,b,c,t\n0,0.5,0.25,0.25,1\n2,0.25,0.25,0.5,2\n1,0.2,0.5,0.3,1.5\n";

    @TempDir
    Path folder;

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/loss.schema.json")));
    }

    private static JsonNode json(int exit, String... arguments) throws IOException {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = "-";
        Run run = Run.of(all);
        assertThat(run.err()).as(String.join(" ", arguments)).isEmpty();
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(schema().validate(run.out(), InputFormat.JSON))
                .as(String.join(" ", arguments))
                .isEmpty();
        return JsonMapper.shared().readTree(run.out());
    }

    private static Run fine(String... arguments) {
        Run run = Run.of(arguments);
        assertThat(run.err()).as(String.join(" ", arguments)).isEmpty();
        assertThat(run.exit()).as(String.join(" ", arguments)).isZero();
        return run;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // formula | a point | the same as arguments of SQL | a JSON list of the loss, the gradients
                "abs(y - p) + max(p - 2, 0)^2 | y=1,p=4 | 1, 4 | [7.0, 5.0]",
                "where(y_true > y_pred, 3, 1) * (y_true - y_pred)^2 / (1 + abs(y_true)) | y=3,p=1 | 3, 1 | [3.0, -3.0]",
                "c * log1p(((y - p) / c)^2); c=2 | y=1,p=3 | 1, 3 | [1.3862943611198906, 1.0]",
                "abs(p - y)^a / a; a=1.5 | y=1,p=5 | 1, 5 | [5.333333333333333, 2.0]",
                "0.5 * ((y - p) / s)^2 + log(s); s=predicted | y=1,p=3,s=2 | 1, 3, 2 | [1.1931471805599454, 0.5, 0.0]",
                "n * softplus(z) - y * z; n=given | y=1,z=0,n=3 | 1, 0, 3 | [2.0794415416798357, 0.5]",
                "n * (y - p)^2 / s + log(s); n=given, s=predicted | y=1,p=2,s=2,n=4 | 1, 2, 2, 4 |"
                        + " [2.6931471805599454, 4.0, -0.5]",
                "sum((p - y)^4) + max(p) | y=0,p=0.5:0.25:0.25 | [1, 0, 0], [0.5, 0.25, 0.25] | [0.5703125,"
                        + " [0.5, 0.0625, 0.0625]]",
                "-sum(w * xlogy(y, p)); w=[1, 2, 0.5] | y=1,p=0.25:0.5:0.25 | [0, 1, 0], [0.25, 0.5, 0.25] |"
                        + " [1.3862943611198906, [0.0, -4.0, 0.0]]",
                "logsumexp(z / t) - sum(y * z) / t; t=predicted | y=1,z=0:0,t=1 | [0, 1], [0, 0], 1 |"
                        + " [0.6931471805599453, [0.5, -0.5], 0.0]",
            })
    void showEvalAndEveryHost(String loss, String at, String arguments, String expected)
            throws IOException, SQLException {
        JsonNode wanted = JsonMapper.shared().readTree(expected);
        assertThat(fine("loss", "show", loss).out()).contains("gradient", "optimum", "\\ell = ", "\\partial");
        JsonNode shown = json(0, "loss", "show", loss, "--at", at);
        assertThat(shown.at("/latex/gradient").asString()).isNotEmpty();
        JsonNode point = json(0, "loss", "eval", loss, "--at", at);
        assertThat(shown.get("at")).isEqualTo(point);
        close(point.get("value"), wanted.get(0));
        close(point.get("gradient"), wanted.get(1));
        if (wanted.size() > 2) {
            close(point.at("/derivatives/1/value"), wanted.get(2));
        }
        for (Host host : Host.values()) {
            String verb = host.sql() ? "sql" : "code";
            String option = host.sql() ? "--dialect" : "--for";
            if (host == Host.KERAS && loss.contains("t=predicted")) {
                Run refused = Run.of("loss", verb, loss, option, host.label());
                assertThat(refused.exit()).isEqualTo(3);
                assertThat(refused.err().lines().findFirst().orElse("")).contains("Keras hands over one y_pred");
                continue;
            }
            JsonNode source = json(0, "loss", verb, loss, option, host.label());
            assertThat(source.get("code").asString())
                    .isEqualTo(fine("loss", verb, loss, option, host.label()).out());
        }
        String sql =
                fine("loss", "sql", loss, "--dialect", "duckdb", "--name", "f").out();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
            try (ResultSet found = statement.executeQuery("SELECT f(" + arguments + ")::DOUBLE")) {
                found.next();
                assertThat(found.getDouble(1)).isCloseTo(wanted.get(0).asDouble(), within(1e-12));
            }
        }
    }

    private static void close(JsonNode found, JsonNode wanted) {
        List<JsonNode> all = wanted.isArray() ? wanted.valueStream().toList() : List.of(wanted);
        for (int i = 0; i < all.size(); i++) {
            assertThat((wanted.isArray() ? found.get(i) : found).asDouble())
                    .isCloseTo(all.get(i).asDouble(), within(1e-14));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | abs(y - p) + max(p - 2, 0)^2",
                "0 | c * log1p(((y - p) / c)^2); c=2",
                "0 | 0.5 * ((y - p) / s)^2 + log(s); s=predicted",
                "0 | sum((p - y)^4) + max(p)",
                "0 | -sum(w * xlogy(y, p)); w=[1, 2, 0.5]",
                "1 | where(p > y, 1, 0) + (y - p)^2",
            })
    void check(int exit, String loss) throws IOException {
        JsonNode found = json(exit, "loss", "check", loss);
        assertThat(found.get("fine").asBoolean()).isEqualTo(exit == 0);
        assertThat(found.at("/gradient/points").asInt()).isPositive();
        assertThat(found.get("further").size()).isEqualTo(loss.contains("predicted") ? 3 : 0);
        Run text = Run.of("loss", "check", loss, "--lang", "zh");
        assertThat(text.exit()).isEqualTo(exit);
        assertThat(text.err()).isEmpty();
    }

    @Test
    void whatCheckLooksAtIsSaid() {
        assertThat(Run.of("loss", "check", "0.5 * ((y - p) / s)^2 + log(s); s=predicted")
                        .out())
                .contains("all else in p, with s = 1", "gradient in s: agrees", "Hessian in p, s: agrees");
        assertThat(Run.of("loss", "check", "-sum(w * xlogy(y, p)); w=[1, 2, 0.5]")
                        .out())
                .contains("Looked at with w = 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abs(y - p) + max(p - 2, 0)^2",
                "abs(p - y)^a / a; a=1.5",
                "0.5 * ((y - p) / s)^2 + log(s); s=predicted",
                "n * (y - p)^2 / s + log(s); n=given, s=predicted",
            })
    void evalOfAFileAndScore(String loss) throws IOException {
        Path file = folder.resolve("forecasts.csv");
        Files.writeString(file, FORECASTS);
        Path rows = folder.resolve("rows.csv");
        JsonNode found = json(0, "loss", "eval", loss, file.toString(), "--out", rows.toString());
        assertThat(found.get("rows").asInt()).isEqualTo(4);
        assertThat(Files.readAllLines(rows)).hasSize(5).first().asString().startsWith("row,loss,gradient");
        assertThat(fine("loss", "eval", loss, file.toString()).out()).contains("mean");
        Run score = Run.of("score", file.toString(), "--prediction", "p", "--loss", loss, "--json", "-");
        if (loss.contains("predicted")) {
            assertThat(score.exit()).isEqualTo(3);
            assertThat(score.err()).contains("set it to a number", "surprisal loss eval LOSS FILE");
        } else {
            assertThat(score.exit()).as(score.err()).isZero();
            JsonNode scores = JsonMapper.shared().readTree(score.out()).get("scores");
            assertThat(scores.get(loss).get("value").asDouble())
                    .isEqualTo(found.get("mean").asDouble());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum((p - y)^4) + max(p)",
                "-sum(w * xlogy(y, p)); w=[1, 2, 0.5]",
                "-sum(xlogy(y, p)) * t; t=predicted",
            })
    void classesOfAFileAndTheirScore(String loss) throws IOException {
        Path file = folder.resolve("classes.csv");
        Files.writeString(file, CLASSES);
        boolean further = loss.contains("predicted");
        JsonNode found = json(
                0,
                "loss",
                "eval",
                loss,
                file.toString(),
                "--prediction",
                further ? "a,b,c,t" : "a,b,c",
                "--out",
                folder.resolve("rows.csv").toString());
        assertThat(found.get("rows").asInt()).isEqualTo(3);
        assertThat(Files.readAllLines(folder.resolve("rows.csv")).get(0))
                .isEqualTo("row,loss,gradient_0,gradient_1,gradient_2" + (further ? ",gradient_t" : ""));
        Run score = Run.of("score", file.toString(), "--prediction", "a,b,c", "--classes", "0,1,2", "--loss", loss);
        assertThat(score.exit()).as(score.err()).isEqualTo(further ? 3 : 0);
        if (!further) {
            assertThat(score.out()).contains(loss.substring(0, 10));
        }
    }

    @Test
    void theCatalogueIsAsTheSchemaSays() throws IOException {
        assertThat(json(0, "loss", "list").get("losses").size()).isGreaterThan(60);
        json(0, "loss", "show", "huber(delta=2)");
        json(0, "loss", "show", "ranked_probability");
        json(0, "loss", "check", "log_loss_logit");
        assertThat(schema().validate("{\"losses\": [{\"name\": \"x\"}]}", InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "show  | abs(y - p)^a                     | a parameter of your own is set after the formula: ; a=1",
                "check | abs(y - p)^a; b=2                | the formula has no 'b', which is set after it; did"
                        + " you mean a?",
                "check | log(y) - p^                      | expected a number, a name or '('",
                "show  | softmax(p) * y                   | write sum(...) around it",
                "show  | abs(y - p)^a; a=[1, 2]           | a parameter has no number for each class",
                "show  | gaussian(sigma=[1, 2])           | a parameter has no number for each class",
                "show  | stdtr(p, y); p=predicted         | the formula has no prediction",
                "show  | stdtr(d, p - y); d=predicted     | stdtr",
                "show  | abs(y - p)^a; a=many             | cannot read 'many'",
                "show  | pinball(tau=predicte)            | cannot read 'predicte': write pinball(tau=0.5)",
            })
    void errorsHelp(String verb, String loss, String message) {
        Run run = Run.of("loss", verb, loss);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).doesNotContain("Exception");
        assertThat(run.err().toLowerCase(Locale.ROOT)).startsWith("surprisal:");
    }

    @Test
    void codeAndJsonDoNotShareStandardOutput() throws IOException {
        Run both = Run.of("loss", "code", "brier", "--for", "java", "--out", "-", "--json", "-");
        assertThat(both.exit()).isEqualTo(3);
        assertThat(both.err()).contains("both want standard output");
        Path file = folder.resolve("code.json");
        Run apart = Run.of("loss", "code", "brier", "--for", "java", "--json", file.toString());
        assertThat(apart.out()).contains("class Brier");
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(file))
                        .get("code")
                        .asString())
                .isEqualTo(apart.out());
    }
}
