package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.surprisal.score.Difference;
import org.surprisal.score.Estimate;
import org.surprisal.score.Join;
import org.surprisal.score.ModelComparison;
import org.surprisal.score.Scorecard;

/** Models beside each other, in words and in JSON. */
class ComparisonTextTest {
    private static final Estimate SCORE =
            Cards.estimate(0.2208, 0.2132, 0.2285, Estimate.Unit.NUMBER, Estimate.Better.LOWER, "hall");
    private static final Difference DIFFERENCE = new Difference(
            Cards.estimate(-0.04197, -0.0639, -0.0212, Estimate.Unit.NUMBER, Estimate.Better.LOWER, "hall"),
            0.0000627,
            0.030455,
            766L,
            0.1986);
    private static final Difference UNDEFINED = new Difference(
            Cards.bare(Double.NaN, Estimate.Kind.UNDEFINED, Estimate.Unit.NATS, "Both models lost infinitely much."),
            null,
            null,
            null,
            null);

    private static ModelComparison.Model model(String name, boolean own, Map<String, Difference> to) {
        return new ModelComparison.Model(name, own, Map.of("brier", SCORE), own ? Map.of() : of(), to);
    }

    private static Map<String, Difference> of() {
        return Map.of("brier", DIFFERENCE, "log_loss", UNDEFINED, "perplexity", UNDEFINED);
    }

    private static Scorecard card(String... against) {
        List<ModelComparison.Model> models = new java.util.ArrayList<>();
        models.add(model("p24", true, Map.of()));
        for (String each : against) {
            models.add(model(each, false, of()));
        }
        return Cards.games()
                .with(new ModelComparison(List.of(against), 330, Map.of("p24", 16L, "p48", 1L), "brier", models));
    }

    private static String text(Language language, String... against) {
        return ScorecardText.of(card(against), List.of("a.csv"), null, Page.plain(language));
    }

    @Test
    void onePair() {
        assertThat(text(Language.EN, "p48"))
                .contains("Prediction minus p48, on the same 330 rows")
                .containsPattern("Brier score +-0.042 +\\[-0.064, -0.021] +< 0.0001 +0.03 +766")
                .contains("log loss: Both models lost infinitely much.")
                .contains("carry 19.9% of the difference in")
                .contains("16 rows that other models forecast are left out for want of p24.")
                .contains("1 row that another model forecasts is left out for want of p48.");
        assertThat(text(Language.ZH, "p48")).contains("预测减去 p48").contains("两个模型的损失都是无穷大");
    }

    @Test
    void severalModels() {
        assertThat(text(Language.EN, "p48", "p72"))
                .contains("Models by Brier score, on the same 330 rows")
                .containsPattern("p24 +0\\.22")
                .containsPattern("p72 +0\\.22\\d* +-0.042 +\\[-0.064, -0.021] +< 0.0001");
    }

    @Test
    void severalModelsByAreaToo() {
        Difference adjusted = new Difference(DIFFERENCE.estimate(), 0.01, 0.03, null, null, 0.02);
        List<ModelComparison.Model> models = List.of(
                new ModelComparison.Model("p24", true, Map.of("brier", SCORE, "auc", SCORE), Map.of(), Map.of()),
                new ModelComparison.Model(
                        "p48",
                        false,
                        Map.of("brier", SCORE, "auc", SCORE),
                        of(),
                        Map.of("brier", adjusted, "auc", DIFFERENCE)));
        Join join = new Join("b.csv", List.of("id"), 330, 0, 0, 0, 0, 330L);
        Scorecard card =
                Cards.games().with(new ModelComparison(List.of("p48", "p72"), 330, Map.of(), "brier", models, join));
        assertThat(ScorecardText.of(card, List.of("a.csv"), null, Page.plain(Language.EN)))
                .containsPattern("model +Brier score .* p \\(Holm\\)")
                .containsPattern("model +AUC ")
                .containsPattern("p48 +0\\.22\\d* +-0.042 +\\[-0.064, -0.021] +0.01 +0.02")
                .contains("agree in all 330 rows");
        assertThat(ScorecardText.of(card, List.of("a.csv"), null, Page.plain(Language.ZH)))
                .contains("两边都有结果的 330 行");
    }

    @Test
    void json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Provenance provenance = new Provenance("1", List.of("a.csv"), Instant.EPOCH, "surprisal score a.csv");
        ScorecardJson.write(card("p48"), provenance, Language.EN, out);
        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("\\s", ""))
                .contains("\"comparison\":{\"against\":[\"p48\"],\"rows\":330,\"left_out\":{")
                .contains("\"p\":6.27E-5,\"detectable\":0.030455,\"rows_needed\":766,\"top_share\":0.1986")
                .contains("\"ranked_by\":\"brier\"")
                .contains("\"model\":\"p24\",\"prediction\":true");
    }
}
