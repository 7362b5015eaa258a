package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.surprisal.score.Unscorable.Choice;

/** Published files of forecasts, each understood as a user would wish. */
class RealTablesTest {
    private static final Request AUTOMATIC = Request.automatic();

    @Test
    void twoSidesOfAGameAreOneBinaryForecast() {
        Scorecard card = RowLog.score(SharedData.csv("nfl_games.csv"), AUTOMATIC);
        assertThat(card.task()).isEqualTo(Task.BINARY);
        assertThat(card.scale()).isEqualTo(Scale.PROBABILITY);
        assertThat(card.outcome()).containsExactly("prob1_outcome");
        assertThat(card.prediction()).containsExactly("prob1");
        assertThat(card.classes()).containsExactly("0", "1");
        assertThat(card.rows()).isEqualTo(1889);
        assertThat(card.scored()).isEqualTo(1882);
        assertThat(card.leftOut()).isEqualTo(Map.of(Note.Code.OUTCOME_BETWEEN_CLASSES, 7L));
        assertThat(card.notes()).hasSize(1);
        assertThat(card.notes().getFirst().rows()).hasSize(7).isSorted();
    }

    @Test
    void winTieAndLossAreThreeClasses() {
        for (String name : List.of("men", "women")) {
            ArraySource table = SharedData.csv("world_cup_matches_" + name + ".csv");
            Scorecard card = RowLog.score(table, AUTOMATIC);
            assertThat(card.task()).isEqualTo(Task.CLASSES);
            assertThat(card.outcome()).containsExactly("prob1_outcome", "probtie_outcome", "prob2_outcome");
            assertThat(card.prediction()).containsExactly("prob1", "probtie", "prob2");
            assertThat(card.classes()).containsExactly("prob1", "probtie", "prob2");
            assertThat(card.scored()).isEqualTo(card.rows()).isEqualTo(name.equals("men") ? 176 : 103);
            assertThat(card.leftOut()).isEmpty();
        }
    }

    @Test
    void roundsOfATournamentAreEventsOfTheirOwn() {
        ArraySource table = SharedData.csv("fivethirtyeight-games/tennis_men.csv");
        assertThatThrownBy(() -> RowLog.score(table, AUTOMATIC))
                .asInstanceOf(type(Unscorable.class))
                .satisfies(e -> assertThat(e.choices())
                        .hasSize(7)
                        .contains(new Choice(List.of("round_3_outcome"), List.of("round_3"), List.of())));
        assertThat(RowLog.score(table, AUTOMATIC.withPrediction("round_3")).outcome())
                .containsExactly("round_3_outcome");
    }

    @Test
    void aProbabilityAmongScoresOfAGameIsFound() {
        Scorecard card = RowLog.score(SharedData.csv("nfl_elo.csv"), AUTOMATIC);
        assertThat(card.task()).isEqualTo(Task.BINARY);
        assertThat(card.outcome()).containsExactly("result1");
        assertThat(card.prediction()).containsExactly("elo_prob1");
        assertThat(card.scored()).isEqualTo(16494);
        assertThat(card.leftOut()).isEqualTo(Map.of(Note.Code.OUTCOME_BETWEEN_CLASSES, 316L));
    }

    @Test
    void fourForecastsAreFourChoices() {
        ArraySource table = SharedData.csv("gpl-weather/precip_niamey_2016.csv");
        assertThatThrownBy(() -> RowLog.score(table, AUTOMATIC))
                .asInstanceOf(type(Unscorable.class))
                .satisfies(e -> assertThat(e.choices())
                        .extracting(Choice::outcome, Choice::prediction)
                        .containsExactly(
                                tuple(List.of("obs"), List.of("Logistic")),
                                tuple(List.of("obs"), List.of("EMOS")),
                                tuple(List.of("obs"), List.of("ENS")),
                                tuple(List.of("obs"), List.of("EPC"))));
        assertThat(RowLog.score(table, AUTOMATIC.withPrediction("ENS")).scored())
                .isEqualTo(92);
    }

    @Test
    void percentagesAreAskedFor() {
        ArraySource table = SharedData.csv("gpl-weather/prob_frcs.csv");
        assertThatThrownBy(() -> RowLog.score(table, AUTOMATIC))
                .asInstanceOf(type(Unscorable.class))
                .satisfies(e -> {
                    assertThat(e).hasMessageContaining("percentages");
                    assertThat(e.choices().getFirst())
                            .isEqualTo(new Choice(List.of("obs"), List.of("frcst"), List.of("--as", "percent")));
                });
        Scorecard card = RowLog.score(table, AUTOMATIC.withScale(Scale.PERCENT));
        assertThat(card.scored()).isEqualTo(1242);
        assertThat(RowLog.rows(card)).contains("1.0 | 0.4");
    }

    @Test
    void publishedScoresAreReproduced() {
        Scorecard games = Scorer.score(SharedData.csv("nfl_games.csv"), AUTOMATIC);
        assertThat(value(games, "log_loss")).isCloseTo(0.631516, within(5e-7));
        assertThat(value(games, "brier")).isCloseTo(0.220826, within(5e-7));
        assertThat(estimate(games, "log_loss").se()).isCloseTo(0.008762, within(5e-7));
        Scorecard elo = Scorer.score(SharedData.csv("nfl_elo.csv"), AUTOMATIC.withThreads(2));
        assertThat(value(elo, "log_loss")).isCloseTo(0.610883, within(5e-7));
        assertThat(value(elo, "brier")).isCloseTo(0.211705, within(5e-7));
        Scorecard men = Scorer.score(SharedData.csv("world_cup_matches_men.csv"), AUTOMATIC);
        assertThat(value(men, "log_loss")).isCloseTo(0.899169, within(5e-7));
        assertThat(value(men, "brier")).isCloseTo(0.537532, within(5e-7));
        Scorecard women = Scorer.score(SharedData.csv("world_cup_matches_women.csv"), AUTOMATIC);
        assertThat(value(women, "log_loss")).isCloseTo(0.678398, within(5e-7));
    }

    @Test
    void impossibleOutcomesAreFound() {
        Scorecard card =
                Scorer.score(SharedData.csv("gpl-weather/precip_niamey_2016.csv"), AUTOMATIC.withPrediction("ENS"));
        assertThat(value(card, "log_loss")).isInfinite();
        assertThat(value(card, "brier")).isCloseTo(0.266168, within(5e-7));
        assertThat(card.notes())
                .filteredOn(note -> note.code() == Note.Code.ZERO_PROBABILITY)
                .singleElement()
                .satisfies(note -> assertThat(note.rows()).hasSize(6).isSorted());
    }

    private static double value(Scorecard card, String score) {
        return estimate(card, score).value();
    }

    private static Estimate estimate(Scorecard card, String score) {
        return Objects.requireNonNull(card.scores().get(score), score);
    }
}
