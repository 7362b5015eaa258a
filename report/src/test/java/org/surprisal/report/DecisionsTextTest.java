package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.surprisal.score.Decisions;
import org.surprisal.score.Decisions.Choice;
import org.surprisal.score.Decisions.Point;
import org.surprisal.score.Decisions.Tenth;
import org.surprisal.score.Estimate;
import org.surprisal.score.Policy;

/** What comes of acting on forecasts, in words and as JSON. */
class DecisionsTextTest {
    private static final Estimate SHARE =
            Cards.estimate(0.75, 0.5, 0.9, Estimate.Unit.SHARE, Estimate.Better.NEITHER, "wilson");
    private static final Estimate COST =
            Cards.estimate(1.25, 1, 1.5, Estimate.Unit.NUMBER, Estimate.Better.LOWER, "hall");

    private static Point point(Choice choice, double threshold, Map<String, Estimate> measures) {
        return new Point(choice, threshold, new double[][] {{1200, 1.5}, {1, 2}}, measures);
    }

    private static Decisions decisions(Policy.@Nullable Costs costs, List<Point> points, List<Tenth> tenths) {
        return new Decisions(
                costs, points, costs == null ? Map.of() : Cards.map("always", COST, "never", COST), tenths);
    }

    private static List<String> lines(Decisions decisions, Language language) {
        return DecisionsText.lines(decisions, Words.in(language), Page.plain(language), "  ");
    }

    @Test
    void aColumnForEachThreshold() {
        Decisions decisions = decisions(
                new Policy.Costs(1, 5),
                List.of(
                        point(Choice.CALIBRATED, 1 / 6.0, Cards.map("acted_on", SHARE, "cost", COST)),
                        point(Choice.BEST, Double.POSITIVE_INFINITY, Cards.map("cost", COST))),
                List.of(new Tenth(0.5, 0.75, 2, 1.25, 1, 2, 0.5)));
        assertThat(lines(decisions, Language.EN))
                .containsExactly(
                        "  Acting where the forecast is at least a threshold: a false alarm costs 1, a",
                        "  miss 5",
                        "                      calibrated 0.1667  95% interval  best here: never",
                        "  hits                                2                               2",
                        "  false alarms                      1.5                             1.5",
                        "  misses                              1                               1",
                        "  rightly left alone              1,200                           1,200",
                        "  acted on                          75%  [50%, 90%]",
                        "  cost a row                       1.25  [1.00, 1.50]              1.25",
                        "  The best threshold was chosen on these same rows: its cost is optimistic and",
                        "  has no valid interval.",
                        "  Acting always costs 1.25 a row, never 1.25.",
                        "",
                        "  Rows by tenths, the highest forecasts first",
                        "  tenth  forecasts   rows  expected  events  lift  of all events",
                        "      1  0.5 – 0.75     2       1.2       1     2            50%");
        assertThat(String.join("\n", lines(decisions, Language.ZH))).contains("此处最优：从不", "误报");
    }

    @Test
    void aThresholdAlone() {
        List<String> lines = lines(
                decisions(null, List.of(point(Choice.GIVEN, 0.5, Cards.map("acted_on", SHARE))), List.of()),
                Language.EN);
        assertThat(lines).hasSize(7).first().isEqualTo("  Acting where the forecast is at least a threshold");
    }

    @Test
    void numbersThatJsonHasNoNumberForAreStrings() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Json json = new Json(out)) {
            json.open(null);
            DecisionsJson.write(
                    json,
                    decisions(
                            new Policy.Costs(1, 5),
                            List.of(point(Choice.BEST, Double.POSITIVE_INFINITY, Cards.map("cost", COST))),
                            List.of(new Tenth(0.5, 0.75, 2, 1.25, 0, Double.NaN, Double.NaN))));
            json.end();
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"false_negative\": 5", "\"choice\": \"best\"", "\"threshold\": \"Infinity\"")
                .contains("\"lift\": \"NaN\"", "\"standing\"");
    }
}
