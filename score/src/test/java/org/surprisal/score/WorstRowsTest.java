package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows with the largest losses, what they carry of the total, and outcomes that were all but ruled out. */
class WorstRowsTest {
    private static final Request EVENT =
            Request.automatic().withOutcome("y").withPrediction("p").withThreads(1);

    private static WorstRows worst(Source source, Request request) {
        return Objects.requireNonNull(Section.of(Scorer.score(source, request).sections(), WorstRows.class));
    }

    private static WorstRows.Labels labels(WorstRows worst) {
        return Objects.requireNonNull(worst.labels());
    }

    private static List<Long> places(WorstRows worst) {
        return worst.rows().stream()
                .map(row -> Objects.requireNonNull(row.place()).row())
                .toList();
    }

    @Test
    void theGamesAgainstSortingAllOfThem() {
        List<String> lines = SharedData.lines("nfl_games.csv");
        List<String> names = Arrays.asList(lines.getFirst().split(","));
        int outcome = names.indexOf("prob1_outcome");
        int forecast = names.indexOf("prob1");
        List<double[]> all = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            double y = Double.parseDouble(cells[outcome]);
            double p = Double.parseDouble(cells[forecast]);
            if (y == 0 || y == 1) {
                all.add(new double[] {-StrictMath.log(y == 1 ? p : 1 - p), i});
            }
        }
        all.sort(Comparator.comparingDouble(row -> -row[0]));
        WorstRows worst = worst(
                SharedData.csv("nfl_games.csv"),
                Request.automatic()
                        .withOutcome("prob1_outcome")
                        .withPrediction("prob1")
                        .withWorst(40));
        assertThat(worst.rows()).hasSize(40);
        for (int k = 0; k < 40; k++) {
            assertThat(worst.rows().get(k).loss()).isCloseTo(all.get(k)[0], within(1e-14));
        }
        assertThat(places(worst).getFirst()).isEqualTo((long) all.getFirst()[1]);
        assertThat(worst.rows().getFirst().columns())
                .containsOnlyKeys("season", "date", "team1", "team2", "prob2", "prob2_outcome")
                .containsEntry("team1", "Rams");
        double total = all.stream().mapToDouble(row -> row[0]).sum();
        double top = all.subList(0, 19).stream().mapToDouble(row -> row[0]).sum();
        assertThat(worst.share().rows()).isEqualTo(19);
        assertThat(worst.share().value()).isCloseTo(top / total, within(1e-14));
    }

    @Test
    void plantedMistakesAmongTheOutcomesComeFirst() {
        Random random = new Random(1);
        int n = 3000;
        double[] p = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextBoolean() ? 0.97 + 0.02 * random.nextDouble() : 0.3;
            y[i] = p[i] == 0.3 ? (random.nextDouble() < 0.3 ? 1 : 0) : 1;
        }
        p[70] = 0.999;
        y[70] = 0;
        p[2999] = 0.0005;
        y[2999] = 1;
        WorstRows worst = worst(ArraySource.empty().with("y", y).with("p", p), EVENT.withWorst(5));
        WorstRows.Labels labels = labels(worst);
        assertThat(labels.rows()).hasSize(2);
        assertThat(labels.rows().get(0).place()).isEqualTo(new RowReference(1, 3000));
        assertThat(labels.rows().get(0).expected()).isEqualTo("0");
        assertThat(labels.rows().get(0).happened()).isEqualTo("1");
        assertThat(labels.rows().get(1).place()).isEqualTo(new RowReference(1, 71));
        assertThat(labels.rows().get(1).expectedProbability()).isEqualTo(0.999);
        assertThat(labels.contradicted()).isEqualTo(2);
        double byChance = Arrays.stream(p)
                .filter(each -> each != 0.3)
                .map(each -> Math.min(each, 1 - each))
                .sum();
        assertThat(labels.byChance()).isCloseTo(byChance, within(1e-12));
        assertThat(labels.nearlyCertain())
                .isEqualTo(Arrays.stream(p).filter(each -> each != 0.3).count());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 600})
    void equalLossesGoByContentWhateverTheOrderOfRows(int wanted) {
        int n = 5000;
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        List<List<String>> found = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            Collections.shuffle(Arrays.asList(order), new Random(seed));
            double[] y =
                    Arrays.stream(order).mapToDouble(i -> i % 5 == 0 ? 1 : 0).toArray();
            double[] p = Arrays.stream(order).mapToDouble(i -> 0.5).toArray();
            String[] name =
                    Arrays.stream(order).map(i -> "n" + (i * 7919 % 500)).toArray(String[]::new);
            WorstRows worst =
                    worst(ArraySource.empty().with("y", y).with("p", p).with("name", name), EVENT.withWorst(wanted));
            assertThat(worst.rows()).hasSize(wanted);
            found.add(worst.rows().stream()
                    .map(row -> row.outcome() + " " + row.columns().get("name"))
                    .toList());
        }
        assertThat(found.get(0)).isEqualTo(found.get(1)).isEqualTo(found.get(2));
        assertThat(found.get(0)).isSorted();
    }

    @Test
    void rowsAlikeInAllGoByTheirPlace() {
        double[] y = new double[5000];
        double[] p = new double[5000];
        Arrays.fill(p, 0.25);
        WorstRows worst = worst(ArraySource.empty().with("y", y).with("p", p), EVENT.withWorst(4));
        assertThat(places(worst)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void countsAreRepeatedRowsAndWeightsPartsOfTheTotal() {
        Random random = new Random(5);
        List<Double> y = new ArrayList<>();
        List<Double> p = new ArrayList<>();
        int n = 700;
        double[] outcome = new double[n];
        double[] forecast = new double[n];
        double[] times = new double[n];
        double[] weight = new double[n];
        double[] parts = new double[n];
        for (int i = 0; i < n; i++) {
            outcome[i] = random.nextBoolean() ? 1 : 0;
            forecast[i] = 0.05 + 0.9 * random.nextDouble();
            times[i] = random.nextInt(4);
            weight[i] = i % 10 == 0 ? 0 : random.nextDouble();
            parts[i] = -weight[i] * StrictMath.log(outcome[i] == 1 ? forecast[i] : 1 - forecast[i]);
            for (int k = 0; k < times[i]; k++) {
                y.add(outcome[i]);
                p.add(forecast[i]);
            }
        }
        ArraySource source = ArraySource.empty()
                .with("y", outcome)
                .with("p", forecast)
                .with("times", times)
                .with("w", weight);
        ArraySource repeated = ArraySource.empty()
                .with("y", y.stream().mapToDouble(each -> each).toArray())
                .with("p", p.stream().mapToDouble(each -> each).toArray());
        WorstRows counted = worst(source, EVENT.withCount("times").withWorst(3));
        assertThat(counted.share())
                .isEqualTo(worst(repeated, EVENT.withWorst(3)).share());
        assertThat(counted.rows()).allMatch(row -> !"0".equals(row.columns().get("times")));
        WorstRows weighted = worst(source, EVENT.withWeight("w").withWorst(3));
        double[] sorted = Arrays.stream(parts).sorted().toArray();
        double top = 0;
        for (int i = 0; i < 7; i++) {
            top += sorted[n - 1 - i];
        }
        assertThat(weighted.share().rows()).isEqualTo(7);
        assertThat(weighted.share().value())
                .isCloseTo(top / Arrays.stream(sorted).sum(), within(1e-13));
    }

    @Test
    void classesNameWhatHappenedAndWhatWasExpected() {
        ArraySource source = ArraySource.empty()
                .with("y", new String[] {"a", "b", "c", "a", "c", "b"})
                .with("p_a", 0.8, 0.98, 0.1, 0.3, 0.4, 0.2)
                .with("p_b", 0.1, 0.01, 0.1, 0.3, 0.59, 0.6)
                .with("p_c", 0.1, 0.01, 0.8, 0.4, 0.01, 0.2)
                .with("note", new String[] {"x", null, "z", "u", "v", "w"});
        WorstRows worst = worst(
                source,
                Request.automatic()
                        .withOutcome("y")
                        .withPrediction("p_a", "p_b", "p_c")
                        .withClasses("a", "b", "c")
                        .withWorst(2));
        assertThat(places(worst)).containsExactly(2L, 5L);
        assertThat(worst.rows().getFirst().happened()).isEqualTo("b");
        assertThat(worst.rows().getFirst().prediction()).containsExactly(0.98, 0.01, 0.01);
        assertThat(worst.rows().getFirst().columns()).containsEntry("note", null);
        // Both outcomes had one per cent, but only the first of them against a class that was nearly certain.
        assertThat(labels(worst).rows()).hasSize(1);
        assertThat(labels(worst).rows().getFirst().expected()).isEqualTo("a");
        assertThat(labels(worst).rows().getFirst().probability()).isEqualTo(0.01);
    }

    @Test
    void logOddsKeepTheTinyProbabilities() {
        WorstRows worst = worst(
                ArraySource.empty().with("y", 1, 0, 1, 0).with("p", -60, 2, 1, -1),
                EVENT.withScale(Scale.LOGIT).withWorst(1));
        assertThat(worst.rows().getFirst().loss()).isEqualTo(60);
        assertThat(worst.rows().getFirst().prediction()).containsExactly(-60.0);
        assertThat(labels(worst).rows().getFirst().probability()).isCloseTo(StrictMath.exp(-60), within(1e-40));
        WorstRows down = worst(
                ArraySource.empty().with("y", 1, 0, 1, 0).with("p", -1, 60, 1, -1),
                EVENT.withScale(Scale.LOGIT).withWorst(1));
        assertThat(labels(down).rows().getFirst().probability()).isCloseTo(StrictMath.exp(-60), within(1e-40));
        assertThat(labels(down).byChance()).isCloseTo(StrictMath.exp(-60), within(1e-40));
    }

    @Test
    void infiniteLossesComeFirstAndLeaveNoShare() {
        WorstRows worst =
                worst(ArraySource.empty().with("y", 1, 0, 1, 0, 1).with("p", 0.4, 1, 0.5, 0.2, 0), EVENT.withWorst(3));
        assertThat(places(worst)).containsExactly(2L, 5L, 1L);
        assertThat(worst.rows().getFirst().loss()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(worst.share().value()).isNull();
        assertThat(worst.share().infinite()).isEqualTo(2);
    }

    @Test
    void numbersCostTheirSquaredErrorAndPerfectOnesLeaveNoShare() {
        Request numbers =
                Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.MEAN);
        WorstRows worst =
                worst(ArraySource.empty().with("y", 1.5, 20, 31, 7).with("p", 1, 23, 30, 7), numbers.withWorst(10));
        assertThat(places(worst)).containsExactly(2L, 3L, 1L, 4L);
        assertThat(worst.rows().getFirst().loss()).isEqualTo(9);
        assertThat(worst.labels()).isNull();
        assertThat(worst(ArraySource.empty().with("y", 1.5, 20).with("p", 1.5, 20), numbers.withWorst(1))
                        .share()
                        .value())
                .isNull();
    }

    @Test
    void distributionsHaveNoLabels() {
        WorstRows worst = worst(
                ArraySource.empty().with("y", 0.5, 0.1, 1, 0).with("p", 0.99, 0.1, 0.9, 0.2),
                EVENT.withSoftOutcomes().withWorst(1));
        assertThat(worst.labels()).isNull();
        assertThat(worst.rows().getFirst().outcome()).containsExactly(0.5);
    }

    @Test
    void longCellsAreCutBetweenCharacters() {
        String text = "x".repeat(WorstRowsFinder.LONGEST_CELL - 1) + "😀".repeat(5);
        WorstRows worst = worst(
                ArraySource.empty().with("y", 1, 0).with("p", 0.1, 0.2).with("text", new String[] {text, "short"}),
                EVENT.withWorst(1));
        assertThat(worst.rows().getFirst().columns().get("text"))
                .isEqualTo("x".repeat(WorstRowsFinder.LONGEST_CELL - 1) + "…");
    }

    @Test
    void whatHasNoWorstRowIsRefused() {
        ArraySource labels =
                ArraySource.empty().with("y", new String[] {"a", "b", "a"}).with("p", new String[] {"a", "b", "b"});
        assertThatThrownBy(() -> Scorer.score(labels, EVENT.withWorst(3)))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--worst");
        ArraySource event = ArraySource.empty().with("y", 1, 0).with("p", 0.1, 0.2);
        assertThatThrownBy(() -> Scorer.score(event, EVENT.withWorst(10_001)))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("10000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 5000})
    void topValuesAreThoseOfSortingAll(int wanted) {
        Random random = new Random(wanted);
        TopValues top = new TopValues(wanted);
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double value = random.nextInt(3000) / 8.0;
            int times = 1 + random.nextInt(2);
            top.add(value, times);
            for (int k = 0; k < times; k++) {
                all.add(value);
            }
        }
        all.sort(Comparator.reverseOrder());
        double least = all.get(wanted - 1);
        assertThat(top.least()).isEqualTo(least);
        assertThat(top.total())
                .isEqualTo(all.stream().filter(each -> each >= least).count());
        assertThat(top.value(0)).isEqualTo(all.getFirst());
    }
}
