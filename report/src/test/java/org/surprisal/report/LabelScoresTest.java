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

class LabelScoresTest {
    private static Scorecard card() {
        ArraySource source = ArraySource.empty()
                .with("a", 1, 0, 1, 0, 1)
                .with("p_a", 0.8, 0.4, 0.6, 0.1, 0.3)
                .with("b", 1, 1, 1, 1, Double.NaN)
                .with("p_b", 0.1, 0.9, 0.5, 0.2, 0.4);
        return Scorer.score(source, Request.automatic().withLabels(List.of("a", "b")));
    }

    @Test
    void asText() {
        String text = ScorecardText.of(card(), List.of("x.csv"), null, Page.plain(Language.EN));
        assertThat(text)
                .contains("2 labels, of which several may be true", "Each label", "all labels right", "b: ")
                .contains("macro AUC");
        assertThat(ScorecardText.of(card(), List.of("x.csv"), null, Page.plain(Language.ZH)))
                .contains("各标签", "2 个可同时成立的标签");
    }

    @Test
    void asJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Provenance provenance = new Provenance("1", List.of("x.csv"), Instant.EPOCH, "surprisal score");
        ScorecardJson.write(card(), provenance, Language.EN, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"task\": \"multilabel\"", "\"labels\": [", "\"left_out\": {\"not_a_number\": 1}");
    }
}
