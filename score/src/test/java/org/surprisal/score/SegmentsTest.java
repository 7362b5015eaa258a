package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scores of segments and their differences from the rest. */
class SegmentsTest {
    private static final Request BINARY =
            Request.automatic().withOutcome("y").withPrediction("p").withThreads(2);

    private static Segment.Difference difference(Segment segment, String score) {
        return Objects.requireNonNull(segment.differences().get(score));
    }

    private static Segment segment(Scorecard card, String value) {
        return card.segments().stream()
                .filter(each -> Arrays.asList(each.by().values().toArray()).contains(value))
                .findFirst()
                .orElseThrow();
    }

    /** Against Welch's test of SciPy 1.17. */
    @Test
    void aSeasonAgainstTheOthers() {
        Scorecard card = Scorer.score(
                SharedData.csv("nfl_games.csv"),
                Request.automatic().withOutcome("prob1_outcome").withPrediction("prob1"),
                Grouping.none().withBy("season"));
        assertThat(card.segments()).hasSize(7);
        Segment last = card.segments().getFirst();
        assertThat(last.by()).containsEntry("season", "2021");
        assertThat(last.rows()).isEqualTo(284);
        assertThat(last.scores()).containsKeys("log_loss", "brier", "auc", "calibration_slope");
        Segment.Difference difference = difference(last, "log_loss");
        assertThat(difference.estimate().value()).isCloseTo(0.02825566277698477, within(1e-12));
        assertThat(Objects.requireNonNull(difference.estimate().se())).isCloseTo(0.02641076568070676, within(1e-12));
        assertThat(Objects.requireNonNull(difference.estimate().interval()).low())
                .isCloseTo(-0.023679150961242026, within(1e-9));
        assertThat(difference.p()).isCloseTo(0.2853856727294643, within(1e-9));
        assertThat(difference.marked()).isFalse();
    }

    /** A segment has the scores that a table of its rows alone has. */
    @Test
    void scoresAreThoseOfTheRowsAlone() {
        ArraySource all = ArraySource.empty()
                .with("y", 1, 0, 1, 1, 0, 1, 0)
                .with("p", 0.5, 0.25, 0.75, 0.5, 0.125, 0.5, 0.5)
                .with("g", new @Nullable String[] {"a", "a", "a", "a", "b", null, "b"});
        ArraySource alone = ArraySource.empty().with("y", 1, 0, 1, 1).with("p", 0.5, 0.25, 0.75, 0.5);
        Scorecard card = Scorer.score(all, BINARY, Grouping.none().withBy("g"));
        assertThat(segment(card, "a").scores())
                .isEqualTo(Scorer.score(alone, BINARY).scores());
        assertThat(card.segments()).hasSize(3).allMatch(Segment::small);
        Segment empty = card.segments().stream()
                .filter(each -> each.by().containsValue(null))
                .findFirst()
                .orElseThrow();
        assertThat(empty.rows()).isEqualTo(1);
        assertThat(difference(empty, "log_loss").estimate().reason()).isEqualTo(Reasons.ONE_ROW);
    }

