package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.score.ArraySource;
import org.surprisal.score.Request;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Scorer;

class ClassFindingsTest {
    private static Scorecard card(double last) {
        ArraySource source = ArraySource.empty()
                .with("y", new String[] {"a", "b", "c", "a", "b", "c"})
                .with("prob_a", 0.7, 0.2, 0.1, 0.5, 0.4, 0.2)
                .with("prob_b", 0.2, 0.7, 0.3, 0.3, 0.3, 0.8 - last)
                .with("prob_c", 0.1, 0.1, 0.6, 0.2, 0.3, last);
        return Scorer.score(source, Request.automatic().withOutcome("y").withPrediction("prob_a", "prob_b", "prob_c"));
    }

    @Test
    void asText() {
        String text = ScorecardText.of(card(0.5), List.of("x.csv"), null, Page.plain(Language.EN));
        assertThat(text)
                .contains("macro AUC", "F1   AUC  average precision")
                .contains("Each class against the rest: log loss = miscalibration");
        assertThat(ScorecardText.of(card(0), List.of("x.csv"), null, Page.plain(Language.EN)))
                .contains("Each class against the rest: Brier score = miscalibration");
        assertThat(ScorecardText.of(card(0.5), List.of("x.csv"), null, Page.plain(Language.ZH)))
                .contains("宏平均 AUC", "各类别与其余类别相对：对数损失 = 失准");
    }

    @Test
    void asJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Provenance provenance = new Provenance("1", List.of("x.csv"), Instant.EPOCH, "surprisal score");
        ScorecardJson.write(card(0.5), provenance, Language.EN, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"one_versus_rest\": [", "\"top_label\": {", "\"ece_top_label\"", "\"auc_micro\"");
    }
}
