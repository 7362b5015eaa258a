package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.math.Dyadic;

/** Agreement of classes against values by hand, and its errors against leaving out each row. */
class AgreementTest {
    private static final Inference INFERENCE = new Inference(0.95);

    private static ConfusionSums.Cell cell(int truth, long predicted, long rows) {
        return new ConfusionSums.Cell(truth, predicted, new Weight(rows, Dyadic.of(rows), Dyadic.of(rows)));
    }

    private static Map<String, Estimate> scores(int classes, List<ConfusionSums.Cell> cells) {
        Map<String, Estimate> scores = new LinkedHashMap<>();
        new Agreement(classes, cells).put(scores, INFERENCE);
        return scores;
    }

    private static double value(Map<String, Estimate> scores, String name) {
        return Objects.requireNonNull(scores.get(name), name).value();
    }

    /** Cohen's example of 1960, table 1: two judges, three categories, kappa .492 of shares that round to .49. */
    @Test
    void kappaOfTwoJudges() {
        List<ConfusionSums.Cell> cells = List.of(
                cell(0, 1, 88),
                cell(0, 2, 14),
                cell(0, 4, 18),
                cell(1, 1, 10),
                cell(1, 2, 40),
                cell(1, 4, 10),
                cell(2, 1, 2),
                cell(2, 2, 6),
                cell(2, 4, 12));
        double chance = 0.6 * 0.5 + 0.3 * 0.3 + 0.1 * 0.2;
        assertThat(value(scores(3, cells), "kappa")).isCloseTo((0.7 - chance) / (1 - chance), within(1e-15));
    }

