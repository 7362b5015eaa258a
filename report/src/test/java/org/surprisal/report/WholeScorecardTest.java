package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.surprisal.score.ArraySource;
import org.surprisal.score.Grouping;
import org.surprisal.score.Policy;
import org.surprisal.score.Request;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Scorer;
import org.surprisal.score.Versus;

/** Scorecards with everything that can be asked for, as text in both languages and as JSON that fits its schema. */
final class WholeScorecardTest {
    private static final int ROWS = 600;

    private static void shows(Scorecard card, List<String> english, List<String> chinese, List<String> keys)
            throws IOException {
        for (Language language : Language.values()) {
            String text = ScorecardText.of(card, List.of("a.csv"), null, Page.plain(language));
            assertThat(text).contains(language == Language.EN ? english : chinese);
            assertThat(text.lines()).noneMatch(line -> line.contains("{") && line.contains("}"));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Provenance provenance =
                new Provenance("0.1.0", List.of("a.csv"), Instant.parse("2026-11-22T08:00:00Z"), "surprisal score");
        ScorecardJson.write(card, provenance, Language.EN, out);
        String json = out.toString(StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")))
                        .validate(json, InputFormat.JSON))
                .isEmpty();
        keys.forEach(key -> assertThat(json).contains("\"" + key + "\": "));
    }

    private static ArraySource events() {
        Random random = new Random(6);
        double[] y = new double[ROWS];
        double[] p = new double[ROWS];
        double[] q = new double[ROWS];
        String[] region = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            p[i] = random.nextInt(1, 20) / 20.0;
            q[i] = random.nextInt(1, 20) / 20.0;
            y[i] = random.nextDouble() < p[i] ? 1 : 0;
            region[i] = List.of("north", "south", "west").get(random.nextInt(3));
            y[i] = region[i].equals("west") ? 1 - y[i] : y[i];
        }
        return ArraySource.empty().with("y", y).with("p", p).with("q", q).with("region", region);
    }

    @Test
    void anEvent() throws IOException {
        Request request = Request.automatic()
                .withOutcome("y")
                .withPrediction("p")
                .withScale(Scale.PROBABILITY)
                .withWorst(3)
                .withRecalibration(true)
                .withPolicy(new Policy(0.5, new Policy.Costs(1, 5)));
        Grouping grouping = Grouping.none().withBy("region").withFindSegments(2);
        shows(
                Scorer.score(events(), request, grouping, Versus.of("q")),
                List.of(
                        "What recalibration gains",
                        "AUC",
                        "west",
                        "with the prediction at",
                        "Prediction minus q by region"),
                List.of("重新校准的收益", "west", "预测减去 q，按 region", "最支持 q 的行"),
                List.of(
                        "worst",
                        "recalibration",
                        "segments",
                        "curves",
                        "decomposition",
                        "comparison",
                        "chance",
                        "thresholds",
                        "better_ranges",
                        "decisive"));
    }

