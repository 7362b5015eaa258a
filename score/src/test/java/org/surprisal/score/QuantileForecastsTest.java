package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.math.Normal;

/** Quantile forecasts, against the definitions of their scores. */
final class QuantileForecastsTest {
    private static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);
    private static final Request REQUEST = Request.automatic().withScale(Scale.QUANTILE);

    private record Data(double[] y, double[][] q) {
        ArraySource source() {
            ArraySource rows = ArraySource.empty().with("y", y);
            for (int k = 0; k < q.length; k++) {
                rows = rows.with("q" + LEVELS.get(k), q[k]);
            }
            return rows;
        }
    }

    private static Data data(int n, long seed) {
        Random random = new Random(seed);
        double[] y = new double[n];
        double[][] q = new double[LEVELS.size()][n];
        for (int i = 0; i < n; i++) {
            double mean = 10 * random.nextGaussian();
            y[i] = mean + 2 * random.nextGaussian();
            for (int k = 0; k < q.length; k++) {
                q[k][i] = mean + 2 * Normal.quantile(LEVELS.get(k));
            }
        }
        return new Data(y, q);
    }

    private static double value(Scorecard card, String score) {
        return card.get(score).value();
    }

    /** The interval score of Gneiting and Raftery (2007), as Bracher and others (2021) weigh it. */
    private static double wis(double y, double[] q) {
        int half = q.length / 2;
        double sum = 0.5 * Math.abs(y - q[half]);
        for (int k = 0; k < half; k++) {
            double alpha = 2 * LEVELS.get(k);
            double low = q[k];
            double high = q[q.length - 1 - k];
            double interval = high - low + 2 / alpha * Math.max(0, low - y) + 2 / alpha * Math.max(0, y - high);
            sum += alpha / 2 * interval;
        }
        return sum / (half + 0.5);
    }

    @Test
    void scoresAreThoseOfTheirDefinitions() {
        Data data = data(700, 1);
        Scorecard card = Scorer.score(data.source(), REQUEST);
        double[] wis = new double[700];
        double[] pinball = new double[700];
        for (int i = 0; i < wis.length; i++) {
            int row = i;
            wis[i] = wis(
                    data.y[i],
                    Arrays.stream(data.q).mapToDouble(column -> column[row]).toArray());
            for (int k = 0; k < LEVELS.size(); k++) {
                double error = data.y[i] - data.q[k][i];
                pinball[i] += Math.max(LEVELS.get(k) * error, (LEVELS.get(k) - 1) * error) / LEVELS.size();
            }
        }
        double mean = Arrays.stream(wis).average().orElseThrow();
        assertThat(value(card, "wis")).isCloseTo(mean, within(1e-12));
        assertThat(value(card, "pinball"))
                .isCloseTo(Arrays.stream(pinball).average().orElseThrow(), within(1e-12));
        // The weighted interval score is the mean of twice the pinball losses.
        assertThat(value(card, "wis")).isCloseTo(2 * value(card, "pinball"), within(1e-12));
        assertThat(value(card, "wis_dispersion")
                        + value(card, "wis_underprediction")
                        + value(card, "wis_overprediction"))
                .isCloseTo(mean, within(1e-12));
        double square = Arrays.stream(wis).map(x -> (x - mean) * (x - mean)).sum() / 699;
        assertThat(card.get("wis").se()).isCloseTo(Math.sqrt(square / 700), within(1e-12));
        long inside = IntStream.range(0, 700)
                .filter(i -> data.q[0][i] <= data.y[i] && data.y[i] <= data.q[4][i])
                .count();
        assertThat(value(card, "interval_coverage_0.9")).isCloseTo(inside / 700.0, within(1e-15));
        assertThat(card.get("interval_coverage_0.9").method()).isEqualTo("wilson");
        assertThat(value(card, "interval_width_0.5"))
                .isCloseTo(2 * (Normal.quantile(0.75) - Normal.quantile(0.25)), within(1e-12));
        assertThat(value(card, "at_or_below_0.25")).isBetween(0.2, 0.3);
        assertThat(value(card, "mae"))
                .isCloseTo(
                        IntStream.range(0, 700)
                                .mapToDouble(i -> Math.abs(data.y[i] - data.q[2][i]))
                                .average()
                                .orElseThrow(),
                        within(1e-12));
        PitHistogram pit = Objects.requireNonNull(card.section(PitHistogram.class));
        assertThat(pit.edges()).containsExactly(0, 0.05, 0.25, 0.5, 0.75, 0.95, 1);
        assertThat(Arrays.stream(pit.shares()).sum()).isCloseTo(1, within(1e-15));
        assertThat(pit.shares()[0]).isCloseTo(value(card, "below_0.05"), within(1e-15));
        assertThat(card.notes()).isEmpty();
    }

    /**
     * Bracher and others (2021) show a forecast of one central interval: with the median 2, the 50 % interval from 1 to
     * 4 and 7 observed, each part by hand.
     */
    @Test
    void oneRowByHand() {
        ArraySource rows = ArraySource.empty()
                .with("y", 7.0)
                .with("q25", 1.0)
                .with("q50", 2.0)
                .with("q75", 4.0);
        Scorecard card = Scorer.score(rows, REQUEST);
        assertThat(value(card, "wis_dispersion")).isEqualTo(0.25 * 3 / 1.5);
        assertThat(value(card, "wis_underprediction")).isEqualTo((0.5 * 5 + 3) / 1.5);
        assertThat(value(card, "wis_overprediction")).isZero();
        assertThat(value(card, "wis")).isCloseTo((0.75 + 5.5) / 1.5, within(1e-15));
        assertThat(card.notes()).anyMatch(note -> note.code() == Note.Code.TOO_FEW_ROWS);
    }

    @Test
    void orderThreadsAndWeightsChangeNothing() {
        Data data = data(3_000, 2);
        Random random = new Random(3);
        double[] w = random.doubles(3_000).toArray();
        int[] order = Samples.shuffled(3_000, random);
        double[][] q = new double[data.q.length][];
        Arrays.setAll(
                q, k -> Arrays.stream(order).mapToDouble(i -> data.q[k][i]).toArray());
        Data other = new Data(Arrays.stream(order).mapToDouble(i -> data.y[i]).toArray(), q);
        double[] moved = Arrays.stream(order).mapToDouble(i -> w[i]).toArray();
        Scorecard one = Scorer.score(data.source().with("w", w), REQUEST.withWeight("w"));
        Scorecard two = Scorer.score(
                other.source().with("w", moved), REQUEST.withWeight("w").withThreads(3));
        assertThat(two.scores()).isEqualTo(one.scores());
        assertThat(Objects.requireNonNull(two.section(PitHistogram.class)).shares())
                .containsExactly(
                        Objects.requireNonNull(one.section(PitHistogram.class)).shares());
        double[] counts = random.ints(3_000, 0, 3).asDoubleStream().toArray();
        Scorecard counted = Scorer.score(data.source().with("k", counts), REQUEST.withCount("k"));
        Scorecard weighted = Scorer.score(data.source().with("k", counts), REQUEST.withWeight("k"));
        assertThat(value(counted, "wis")).isCloseTo(value(weighted, "wis"), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "q0.1, 0.1",
        "q_10, 0.1",
        "Q2.5, 0.025",
        "p97_5, 0.975",
        "quantile_0.975, 0.975",
        "pred_p05, 0.05",
        "percentile 99, 0.99",
        ".5, 0.5",
        "0.25, 0.25",
        "y_quantile.5, 0.5",
        "pct7, 0.07"
    })
    void namesTellLevels(String name, double level) {
        assertThat(QuantileColumns.levelOf(name)).hasValue(level);
    }

    @ParameterizedTest
    @CsvSource({"p", "q", "q0", "q100", "prob1", "y", "10", "group2", "quantile", "q1x"})
    void otherNamesDoNot(String name) {
        assertThat(QuantileColumns.levelOf(name)).isEmpty();
    }

    @Test
    void columnsAndLevelsAreNamed() {
        Data data = data(200, 4);
        ArraySource rows = ArraySource.empty()
                .with("happened", data.y)
                .with("high", data.q[4])
                .with("low", data.q[0])
                .with("middle", data.q[2]);
        Request request = REQUEST.withOutcome("happened")
                .withPrediction("high", "low", "middle")
                .withLevels(List.of(0.95, 0.05, 0.5));
        Scorecard card = Scorer.score(rows, request);
        assertThat(card.prediction()).containsExactly("low", "middle", "high");
        assertThat(value(card, "wis"))
                .isEqualTo(value(
                        Score.quantiles(
                                data.y, List.of(0.05, 0.5, 0.95), Request.automatic(), data.q[0], data.q[2], data.q[4]),
                        "wis"));
        assertThatThrownBy(() -> Scorer.score(rows, request.withLevels(List.of(0.1, 0.5))))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--levels gives 2 levels, but there are 3 prediction columns");
        assertThatThrownBy(() -> Scorer.score(rows, request.withLevels(List.of())))
                .hasMessageContaining("The name \"high\" does not say the level");
        assertThatThrownBy(() -> Scorer.score(rows, request.withLevels(List.of(0.5, 0.5, 0.9))))
                .hasMessageContaining("\"high\" and \"low\" are both quantiles of level 0.5");
        assertThatThrownBy(() -> Scorer.score(rows, request.withLevels(List.of(0.5, 1.5, 0.9))))
                .hasMessageContaining("--levels lie between 0 and 1");
        assertThatThrownBy(() -> Scorer.score(rows, request.withScale(Scale.MEAN)))
                .hasMessageContaining("say --as quantile");
        assertThatThrownBy(() -> Scorer.score(rows, REQUEST)).hasMessageContaining("No column has a name that says");
        assertThatThrownBy(() -> Scorer.score(data.source(), REQUEST.withLevels(List.of(0.05, 0.3))))
                .hasMessageContaining("says the level 0.3");
        assertThat(Scorer.score(data.source(), REQUEST.withLevels(List.of(0.75, 0.25, 0.5)))
                        .prediction())
                .containsExactly("q0.25", "q0.5", "q0.75");
        assertThatThrownBy(() -> Scorer.score(data.source(), REQUEST.withReference("0.5")))
                .hasMessageContaining("forecasts that are distributions");
        assertThatThrownBy(() -> Scorer.score(data.source(), REQUEST.withLosses(org.surprisal.loss.Catalogue.SQUARED)))
                .hasMessageContaining("--loss is of one prediction per row");
    }

    @Test
    void whatIsMissingOrCrossesIsSaid() {
        double nan = Double.NaN;
        ArraySource rows = ArraySource.empty()
                .with("y", 1, 2, 3, nan, 5, Double.POSITIVE_INFINITY)
                .with("q10", 0, 3, nan, 1, 4, 1)
                .with("q50", 1, 2, 3, 1, 5, 1)
                .with("q80", 2, 4, 5, 1, 6, 1);
        Scorecard card = Scorer.score(rows, REQUEST);
        assertThat(card.scored()).isEqualTo(3);
        assertThat(card.leftOut())
                .containsEntry(Note.Code.NOT_A_NUMBER, 2L)
                .containsEntry(Note.Code.OUTSIDE_DOMAIN, 1L);
        assertThat(card.scores()).doesNotContainKey("wis").containsKey("pinball");
        assertThat(card.notes())
                .anySatisfy(note -> {
                    assertThat(note.code()).isEqualTo(Note.Code.QUANTILES_CROSS);
                    assertThat(note.count()).isEqualTo(1);
                })
                .anySatisfy(note -> {
                    assertThat(note.code()).isEqualTo(Note.Code.UNPAIRED_LEVELS);
                    assertThat(note.evidence()).containsEntry("levels", List.of("0.1", "0.8"));
                });
    }

    /** All that holds for means over rows holds for these: clusters, segments, other models. */
    @Test
    void clustersSegmentsAndOtherModels() {
        Data data = data(400, 5);
        Data worse = data(400, 6);
        String[] group = IntStream.range(0, 400).mapToObj(i -> "g" + i % 40).toArray(String[]::new);
        ArraySource rows = data.source().with("group", group);
        for (int k = 0; k < LEVELS.size(); k++) {
            rows = rows.with("other_" + LEVELS.get(k), worse.q[k]);
        }
        Request request = REQUEST.withPrediction("q0.05", "q0.25", "q0.5", "q0.75", "q0.95");
        Grouping grouping = Grouping.none().withCluster("group").withBy("group").withMemory(1 << 24);
        Scorecard card = Scorer.score(rows, request, grouping, Versus.of("other_{level}"));
        assertThat(card.get("wis").method()).isEqualTo("cluster_t");
        assertThat(card.segments()).hasSize(40);
        assertThat(card.segments().getFirst().differences()).containsKeys("wis", "pinball");
        Difference difference = Objects.requireNonNull(Objects.requireNonNull(card.section(ModelComparison.class))
                .differences()
                .get("wis"));
        assertThat(difference.estimate().value()).isLessThan(0);
        ArraySource table = rows;
        assertThatThrownBy(() -> Scorer.score(table, request, Grouping.none(), Versus.of("other")))
                .hasMessageContaining("write the names of the other model's columns with {level}");
    }
}
