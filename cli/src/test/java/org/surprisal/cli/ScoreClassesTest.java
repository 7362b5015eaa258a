package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Probabilities of several classes, seen as events. */
class ScoreClassesTest {
    private static final String MEN = "../examples/world_cup_matches_men.csv";

    private static JsonNode json(String... options) {
        String[] call = new String[options.length + 4];
        call[0] = "score";
        call[1] = MEN;
        System.arraycopy(options, 0, call, 2, options.length);
        call[options.length + 2] = "--json";
        call[options.length + 3] = "-";
        Run run = Run.of(call);
        assertThat(run.exit()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    /** Values of a program of a few lines of Python over sorted lists; errors of its 1,500 bootstrap samples. */
    @Test
    void averagesOfRankingsWithTheirErrors() {
        JsonNode scores = json().get("scores");
        String[] names = {
            "auc_macro",
            "auc_weighted",
            "auc_micro",
            "average_precision_macro",
            "average_precision_weighted",
            "average_precision_micro"
        };
        double[] values = {
            0.7233117870247251,
            0.734528060041874,
            0.7617510330578512,
            0.5148782105197444,
            0.590603243964597,
            0.6155751446978383
        };
        double[] errors = {0.02905, 0.03054, 0.02752, 0.03220, 0.03938, 0.04161};
        for (int i = 0; i < names.length; i++) {
            JsonNode score = scores.get(names[i]);
            assertThat(score.get("value").doubleValue()).as(names[i]).isCloseTo(values[i], within(1e-14));
            assertThat(score.get("se").doubleValue()).as(names[i]).isCloseTo(errors[i], within(0.04 * errors[i]));
        }
    }

    @Test
    void eachClassHasADecompositionThatAddsUp() {
        JsonNode card = json();
        assertThat(card.get("one_versus_rest").size()).isEqualTo(3);
        for (JsonNode each : card.get("one_versus_rest")) {
            for (String name : new String[] {"log_loss", "brier"}) {
                JsonNode parts = each.at("/decomposition/" + name);
                double sum = parts.at("/miscalibration/value").doubleValue()
                        - parts.at("/discrimination/value").doubleValue()
                        + parts.at("/uncertainty/value").doubleValue();
                assertThat(sum).isCloseTo(each.at("/scores/" + name + "/value").doubleValue(), within(1e-14));
            }
            assertThat(each.at("/curves/reliability/points").size()).isPositive();
        }
        assertThat(card.at("/top_label/chance/ece_top_label/p_value").doubleValue())
                .isBetween(0.001, 1.0);
    }

    @Test
    void rowsOfOneDayDependOnEachOther() {
        JsonNode card = json("--cluster", "date");
        assertThat(card.at("/scores/auc_macro/method").stringValue()).isEqualTo("cluster_t");
        assertThat(card.at("/scores/average_precision_micro/method").stringValue())
                .isEqualTo("cluster_t");
        assertThat(card.at("/one_versus_rest/0/scores/auc/method").stringValue())
                .isEqualTo("cluster_t");
        assertThat(card.at("/one_versus_rest/0/skill/brier/method").stringValue())
                .isEqualTo("cluster_t");
        assertThat(card.at("/one_versus_rest/0/chance").isMissingNode()).isTrue();
        assertThat(card.at("/scores/ece_top_label/interval").isNull()).isTrue();
    }

    @Test
    void withoutARankingNothingIsSeenAsEvents() {
        JsonNode card = json("--no-ranking");
        assertThat(card.get("one_versus_rest")).isNull();
        assertThat(card.at("/scores/auc_macro").isMissingNode()).isTrue();
        assertThat(card.get("each_class").size()).isEqualTo(3);
    }
}
