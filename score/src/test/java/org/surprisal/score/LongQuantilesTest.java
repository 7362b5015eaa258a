package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.surprisal.math.Normal;

/** Quantile forecasts with one row for each level give what the same forecasts give with one column for each. */
final class LongQuantilesTest {
    private static final double[] LEVELS = {0.1, 0.5, 0.9};
    private static final Request LONG =
            Request.automatic().withScale(Scale.QUANTILE).withLevelColumn("quantile");

    private static final int FORECASTS = 300;

    private final double[] y = new double[FORECASTS];
    private final double[][] q = new double[3][FORECASTS];

    private ArraySource wide() {
        Random random = new Random(3);
        String[] place = new String[FORECASTS];
        for (int i = 0; i < FORECASTS; i++) {
            y[i] = random.nextGaussian();
            place[i] = "p" + i % 40;
            for (int k = 0; k < 3; k++) {
                q[k][i] = Normal.quantile(LEVELS[k]) + 0.3 * random.nextGaussian();
            }
        }
        return ArraySource.empty()
                .with("y", y)
                .with("q0.1", q[0])
                .with("q0.5", q[1])
                .with("q0.9", q[2])
                .with("place", place);
    }

    /** Rows of all forecasts and levels in any order. */
    private ArraySource rows(long seed) {
        int[] order = Samples.shuffled(3 * FORECASTS, new Random(seed));
        double[] outcome = new double[order.length];
        double[] value = new double[order.length];
        double[] level = new double[order.length];
        String[] place = new String[order.length];
        String[] week = new String[order.length];
        for (int r = 0; r < order.length; r++) {
            int i = order[r] / 3;
            int k = order[r] % 3;
            outcome[r] = y[i];
            value[r] = q[k][i];
            level[r] = LEVELS[k];
            place[r] = "p" + i % 40;
            week[r] = "w" + i / 40;
        }
        return ArraySource.empty()
                .with("observed", outcome)
                .with("prediction", value)
                .with("quantile", level)
                .with("place", place)
                .with("week", week);
    }

    @Test
    void longIsWide() {
        ArraySource wide = wide();
        Scorecard expected = Scorer.score(wide, Request.automatic().withScale(Scale.QUANTILE));
        for (long seed = 1; seed < 4; seed++) {
            Scorecard card = Scorer.score(rows(seed), LONG);
            assertThat(card.scores()).isEqualTo(expected.scores());
            assertThat(card.rows()).isEqualTo(FORECASTS);
            assertThat(Scorer.score(rows(seed), LONG.withOn(List.of("week", "place")))
                            .scores())
                    .isEqualTo(expected.scores());
        }
        Grouping byPlace = new Grouping(List.of("place"), null, null, List.of(), 1 << 24);
        assertThat(Scorer.score(rows(9), LONG, byPlace).scores())
                .isEqualTo(Scorer.score(wide, Request.automatic().withScale(Scale.QUANTILE), byPlace)
                        .scores());
    }

    @Test
    void weightsAndGaps() {
        ArraySource rows = ArraySource.empty()
                .with("observed", 1, 1, 1, 2, 2, Double.NaN)
                .with("prediction", 0, 1, 2, 2, 4, 1)
                .with("quantile", 0.1, 0.5, 0.9, 0.5, 0.9, 0.5)
                .with("w", 2, 2, 2, 1, 1, 1)
                .with("id", new String[] {"a", "a", "a", "b", "b", "c"});
        Scorecard card = Scorer.score(rows, LONG.withWeight("w"));
        assertThat(card.rows()).isEqualTo(3);
        assertThat(card.scored()).isEqualTo(1);
        assertThat(card.leftOut()).containsEntry(Note.Code.PREDICTION_MISSING, 2L);
        assertThat(card.weight()).isEqualTo("w");
    }

    @Test
    void whatIsWrongIsNamedWithItsRow() {
        ArraySource rows = ArraySource.empty()
                .with("observed", 1, 1, 2)
                .with("prediction", 0, 1, 2)
                .with("quantile", 0.1, 0.5, 0.5)
                .with("id", new String[] {"a", "a", "a"});
        assertThatThrownBy(() -> Scorer.score(rows, LONG))
                .isInstanceOf(Unscorable.class)
                .hasMessageStartingWith("Of one forecast the outcomes differ in row 1 and row 3")
                .hasMessageContaining("--on");
        ArraySource twice = ArraySource.empty()
                .with("observed", 1, 1)
                .with("prediction", 0, 1)
                .with("quantile", 0.5, 0.5)
                .with("id", new String[] {"a", "a"});
        assertThatThrownBy(() -> Scorer.score(twice, LONG))
                .hasMessageStartingWith("The forecast of row 1 has the level 0.5 again in row 2");
        ArraySource weights = ArraySource.empty()
                .with("observed", 1, 1)
                .with("prediction", 0, 1)
                .with("quantile", 0.5, 0.9)
                .with("w", 1, 2);
        assertThatThrownBy(() -> Scorer.score(weights, LONG.withWeight("w")))
                .hasMessageContaining("the weights differ in row 1 and row 2");
        ArraySource level =
                ArraySource.empty().with("observed", 1).with("prediction", 0).with("quantile", 50);
        assertThatThrownBy(() -> Scorer.score(level, LONG)).hasMessageContaining("\"quantile\" in row 1 is no level");
        assertThatThrownBy(() -> Scorer.score(twice, LONG.withScale(Scale.MEAN)))
                .hasMessageContaining("say --as quantile");
        assertThatThrownBy(() -> Scorer.score(twice, LONG.withCount("w"))).hasMessageContaining("--count does not go");
        assertThatThrownBy(() -> Scorer.score(twice, LONG.withLevelColumn("level")))
                .hasMessageContaining("There is no column \"level\" for --quantile");
        assertThatThrownBy(() -> Scorer.score(rows(1), LONG, new Grouping(List.of(), null, null, List.of(), 10_000)))
                .hasMessageContaining("more than the 0 MB granted");
    }
}
