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
import org.surprisal.score.WeakSegments.Reason;

/** The search for weak segments. */
class WeakSegmentsTest {
    private static final Request EVENT =
            Request.automatic().withOutcome("y").withPrediction("p").withThreads(2);

    /** Rows with columns, some planted weak. */
    private static final class Rows {
        final List<double[]> numbers = new ArrayList<>();
        final List<@Nullable String[]> texts = new ArrayList<>();

        static Rows random(int n, long seed, boolean planted) {
            Rows rows = new Rows();
            Random random = new Random(seed);
            for (int i = 0; i < n; i++) {
                String region = "r" + random.nextInt(4);
                String kind = "k" + random.nextInt(3);
                double age = 20 + random.nextInt(50);
                double p = 0.05 + 0.9 * random.nextDouble();
                boolean weak = planted && region.equals("r2") && kind.equals("k1");
                double y = random.nextDouble() < (weak ? 1 - p : p) ? 1 : 0;
                rows.numbers.add(new double[] {y, p, age, random.nextInt(200)});
                rows.texts.add(new @Nullable String[] {region, kind, "id" + i, y == 1 ? "won" : "lost"});
            }
            return rows;
        }

        Rows shuffled(long seed) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, numbers.size()).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            Rows rows = new Rows();
            order.forEach(i -> {
                rows.numbers.add(numbers.get(i));
                rows.texts.add(texts.get(i));
            });
            return rows;
        }

        ArraySource source() {
            ArraySource source = ArraySource.empty();
            String[] names = {"y", "p", "age", "group"};
            for (int c = 0; c < names.length; c++) {
                int column = c;
                source = source.with(
                        names[c],
                        numbers.stream().mapToDouble(row -> row[column]).toArray());
            }
            String[] words = {"region", "kind", "id", "result"};
            for (int c = 0; c < words.length; c++) {
                int column = c;
                source = source.with(
                        words[c], texts.stream().map(row -> row[column]).toArray(String[]::new));
            }
            return source.with(
                    "twice", numbers.stream().mapToDouble(row -> 2 * row[1] - 3).toArray());
        }
    }

    private static WeakSegments weak(Source source, Request request, Grouping grouping) {
        return Objects.requireNonNull(
                Section.of(Scorer.score(source, request, grouping).sections(), WeakSegments.class));
    }

    @Test
    void aPlantedCombinationIsFoundAndHolds() {
        WeakSegments weak =
                weak(Rows.random(6000, 1, true).source(), EVENT, Grouping.none().withFindSegments(3));
        WeakSegments.Found first = weak.found().getFirst();
        assertThat(first.segment().by()).containsExactly(entry("region", "r2"), entry("kind", "k1"));
        assertThat(first.holds()).isTrue();
        assertThat(first.rows() + first.segment().rows()).isBetween(400L, 600L);
        assertThat(weak.searched() + weak.confirmed()).isEqualTo(6000);
        assertThat(weak.searched()).isBetween(2800L, 3200L);
        assertThat(weak.columns()).containsExactly("age", "group", "region", "kind");
        assertThat(weak.leftOut())
                .containsOnly(
                        entry("id", Reason.MANY_VALUES),
                        entry("result", Reason.TELLS_OUTCOME),
                        entry("twice", Reason.FOLLOWS_PREDICTION));
        assertThat(weak.score()).isEqualTo("log_loss");
    }

    private static <K, V> java.util.Map.Entry<K, V> entry(K key, V value) {
        return org.assertj.core.api.Assertions.entry(key, value);
    }

    /** The figures of a segment are those of its rows alone among the rows of the second half. */
    @Test
    void judgedByTheSecondHalfAsByNaming() {
        Rows rows = Rows.random(3000, 4, true);
        WeakSegments weak = weak(rows.source(), EVENT, Grouping.none().withFindSegments(1));
        WeakSegments.Found found = weak.found().getFirst();
        double all = 0;
        long n = 0;
        for (int i = 0; i < 3000; i++) {
            if (Arrays.asList(rows.texts.get(i)).containsAll(List.of("r2", "k1"))) {
                double[] row = rows.numbers.get(i);
                all -= StrictMath.log(row[0] == 1 ? row[1] : 1 - row[1]);
                n++;
            }
        }
        Segment.Difference difference =
                Objects.requireNonNull(found.segment().differences().get("log_loss"));
        Estimate score = Objects.requireNonNull(found.segment().scores().get("log_loss"));
        assertThat(found.rows() + found.segment().rows()).isEqualTo(n);
        // Loss of the segment = of the rows in the second half; the first half has what is missing from all of them.
        assertThat((all - score.value() * found.segment().rows()) / found.rows())
                .isBetween(0.5, 2.5);
        assertThat(difference.estimate().method()).isEqualTo("welch_t");
        assertThat(difference.p()).isLessThanOrEqualTo(difference.adjusted());
    }

    @Test
    void neitherOrderNorRepetitionMatters() {
        Rows rows = Rows.random(4000, 2, true);
        WeakSegments expected = weak(rows.source(), EVENT, Grouping.none().withFindSegments(6));
        for (int seed = 0; seed < 3; seed++) {
            assertThat(weak(
                            rows.shuffled(seed).source(),
                            EVENT.withThreads(1 + seed),
                            Grouping.none().withFindSegments(6)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void countsAreRepeatedRows() {
        Random random = new Random(8);
        List<double[]> once = new ArrayList<>();
        List<double[]> each = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int times = random.nextInt(30);
            double[] row = {random.nextBoolean() ? 1 : 0, 0.1 + random.nextInt(9) / 10.0, random.nextInt(3), 1};
            double[] counted = row.clone();
            counted[3] = times;
            once.add(counted);
            for (int k = 0; k < times; k++) {
                each.add(row);
            }
        }
        Grouping search = Grouping.none().withFindSegments(4);
        WeakSegments repeated = weak(table(each), EVENT.withCount("n"), search);
        WeakSegments counted = weak(table(once), EVENT.withCount("n"), search);
        assertThat(counted).isEqualTo(repeated);
        assertThat(counted.found()).isNotEmpty();
        assertThat(counted.searched()).isCloseTo(counted.confirmed(), within(300L));
    }

    private static ArraySource table(List<double[]> rows) {
        ArraySource source = ArraySource.empty();
        String[] names = {"y", "p", "x", "n"};
        for (int c = 0; c < names.length; c++) {
            int column = c;
            source = source.with(
                    names[c], rows.stream().mapToDouble(row -> row[column]).toArray());
        }
        return source;
    }

    /** Where no segment is weak, the second half says so: in 60 tables at most a few segments hold. */
    @Test
    void chanceDoesNotHold() {
        int holding = 0;
        int judged = 0;
        for (int seed = 0; seed < 60; seed++) {
            WeakSegments weak = weak(
                    Rows.random(1200, 100 + seed, false).source(),
                    EVENT.withRankingMemory(0),
                    Grouping.none().withFindSegments(3));
            judged += weak.found().size();
            holding += (int)
                    weak.found().stream().filter(WeakSegments.Found::holds).count();
        }
        assertThat(judged).isGreaterThan(150);
        assertThat(holding).isLessThanOrEqualTo(9);
    }

    @Test
    void clustersStayTogetherAndGiveTheErrors() {
        Rows rows = Rows.random(4000, 3, true);
        WeakSegments weak =
                weak(rows.source(), EVENT, Grouping.none().withCluster("group").withFindSegments(2));
        assertThat(weak.columns()).doesNotContain("group");
        Segment.Difference difference = Objects.requireNonNull(
                weak.found().getFirst().segment().differences().get("log_loss"));
        assertThat(difference.estimate().method()).isEqualTo("cluster_t");
        assertThat(weak.found().getFirst().segment().by()).containsValues("r2", "k1");
        assertThat(weak(
                        rows.shuffled(5).source(),
                        EVENT,
                        Grouping.none().withCluster("group").withFindSegments(2)))
                .isEqualTo(weak);
    }

    @Test
    void infiniteLossesLeaveTheBrierScore() {
        Rows rows = Rows.random(2000, 6, true);
        rows.numbers.get(0)[0] = 1;
        rows.numbers.get(0)[1] = 0;
        assertThat(weak(rows.source(), EVENT, Grouping.none().withFindSegments(1))
                        .score())
                .isEqualTo("brier");
    }

    @Test
    void numbersAndLabels() {
        Rows rows = Rows.random(2000, 9, false);
        double[] y = rows.numbers.stream().mapToDouble(row -> row[2]).toArray();
        double[] p = new double[y.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = y[i] + (Objects.equals(rows.texts.get(i)[0], "r1") ? 9 : 1) * Math.sin(i);
        }
        String[] region = rows.texts.stream().map(row -> row[0]).toArray(String[]::new);
        WeakSegments numbers = weak(
                ArraySource.empty().with("y", y).with("p", p).with("region", region),
                EVENT.withScale(Scale.MEAN),
                Grouping.none().withFindSegments(5));
        assertThat(numbers.score()).isEqualTo("mse");
        assertThat(numbers.found().getFirst().segment().by()).containsEntry("region", "r1");
        String[] truth = rows.texts.stream().map(row -> row[1]).toArray(String[]::new);
        String[] label = truth.clone();
        for (int i = 0; i < label.length; i++) {
            label[i] = Objects.equals(region[i], "r3") ? "k0" : label[i];
        }
        WeakSegments labels = weak(
                ArraySource.empty().with("y", truth).with("p", label).with("region", region),
                EVENT,
                Grouping.none().withFindSegments(5));
        assertThat(labels.score()).isEqualTo("accuracy");
        assertThat(labels.found()).hasSize(1);
        assertThat(labels.found().getFirst().segment().by()).containsEntry("region", "r3");
        assertThat(labels.found().getFirst().difference()).isNegative();
        assertThat(labels.found().getFirst().holds()).isTrue();
    }

    @Test
    void fewRowsHaveNoSegments() {
        WeakSegments weak =
                weak(Rows.random(120, 6, true).source(), EVENT, Grouping.none().withFindSegments(2));
        assertThat(weak.found()).isEmpty();
        assertThat(weak.candidates()).isZero();
    }

    @Test
    void whatCannotBeJudgedIsRefused() {
        ArraySource source = Rows.random(200, 6, true).source();
        assertThatThrownBy(() -> Scorer.score(
                        source, EVENT, Grouping.none().withTime("group").withFindSegments(2)))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--time");
        assertThatThrownBy(() -> Scorer.score(source, EVENT, Grouping.none().withFindSegments(101)))
                .isInstanceOf(Unscorable.class);
    }
}
