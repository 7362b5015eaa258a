package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;

/** The ranked probability score: by hand, of published files, against the frequencies of the classes. */
class RankedProbabilityTest {
    private static final Request ORDERED = Request.automatic().withLosses(Catalogue.RANKED_PROBABILITY);

    @Test
    void byHand() {
        Scorecard card = Score.classes(
                ORDERED,
                List.of("low", "middle", "high"),
                new int[] {0, 2},
                new double[] {0.5, 0.25},
                new double[] {0.25, 0.25},
                new double[] {0.25, 0.5});
        double first = (0.25 + 0.0625) / 2;
        double second = (0.0625 + 0.25) / 2;
        assertThat(card.get("rps").value()).isEqualTo((first + second) / 2);
        assertThat(card.get("rps_sum").value()).isEqualTo(first + second);
        // Half of the rows low, half high: cumulated 1/2 and 1/2, off by 1/2 twice.
        assertThat(Objects.requireNonNull(card.reference().get("rps")).value()).isEqualTo(0.25);
        assertThat(Objects.requireNonNull(card.skill().get("rps")).value())
                .isCloseTo(1 - (first + second) / 2 / 0.25, within(1e-15));
        assertThat(card.scores()).doesNotContainKey("ranked_probability");
    }

    /** Of these rows the values are in the README of the data. */
    @Test
    void ofTheWorldCups() {
        for (String name : List.of("men", "women")) {
            Scorecard card = Scorer.score(SharedData.csv("world_cup_matches_" + name + ".csv"), ORDERED);
            assertThat(card.get("rps").value()).isCloseTo(name.equals("men") ? MEN : WOMEN, within(5e-7));
        }
    }

    private static final double MEN = 0.204014;
    private static final double WOMEN = 0.151068;

    @Test
    void softOutcomesHaveTheScoreWithoutSkill() {
        ArraySource table = ArraySource.empty()
                .with("prob_a_outcome", 1, 0.5, 0)
                .with("prob_b_outcome", 0, 0.5, 1)
                .with("prob_c_outcome", 0, 0, 0)
                .with("prob_a", 0.5, 0.5, 0.25)
                .with("prob_b", 0.25, 0.25, 0.25)
                .with("prob_c", 0.25, 0.25, 0.5);
        Scorecard card = Scorer.score(table, ORDERED.withSoftOutcomes());
        assertThat(card.scores()).containsKey("ranked_probability").doesNotContainKey("rps");
    }
}