    @Test
    void manyNumbersAndDatesAreRanges() {
        int n = 500;
        double[] x = new double[n];
        String[] day = new String[n];
        double[] y = new double[n];
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            // The number 7 stands in three of ten rows and is never split.
            x[i] = i % 10 < 3 ? 7 : i;
            day[i] = java.time.LocalDate.of(2020, 1, 1).plusDays(i).toString();
            y[i] = i % 3 == 0 ? 1 : 0;
            p[i] = 0.25 + (i % 5) / 10.0;
        }
        ArraySource table =
                ArraySource.empty().with("y", y).with("p", p).with("x", x).with("day", day);
        Scorecard card = Scorer.score(table, BINARY, Grouping.none().withBy("x").withBy("day"));
        List<Object> ranges = new ArrayList<>();
        card.segments().forEach(each -> ranges.addAll(each.by().values()));
        assertThat(ranges)
                .contains("[2020-01-01, 2020-04-09]", "[2021-02-04, 2021-05-14]")
                .hasSizeLessThanOrEqualTo(10);
        assertThat(card.segments().stream()
                        .filter(each -> each.by().containsKey("x"))
                        .mapToLong(Segment::rows)
                        .max())
                .hasValue(155);
        long rows = card.segments().stream()
                .filter(each -> each.by().containsKey("x"))
                .mapToLong(Segment::rows)
                .sum();
        assertThat(rows).isEqualTo(n);
    }

    @Test
    void combinationsAreCrossed() {
        Scorecard card = Scorer.score(
                DependenceTest.binary(400, 4), BINARY, Grouping.none().withBy("g", "h"));
        assertThat(card.segments()).hasSize(20);
        assertThat(card.segments().getFirst().by()).containsOnlyKeys("g", "h");
    }

    /** By hand: sorted 0.01, 0.02, 0.04, 0.5 of 4 gives 0.04, 0.04, 0.0533, 0.5; Yekutieli times 25/12. */
    @Test
    void adjustedPValues() {
        double[] p = {0.04, 0.01, Double.NaN, 0.5, 0.02};
        double[] hochberg = SegmentScores.adjust(p, false);
        assertThat(hochberg[0]).isCloseTo(0.16 / 3, within(1e-15));
        assertThat(hochberg[1]).isCloseTo(0.04, within(1e-15));
        assertThat(hochberg[2]).isNaN();
        assertThat(hochberg[3]).isCloseTo(0.5, within(1e-15));
        assertThat(hochberg[4]).isCloseTo(0.04, within(1e-15));
        double[] yekutieli = SegmentScores.adjust(p, true);
        assertThat(yekutieli[1]).isCloseTo(0.04 * 25 / 12, within(1e-15));
        assertThat(yekutieli[3]).isEqualTo(1);
    }

    /** Labels that mean nothing are rarely marked: in at most 10 % of the tables, but for chance. */
    @Test
    void permutedLabelsAreMarkedAtTheNominalRate() {
        int tables = 200;
        int marked = 0;
        Request request = BINARY.withRankingMemory(0).withThreads(1);
        for (int seed = 0; seed < tables; seed++) {
            Random random = new Random(seed);
            int n = 600;
            double[] y = new double[n];
            double[] p = new double[n];
            double[] g = new double[n];
            for (int i = 0; i < n; i++) {
                p[i] = 0.2 + 0.6 * random.nextDouble();
                y[i] = random.nextDouble() < p[i] ? 1 : 0;
                g[i] = random.nextInt(8);
            }
            ArraySource table = ArraySource.empty().with("y", y).with("p", p).with("g", g);
            Scorecard card = Scorer.score(table, request, Grouping.none().withBy("g"));
            marked += card.segments().stream()
                            .anyMatch(each -> difference(each, "log_loss").marked())
                    ? 1
                    : 0;
        }
        // 20 are expected of independent tests; 35 would be 3.5 standard deviations more.
        assertThat(marked).isBetween(5, 35);
    }

    @Test
    void aPlantedSegmentIsMarkedFirst() {
        ArraySource table = planted(2000, 9);
        Scorecard card = Scorer.score(table, BINARY, Grouping.none().withBy("g"));
        assertThat(card.segments().getFirst().by()).containsEntry("g", "g3");
        assertThat(difference(card.segments().getFirst(), "log_loss").marked()).isTrue();
        Scorecard clustered =
                Scorer.score(table, BINARY, Grouping.none().withBy("g").withCluster("c"));
        assertThat(difference(clustered.segments().getFirst(), "log_loss")
                        .estimate()
                        .method())
                .isEqualTo("cluster_t");
        assertThat(difference(clustered.segments().getFirst(), "log_loss").marked())
                .isTrue();
    }

    static ArraySource planted(int n, long seed) {
        Random random = new Random(seed);
        double[] y = new double[n];
        double[] p = new double[n];
        String[] g = new String[n];
        double[] c = new double[n];
        for (int i = 0; i < n; i++) {
            g[i] = "g" + random.nextInt(6);
            double truth = 0.1 + 0.8 * random.nextDouble();
            y[i] = random.nextDouble() < truth ? 1 : 0;
            p[i] = g[i].equals("g3") ? 1 - truth : truth;
            c[i] = random.nextInt(200);
        }
        return ArraySource.empty().with("y", y).with("p", p).with("g", g).with("c", c);
    }

    /** A cluster for each row gives Welch's error, but for n - 1. */
    @Test
    void clustersOfOneRowAgreeWithWelch() {
        int n = 400;
        ArraySource table = DependenceTest.binary(n, 6)
                .with("id", IntStream.range(0, n).asDoubleStream().toArray());
        Scorecard plain = Scorer.score(table, BINARY, Grouping.none().withBy("g"));
        Scorecard clustered =
                Scorer.score(table, BINARY, Grouping.none().withBy("g").withCluster("id"));
        for (String value : List.of("0", "1", "2", "3")) {
            Estimate one = difference(segment(plain, value), "brier").estimate();
            Estimate two = difference(segment(clustered, value), "brier").estimate();
            assertThat(two.value()).isEqualTo(one.value());
            assertThat(Objects.requireNonNull(two.se()) / Objects.requireNonNull(one.se()))
                    .isBetween(0.99, 1.01);
        }
    }

    @Test
    void infiniteLossesDifferInfinitely() {
        ArraySource table = ArraySource.empty()
                .with("y", 1, 0, 1, 1, 0, 1)
                .with("p", 0, 0.25, 0.75, 0.5, 0.125, 0.5)
                .with("g", new String[] {"a", "a", "b", "b", "b", "b"});
        Scorecard card = Scorer.score(table, BINARY, Grouping.none().withBy("g"));
        assertThat(card.segments().getFirst().by()).containsEntry("g", "a");
        assertThat(difference(segment(card, "a"), "log_loss").estimate().value())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(difference(segment(card, "b"), "log_loss").estimate().value())
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(difference(segment(card, "b"), "log_loss").p()).isNaN();
    }

    @Test
    void oneSegmentHasNoRest() {
        ArraySource table = ArraySource.empty()
                .with("y", 1, 0, 1)
                .with("p", 0.5, 0.25, 0.75)
                .with("g", 1, 1, 1);
        Scorecard card = Scorer.score(table, BINARY, Grouping.none().withBy("g"));
        assertThat(difference(card.segments().getFirst(), "brier").estimate().kind())
                .isEqualTo(Estimate.Kind.UNDEFINED);
    }

    @Test
    void tooManySegmentsAreRefused() {
        int n = 10_001;
        String[] name = IntStream.range(0, n).mapToObj(i -> "n" + i).toArray(String[]::new);
        ArraySource table = ArraySource.empty()
                .with("y", IntStream.range(0, n).mapToDouble(i -> i % 2).toArray())
                .with("p", new double[n])
                .with("name", name);
        assertThatThrownBy(() -> Scorer.score(table, BINARY, Grouping.none().withBy("name")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("10001 segments")
                .hasMessageContaining("10000");
    }

    /** Thousands of segments of numbers, with counts: each repeated row counts as often. */
    @Test
    void numbersAndCounts() {
        ArraySource counted = ArraySource.empty()
                .with("y", 1, 2, 3, 4)
                .with("p", 1.5, 2.5, 2, 4)
                .with("c", 2, 1, 3, 2)
                .with("g", new String[] {"a", "a", "b", "b"});
        ArraySource repeated = ArraySource.empty()
                .with("y", 1, 1, 2, 3, 3, 3, 4, 4)
                .with("p", 1.5, 1.5, 2.5, 2, 2, 2, 4, 4)
                .with("g", new String[] {"a", "a", "a", "b", "b", "b", "b", "b"});
        Request request =
                Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.MEAN);
        assertThat(Scorer.score(counted, request.withCount("c"), Grouping.none().withBy("g"))
                        .segments())
                .isEqualTo(Scorer.score(repeated, request, Grouping.none().withBy("g"))
                        .segments());
    }

    @Test
    void orderDoesNotMatter() {
        int n = 700;
        ArraySource table = planted(n, 11);
        Grouping grouping = Grouping.none().withBy("g").withBy("c", "g").withBy("p");
        List<Segment> expected = Scorer.score(table, BINARY, grouping).segments();
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(order, new Random(1));
        List<String[]> cells = new ArrayList<>();
        table.read(
                List.of(
                        new Source.Cell.Text("y"),
                        new Source.Cell.Text("p"),
                        new Source.Cell.Text("g"),
                        new Source.Cell.Text("c")),
                false,
                batch -> {
                    for (int i = 0; i < batch.size(); i++) {
                        int row = i;
                        cells.add(IntStream.range(0, 4)
                                .mapToObj(c -> Objects.requireNonNull(batch.texts()[c][row]))
                                .toArray(String[]::new));
                    }
                    return true;
                });
        ArraySource shuffled = ArraySource.empty();
        String[] names = {"y", "p", "g", "c"};
        for (int c = 0; c < 4; c++) {
            int column = c;
            String[] values = order.stream().map(i -> cells.get(i)[column]).toArray(String[]::new);
            shuffled = shuffled.with(names[c], values);
        }
        assertThat(Scorer.score(shuffled.inBatchesOf(13), BINARY.withThreads(3), grouping)
                        .segments())
                .isEqualTo(expected);
    }
}