    /** Two classes: the numbers have closed forms. */
    @Test
    void twoClasses() {
        double tp = 6;
        double fp = 3;
        double fn = 1;
        double tn = 10;
        List<ConfusionSums.Cell> cells = List.of(cell(0, 1, 10), cell(0, 2, 3), cell(1, 1, 1), cell(1, 2, 6));
        Map<String, Estimate> scores = scores(2, cells);
        double mcc = (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
        assertThat(value(scores, "mcc")).isCloseTo(mcc, within(1e-15));
        assertThat(value(scores, "balanced_accuracy")).isCloseTo((6.0 / 7 + 10.0 / 13) / 2, within(1e-15));
        double f1 = 12.0 / 16;
        double other = 20.0 / 24;
        assertThat(value(scores, "macro_f1")).isCloseTo((f1 + other) / 2, within(1e-15));
        assertThat(value(scores, "weighted_f1")).isCloseTo((7 * f1 + 13 * other) / 20, within(1e-15));
        List<ClassScores> each = new Agreement(2, cells).each(INFERENCE, List.of("no", "yes"));
        assertThat(each.get(1).name()).isEqualTo("yes");
        assertThat(each.get(1).rows()).isEqualTo(7);
        assertThat(each.get(1).precision().value()).isCloseTo(6.0 / 9, within(1e-15));
        assertThat(each.get(1).recall().value()).isCloseTo(6.0 / 7, within(1e-15));
        assertThat(each.get(1).f1().value()).isCloseTo(f1, within(1e-15));
        assertThat(each.get(1).share().value()).isEqualTo(0.35);
    }

    /** One row of a class and a set of predicted classes. */
    private record Row(int truth, long predicted, double weight) {}

    private static List<ConfusionSums.Cell> cells(List<Row> rows) {
        ConfusionSums sums = new ConfusionSums(4);
        for (Row row : rows) {
            if (Long.bitCount(row.predicted) > 1) {
                sums.addTied(row.truth, row.predicted, row.weight, 1);
            } else {
                sums.add(row.truth, Long.numberOfTrailingZeros(row.predicted), row.weight, 1);
            }
        }
        return sums.cells();
    }

    /** The influence of a row is how the number moves with the row's weight. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void errorsAreThoseOfTheDerivativesInTheWeights(long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int truth = random.nextInt(4);
            long predicted =
                    random.nextInt(5) == 0 ? 0b1010 : 1L << (random.nextInt(3) == 0 ? random.nextInt(4) : truth);
            rows.add(new Row(truth, predicted, 1 + random.nextInt(3)));
        }
        double all = rows.stream().mapToDouble(Row::weight).sum();
        Map<String, ToDoubleFunction<List<ConfusionSums.Cell>>> numbers = new LinkedHashMap<>();
        for (String name : List.of("balanced_accuracy", "macro_f1", "weighted_f1", "kappa", "mcc")) {
            numbers.put(name, cells -> value(scores(4, cells), name));
        }
        numbers.put("f1 of b", cells -> each(cells).get(1).f1().value());
        numbers.forEach((name, number) -> {
            double sum = 0;
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                double step = 1e-5;
                double up = number.applyAsDouble(cells(changed(rows, i, row.weight + step)));
                double down = number.applyAsDouble(cells(changed(rows, i, row.weight - step)));
                double influence = (up - down) / (2 * step) * row.weight;
                sum += influence * influence;
            }
            double expected = Math.sqrt(sum * 60 / 59);
            Estimate estimate = name.equals("f1 of b")
                    ? each(cells(rows)).get(1).f1()
                    : Objects.requireNonNull(scores(4, cells(rows)).get(name));
            assertThat(Objects.requireNonNull(estimate.se()))
                    .as(name)
                    .isCloseTo(expected, within(1e-7 / all + 1e-6 * expected));
        });
    }

    private static List<ClassScores> each(List<ConfusionSums.Cell> cells) {
        return new Agreement(4, cells).each(INFERENCE, List.of("a", "b", "c", "d"));
    }

    private static List<Row> changed(List<Row> rows, int at, double weight) {
        List<Row> changed = new ArrayList<>(rows);
        changed.set(at, new Row(rows.get(at).truth, rows.get(at).predicted, weight));
        return changed;
    }

    @Test
    void classesThatAreNotThereHaveNoNumbers() {
        Map<String, Estimate> one = scores(3, List.of(cell(0, 1, 5)));
        assertThat(Objects.requireNonNull(one.get("kappa")).kind()).isEqualTo(Estimate.Kind.UNDEFINED);
        assertThat(Objects.requireNonNull(one.get("mcc")).kind()).isEqualTo(Estimate.Kind.UNDEFINED);
        assertThat(value(one, "macro_f1")).isEqualTo(1);
        assertThat(Objects.requireNonNull(one.get("macro_f1")).interval()).isNull();
        List<ClassScores> each =
                new Agreement(3, List.of(cell(0, 1, 5), cell(0, 2, 1))).each(INFERENCE, List.of("a", "b", "c"));
        assertThat(each.get(1).recall().reason()).isEqualTo(Reasons.NEVER_HAPPENED);
        assertThat(each.get(1).f1().value()).isZero();
        assertThat(each.get(2).precision().reason()).isEqualTo(Reasons.NEVER_PREDICTED);
        assertThat(each.get(2).f1().reason()).isEqualTo(Reasons.NEVER_SEEN);
    }

    @Test
    void theLastPlacesAreShared() {
        Plan plan = Samples.plan(Task.CLASSES, Scale.PROBABILITY, Samples.names(4), ZeroRule.INFINITE);
        Statistics statistics = Statistics.of(plan);
        // What happened is second; shares places 2 and 3; shares all places; is last.
        statistics.add(Samples.columns(
                new int[] {1, 1, 2, 3},
                new double[] {0.5, 0.5, 0.25, 0.4},
                new double[] {0.3, 0.25, 0.25, 0.3},
                new double[] {0.1, 0.25, 0.25, 0.2},
                new double[] {0.1, 0, 0.25, 0.1}));
        Map<String, Estimate> scores = statistics.finish().scores();
        assertThat(value(scores, "top_2_accuracy")).isEqualTo((1 + 0.5 + 0.5 + 0) / 4);
        assertThat(value(scores, "top_3_accuracy")).isEqualTo((1 + 1 + 0.75 + 0) / 4);
        assertThat(scores).doesNotContainKey("top_5_accuracy");
    }
}
