package org.surprisal.report;

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
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.score.ArraySource;
import org.surprisal.score.RecalibrationMap;
import org.surprisal.score.RecalibrationMethod;
import org.surprisal.score.Recalibrator;
import org.surprisal.score.Request;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Scorer;

/** Maps are read as they were written. */
final class RecalibrationMapReaderTest {
    private static final Provenance PROVENANCE =
            new Provenance("0.1.0", List.of("a.csv"), Instant.parse("2026-11-22T08:00:00Z"), "surprisal score");

    private static String written(Recalibrator map) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecalibrationMapJson.write(map, PROVENANCE, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Recalibrator read(String json) {
        return RecalibrationMapReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    static List<Recalibrator> maps() {
        List<String> y = List.of("y");
        List<String> p = List.of("p, \"q\"");
        List<String> event = List.of("否", "是");
        return List.of(
                new Recalibrator(
                        RecalibrationMethod.BETA,
                        new RecalibrationMap.LogOdds(0.1 + 0.2, 1e-300, -1.0 / 3),
                        Scale.PERCENT,
                        y,
                        p,
                        event,
                        1L << 40),
                new Recalibrator(
                        RecalibrationMethod.ISOTONIC,
                        new RecalibrationMap.Knots(
                                List.of(Double.NEGATIVE_INFINITY, -2.5, Math.PI), List.of(0.0, 1 / 3.0, 1.0)),
                        Scale.LOGIT,
                        y,
                        p,
                        event,
                        3),
                new Recalibrator(
                        RecalibrationMethod.TEMPERATURE,
                        new RecalibrationMap.ClassTemperature(0.7),
                        Scale.PROBABILITY,
                        List.of("a", "b"),
                        List.of("pa", "pb"),
                        List.of("a", "b"),
                        9));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void readsBackWhatWasWritten(Recalibrator map) throws IOException {
        String json = written(map);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/recalibration-map.schema.json")))
                        .validate(json, InputFormat.JSON))
                .isEmpty();
        assertThat(read(json)).isEqualTo(map);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "\"slope\": 0.7|\"slope\": -1|The map is damaged: The slope is finite",
                "\"slope\": 0.7|\"slope\": \"steep\"|The map is damaged at 'slope'",
                "\"slope\": 0.7|\"at\": [0.5, 0.2], \"value\": [0.1, 0.2]|The map is damaged: Knots ascend",
                "\"slope\": 0.7|\"at\": [true], \"value\": [0.1]|The map is damaged at 'at'",
                "\"slope\": 0.7|\"a\": 1, \"b\": 1|The map is damaged at 'c'",
                "\"slope\": 0.7|\"a\": 1, \"b\": 1, \"c\": 0|The map is damaged: A map of several classes",
                "\"scale\": \"probability\"|\"scale\": \"mean\"|The map is damaged: Forecasts are probabilities",
                "\"scale\": \"probability\"|\"scale\": \"odds\"|The map is damaged at 'scale'",
                "\"scale\": \"probability\"|\"scale\": 3|The map is damaged at 'scale'",
                "\"method\": \"temperature\"|\"method\": \"spline\"|has the method 'spline', which this Surprisal",
                "[\"pa\", \"pb\"]|[1, 2]|The map is damaged: write it anew",
                "\"surprisal_recalibration\": 1|\"surprisal_recalibration\": 1.5|The map has the version 1.5, but",
                "\"surprisal_recalibration\"|\"surprisal_model\"|This is no recalibration map"
            })
    void saysWhatIsWrong(String part, String instead, String message) {
        String json = written(maps().getLast());
        assertThat(json).contains(part);
        assertThatThrownBy(() -> read(json.replace(part, instead)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoJsonIsNoMap() {
        for (String text : List.of("", "[1, null, false, 2.5]", "null", "\"map\"")) {
            assertThatThrownBy(() -> read(text)).hasMessageContaining("no recalibration map");
        }
        assertThatThrownBy(() -> read("{\"surprisal_recalibration\": 1, ")).hasMessageContaining("no valid JSON");
    }

    @Test
    void aSentenceSaysWhichMapItIs() {
        Random random = new Random(4);
        double[] y = new double[900];
        double[] p = new double[900];
        for (int i = 0; i < y.length; i++) {
            p[i] = random.nextInt(1, 50) / 50.0;
            y[i] = random.nextDouble() < 0.3 + 0.4 * p[i] ? 1 : 0;
        }
        Scorecard card = Scorer.score(
                ArraySource.empty().with("y", y).with("p", p),
                Request.automatic().withOutcome("y").withPrediction("p").withRecalibration(true));
        Recalibrator best = Recalibrator.of(card, null);
        assertThat(RecalibrationMapText.written(best, card, "m.json"))
                .startsWith(
                        "m.json holds the map '" + best.method().label() + "', fitted to 900 rows; it gains most on")
                .contains(": log loss 0.", ", interval [");
        RecalibrationMethod other =
                best.method() == RecalibrationMethod.PLATT ? RecalibrationMethod.BETA : RecalibrationMethod.PLATT;
        assertThat(RecalibrationMapText.written(Recalibrator.of(card, other), card, "m.json"))
                .contains("rows; it gains on rows");
    }
}