    @Test
    void modelsOfWhichNoneWins() throws IOException {
        Request request =
                Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.PROBABILITY);
        Random random = new Random(3);
        String[] many = random.ints(ROWS, 0, 25).mapToObj(k -> "g" + k).toArray(String[]::new);
        double[] y = random.doubles(ROWS).map(x -> x < 0.5 ? 0 : 1).toArray();
        double[] p = random.doubles(ROWS).toArray();
        ArraySource rows =
                ArraySource.empty().with("y", y).with("p", p).with("same", p).with("many", many);
        shows(
                Scorer.score(rows, request, Grouping.none().withBy("many"), Versus.of("same")),
                List.of("neither", "~ fewer than 30 rows", "5 more are in the JSON."),
                List.of("按 many："),
                List.of("thresholds"));
    }

    @Test
    void clusters() throws IOException {
        Request request =
                Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.PROBABILITY);
        shows(
                Scorer.score(events(), request, Grouping.none().withCluster("region")),
                List.of("clusters of region: 3"),
                List.of("region 的聚类"),
                List.of("dependence"));
    }

    @Test
    void classes() throws IOException {
        Random random = new Random(8);
        String[] y = new String[ROWS];
        double[][] p = new double[3][ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = List.of("a", "b", "c").get(random.nextInt(3));
            p[0][i] = 0.5;
            p[1][i] = random.nextInt(1, 9) / 20.0;
            p[2][i] = 0.5 - p[1][i];
        }
        ArraySource rows = ArraySource.empty()
                .with("y", y)
                .with("p_a", p[0])
                .with("p_b", p[1])
                .with("p_c", p[2]);
        Request request = Request.automatic()
                .withOutcome("y")
                .withPrediction("p_a", "p_b", "p_c")
                .withWorst(2)
                .withRecalibration(true);
        shows(
                Scorer.score(rows, request, Grouping.none()),
                List.of("a, b, c"),
                List.of("3 个类别"),
                List.of("each_class", "confusion", "worst", "recalibration"));
    }

    @Test
    void quantiles() throws IOException {
        Random random = new Random(9);
        double[] y = random.doubles(ROWS).toArray();
        double[] low = random.doubles(ROWS, 0, 0.3).toArray();
        double[] mid = random.doubles(ROWS, 0.4, 0.6).toArray();
        double[] high = random.doubles(ROWS, 0.7, 1).toArray();
        ArraySource rows = ArraySource.empty()
                .with("y", y)
                .with("q0.1", low)
                .with("q0.5", mid)
                .with("q0.9", high);
        shows(
                Scorer.score(rows, Request.automatic().withScale(Scale.QUANTILE).withWorst(1), Grouping.none()),
                List.of("weighted interval score", "Central intervals", "Where outcomes lie"),
                List.of("加权区间得分", "中心区间"),
                List.of("levels", "pit", "worst"));
    }

    @Test
    void numbersWithTheirErrors() throws IOException {
        Random random = new Random(12);
        double[] y = new double[ROWS];
        double[] p = new double[ROWS];
        double[] w = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            p[i] = random.nextGaussian() * 10;
            y[i] = p[i] + random.nextGaussian();
            w[i] = 1 + i % 3;
        }
        ArraySource source = ArraySource.empty().with("y", y).with("p", p).with("w", w);
        Request request =
                Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.MEAN);
        List<String> keys = List.of("errors", "quantiles", "0.05", "median_absolute", "by_prediction", "rms");
        shows(
                Scorer.score(source, request),
                List.of("Errors: prediction minus outcome", "half of the sizes", "Errors by prediction"),
                List.of("误差：预测减实际", "大小的中位数", "按预测分段的误差"),
                keys);
        shows(
                Scorer.score(source, request.withWeight("w")),
                List.of("rows that weigh the same"),
                List.of("分位数的区间需要各行分量相等"),
                keys);
    }

    /** Predictions that are too high, differ too much, and are the worse the higher they are. */
    private static ArraySource wrong() {
        Random random = new Random(13);
        double[] y = new double[ROWS];
        double[] p = new double[ROWS];
        double[] g = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            p[i] = 10 * random.nextDouble();
            y[i] = 0.5 * p[i] + (0.1 + 0.2 * p[i]) * random.nextGaussian();
            g[i] = i;
        }
        return ArraySource.empty().with("y", y).with("p", p).with("g", g);
    }

    @Test
    void numbersWithTheirCalibration() throws IOException {
        Request request =
                Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.MEAN);
        List<String> english = List.of(
                "Outcome by prediction",
                "times the prediction, on the average",
                "Both at once: F = ",
                "Whether errors spread more where predictions are high: p = ",
                "Score = miscalibration - discrimination + uncertainty\n",
                "Errors spread more where predictions are high: ",
                "The predictions are off on the whole: ",
                "The predictions differ too much: ");
        List<String> chinese = List.of("按预测看实际", "两者一并检验：F = ", "预测越高误差是否越散：p = ", "预测越高误差越散：", "预测总体有偏：", "预测之间相差过大：");
        List<String> keys = List.of(
                "calibration",
                "joint_test",
                "spread_trend",
                "spread_p_value",
                "mse",
                "calibration_intercept",
                "isotonic",
                "observed_predicted");
        shows(Scorer.score(wrong(), request), english, chinese, keys);
        shows(Scorer.score(wrong(), request, Grouping.none().withCluster("g")), english, chinese, keys);
    }

    @Test
    void numbersWithoutALineAndWithErrorsThatShrink() throws IOException {
        ArraySource same =
                ArraySource.empty().with("y", new double[] {1, 2, 3, 4}).with("p", new double[] {2, 2, 2, 2});
        Request request =
                Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.MEAN);
        shows(
                Scorer.score(same, request),
                List.of("All predictions are the same, so there is no line"),
                List.of("没有直线可拟合"),
                List.of("calibration", "curves"));
        Random random = new Random(14);
        double[] p = random.doubles(ROWS, 0, 10).toArray();
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = 2 * p[i] - 5 + (11 - p[i]) * random.nextGaussian();
        }
        shows(
                Scorer.score(ArraySource.empty().with("y", y).with("p", p), request),
                List.of("Whether errors spread less", "The predictions differ too little: "),
                List.of("误差是否越不散", "预测之间相差过小："),
                List.of("calibration"));
    }
}
