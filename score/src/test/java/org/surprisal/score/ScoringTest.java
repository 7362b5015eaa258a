package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** Arrays in one call, and rows in batches, from threads and from parts: the same card. */
class ScoringTest {
    private static final int ROWS = 5_000;

    private final double[] y = new double[ROWS];
    private final double[] p = new double[ROWS];
    private final double[] w = new double[ROWS];
    private final int[] label = new int[ROWS];
    private final double[][] shares = new double[3][ROWS];

    ScoringTest() {
        Random random = new Random(4);
        for (int i = 0; i < ROWS; i++) {
            p[i] = Math.round(random.nextDouble() * 1000) / 1000.0;
            y[i] = random.nextDouble() < p[i] ? 1 : 0;
            w[i] = random.nextInt(4);
            label[i] = random.nextInt(4) - 1;
            shares[0][i] = 0.5;
            shares[1][i] = 0.5 * p[i];
            shares[2][i] = 0.5 - shares[1][i];
        }
    }

    /** Everything but row numbers and the names of columns. */
    private static String told(Scorecard card) {
        Scorecard.Confusion confusion = card.confusion();
        return List.of(
                        card.task(),
                        card.classes(),
                        card.rows(),
                        card.scored(),
                        card.leftOut(),
                        card.scores(),
                        card.reference(),
                        card.skill(),
                        card.decomposition(),
                        confusion == null ? "" : Arrays.deepToString(confusion.rows()),
                        card.notes().stream()
                                .map(note -> note.code() + " " + note.count() + " " + note.evidence())
                                .toList())
                .toString();
    }

    @Test
    void oneCallScoresArrays() {
        Scorecard card = Score.binary(new double[] {1, 0, 1, Double.NaN}, new double[] {0.5, 0.25, 1, 0.5});
        assertThat(card.scored()).isEqualTo(3);
        assertThat(card.leftOut()).containsExactlyEntriesOf(Map.of(Note.Code.NOT_A_NUMBER, 1L));
        assertThat(card.get("brier").value()).isEqualTo((0.25 + 0.0625) / 3);
        assertThat(card.get(Catalogue.LOG_LOSS)).isSameAs(card.scores().get("log_loss"));
        assertThatThrownBy(() -> card.get("breir"))
                .hasMessageContaining("\"breir\"")
                .hasMessageContaining("brier");
        Scorecard numbers = Score.regression(new double[] {1, 2, 4}, new double[] {1, 2, 2});
        assertThat(numbers.get("mse").value()).isEqualTo(4.0 / 3);
        Loss huber = Catalogue.HUBER.with("delta", 0.5);
        Request asked = Request.automatic().withLosses(huber).withLevel(0.9);
        Scorecard more = Score.regression(new double[] {1, 2, 4}, new double[] {1, 2, 2}, asked);
        assertThat(more.get(huber).value()).isEqualTo(0.5 * (2 - 0.25) / 3);
        assertThat(more.get(huber).level()).isEqualTo(0.9);
    }

    @Test
    void logOddsAreReadAsTheRequestSays() {
        Scorecard card = Score.binary(
                new double[] {1, 0}, new double[] {0, 0}, Request.automatic().withScale(Scale.LOGIT));
        assertThat(card.get("brier").value()).isEqualTo(0.25);
    }

