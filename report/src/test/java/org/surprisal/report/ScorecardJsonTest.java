package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.surprisal.score.Estimate;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Note;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScorecardJsonTest {
    private static final Provenance PROVENANCE = new Provenance(
            "0.1.0", List.of("games.csv"), Instant.parse("2026-11-22T08:00:00Z"), "surprisal score games.csv");

    private static String json(Scorecard card, Language language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScorecardJson.write(card, PROVENANCE, language, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void assertFits(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")));
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    }

    @Test
    void fitsItsSchemaAndReadsBack() throws IOException {
        String json = json(Cards.games(), Language.EN);
        assertFits(json);
        JsonNode tree = JsonMapper.shared().readTree(json);
        assertThat(tree.at("/scores/log_loss/value").asDouble()).isEqualTo(0.6315163);
        assertThat(tree.at("/scores/log_loss/unit").asString()).isEqualTo("nats");
        assertThat(tree.at("/input/left_out/outcome_between_classes").asInt()).isEqualTo(7);
        assertThat(tree.at("/notes/0/rows/6/row").asInt()).isEqualTo(1801);
        assertThat(tree.at("/notes/0/message").asString()).startsWith("7 rows left out");
        assertThat(tree.at("/positive").asString()).isEqualTo("1");
        assertThat(tree.at("/provenance/time").asString()).isEqualTo("2026-11-22T08:00:00Z");
        assertThat(tree.propertyNames())
                .containsExactly(
                        "schema",
                        "version",
                        "input",
                        "task",
                        "outcome",
                        "prediction",
                        "classes",
                        "positive",
                        "as",
                        "zero",
                        "scores",
                        "reference_name",
                        "reference",
                        "skill",
                        "notes",
                        "provenance");
    }

    @Test
    void onlyMessagesFollowTheLanguage() {
        String english = json(Cards.games(), Language.EN);
        String chinese = json(Cards.games(), Language.ZH);
        assertThat(chinese).contains("有 7 行未评分：结果介于两类之间。");
        assertThat(chinese.replaceAll("\"message\": \"[^\"]*\"", ""))
                .isEqualTo(english.replaceAll("\"message\": \"[^\"]*\"", ""));
    }

    @Test
    void whatIsNoNumberIsText() throws IOException {
        Map<String, Estimate> scores = Cards.map(
                "log_loss",
                Cards.bare(Double.POSITIVE_INFINITY, Kind.INFINITE, Unit.NATS, "Some rows lost infinitely much."),
                "r2",
                Cards.bare(Double.NaN, Kind.UNDEFINED, Unit.NUMBER, "Every outcome is the same."),
                "tiny",
                Cards.estimate(Double.MIN_VALUE, 0, Double.POSITIVE_INFINITY, Unit.NUMBER, Better.ZERO, "hall"));
        String json = json(Cards.binary(scores, Map.of(), Map.of(), List.of()), Language.EN);
        assertFits(json);
        assertThat(json)
                .contains("\"log_loss\": {\"value\": \"Infinity\", \"se\": null, \"interval\": null, \"kind\":"
                        + " \"infinite\"")
                .contains("\"value\": \"NaN\"", "\"value\": 4.9E-324", "\"interval\": [0.0, \"Infinity\"]");
    }

    @Test
    void classesAndEvidenceFitToo() throws IOException {
        Note note = Cards.note(
                Note.Code.CLASS_ORDER, Note.Severity.WARNING, 0, Map.of("prediction", List.of("a", "b", "c")));
        Note numbers =
                Cards.note(Note.Code.SKEWED_LOSS, Note.Severity.INFO, 0, Map.of("skewness", Double.POSITIVE_INFINITY));
        Note rows = Cards.note(Note.Code.FEW_EVENTS, Note.Severity.WARNING, 0, Map.of("rows", 12L));
        Scorecard card = new Scorecard(
                Task.CLASSES,
                Scale.LOGIT,
                List.of("a1", "b1", "c1"),
                List.of("a", "b", "c"),
                List.of("a", "b", "c"),
                "clip=1e-15",
                "w",
                "k",
                10,
                10,
                Map.of(),
                8.5,
                Map.of(),
                Map.of(),
                "class_frequencies",
                Map.of(),
                Map.of(),
                new Scorecard.Confusion(new double[][] {{1, 2, 0}, {0, 3, 0.5}, {0, 0, 3.5}}, List.of()),
                List.of(note, numbers, rows));
        String json = json(card, Language.EN);
        assertFits(json);
        assertThat(json)
                .contains("\"confusion\": [[1.0, 2.0, 0.0], [0.0, 3.0, 0.5], [0.0, 0.0, 3.5]]")
                .contains("\"evidence\": {\"prediction\": [\"a\", \"b\", \"c\"]}")
                .contains("\"evidence\": {\"skewness\": \"Infinity\"}", "\"evidence\": {\"rows\": 12}")
                .contains("\"weight\": \"w\"", "\"count\": \"k\"", "\"effective_rows\": 8.5")
                .doesNotContain("\"positive\"");
    }

    @Test
    void aLossAtAPoint() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LossPoint(
                        "log_loss",
                        "y=1,p=0.9",
                        0.105,
                        List.of(
                                new LossPoint.Derivative(List.of("p"), false, new double[] {-1.1}),
                                new LossPoint.Derivative(List.of("p", "p"), false, new double[] {1.2})))
                .writeJson(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {
                  "value": 0.105,
                  "gradient": -1.1,
                  "hessian": 1.2
                }
                """);
        out.reset();
        new LossPoint(
                        "cross_entropy",
                        "y=0,p=0:1",
                        Double.POSITIVE_INFINITY,
                        List.of(
                                new LossPoint.Derivative(List.of("p"), true, new double[] {-1, 0}),
                                new LossPoint.Derivative(List.of("p", "p"), true, new double[2])))
                .writeJson(out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"value\": \"Infinity\"", "\"gradient\": [-1.0, 0.0]");
    }
}