    @Test
    void classesAreNamed() {
        List<String> names = List.of("win", "draw", "loss");
        Scorecard card = Score.classes(names, label, shares);
        assertThat(card.classes()).isEqualTo(names);
        assertThat(card.leftOut()).containsOnlyKeys(Note.Code.OUTCOME_MISSING);
        assertThatThrownBy(() -> Score.classes(names, new int[] {3}, shares))
                .hasMessageContaining("Row 1 is of class 3");
        assertThatThrownBy(() -> Score.classes(names, label, p)).hasMessageContaining("3 classes and 1 columns");
        Scoring scoring = Scoring.classes(names);
        for (int from = 0; from < ROWS; from += 777) {
            int to = Math.min(ROWS, from + 777);
            int start = from;
            scoring.add(
                    Arrays.copyOfRange(label, from, to),
                    Arrays.stream(shares)
                            .map(column -> Arrays.copyOfRange(column, start, to))
                            .toArray(double[][]::new));
        }
        assertThat(told(scoring.card())).isEqualTo(told(card));
        assertThatThrownBy(() -> Scoring.classes(List.of("one"))).hasMessageContaining("at least two");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 512, 2048, ROWS})
    void batchesDoNotMatter(int size) {
        Scoring scoring = Scoring.binary();
        for (int from = 0; from < ROWS; from += size) {
            int to = Math.min(ROWS, from + size);
            scoring.add(Arrays.copyOfRange(y, from, to), Arrays.copyOfRange(p, from, to));
        }
        assertThat(told(scoring.card())).isEqualTo(told(Score.binary(y, p)));
        assertThat(told(scoring.card())).isEqualTo(told(scoring.card()));
    }

    @Test
    void aCardMayBeTakenInBetween() {
        Scoring scoring = Scoring.regression();
        scoring.add(Arrays.copyOf(p, 10), Arrays.copyOf(y, 10));
        assertThat(scoring.card().scored()).isEqualTo(10);
        scoring.add(Arrays.copyOfRange(p, 10, ROWS), Arrays.copyOfRange(y, 10, ROWS));
        assertThat(told(scoring.card())).isEqualTo(told(Score.regression(p, y)));
    }

    @Test
    void manyThreadsBringRowsAndPartsMerge() throws InterruptedException, ExecutionException {
        Scoring left = Scoring.binary();
        Scoring right = Scoring.binary();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < ROWS; i += 50) {
                int from = i;
                all.add(threads.submit(() -> (from % 100 == 0 ? left : right)
                        .add(Arrays.copyOfRange(y, from, from + 50), Arrays.copyOfRange(p, from, from + 50))));
                if (i % 1000 == 0) {
                    all.add(threads.submit(() -> peek(left)));
                }
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        Scorecard before = right.card();
        left.merge(right);
        assertThat(told(left.card())).isEqualTo(told(Score.binary(y, p)));
        assertThat(told(right.card())).isEqualTo(told(before));
    }

    /** Cards may be asked for at any time, rows or not. */
    private static void peek(Scoring scoring) {
        try {
            assertThat(scoring.card().scored()).isPositive();
        } catch (Unscorable noRowsYet) {
            assertThat(noRowsYet).hasMessageContaining("None of the 0 rows");
        }
    }

    @Test
    void weightsComeWithEachRow() {
        Request weighted = Request.automatic().withWeight("importance");
        Scoring scoring = Scoring.binary(weighted);
        scoring.addWeighted(y, p, w);
        ArraySource table =
                ArraySource.empty().with("outcome", y).with("prediction", p).with("weight", w);
        Scorecard card = Scorer.score(table, Request.automatic().withWeight("weight"));
        assertThat(scoring.card().scores()).isEqualTo(card.scores());
        assertThat(scoring.card().effectiveRows()).isEqualTo(card.effectiveRows());
        assertThatThrownBy(() -> scoring.add(y, p)).hasMessageContaining("addWeighted");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Scoring scoring = Scoring.binary();
        assertThatThrownBy(scoring::card).isInstanceOf(Unscorable.class);
        assertThatThrownBy(() -> scoring.add(new int[] {1}, new double[] {1})).hasMessageContaining("do not fit");
        assertThatThrownBy(() -> scoring.add(y, new double[] {1})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scoring.merge(Scoring.regression())).hasMessageContaining("same kind");
        assertThatThrownBy(
                        () -> scoring.merge(Scoring.binary(Request.automatic().withLevel(0.9))))
                .hasMessageContaining("same kind");
        assertThatThrownBy(() -> Scoring.binary(Request.automatic().withLevel(2)))
                .isInstanceOf(Unscorable.class);
        scoring.add(new double[] {2, 0.5}, new double[] {0.5, 0.5});
        assertThatThrownBy(scoring::card)
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("outside_domain")
                .hasMessageContaining("outcome_between_classes");
    }

    @Test
    void infiniteLossesAreToldWithoutRows() {
        Scoring scoring = Scoring.binary();
        scoring.add(new double[] {1, 1, 0}, new double[] {0, 0.5, 0.5});
        assertThat(scoring.card().get("log_loss").kind()).isEqualTo(Estimate.Kind.INFINITE);
        assertThat(scoring.card().notes())
                .anySatisfy(note -> assertThat(note.code()).isEqualTo(Note.Code.ZERO_PROBABILITY))
                .allSatisfy(note -> assertThat(note.rows()).isEmpty());
    }
}
