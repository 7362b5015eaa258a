package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AucTest {
    private static Estimate auc(Plan plan, Rows... rows) {
        return Samples.score(Samples.score(plan, rows), "auc");
    }

    private static Estimate auc(double[] y, double[] p) {
        return auc(Samples.binary(), Samples.pairs(y, p));
    }

    /** Area and error by the definition: every pair of a row's share in the events and one's in the others. */
    private static double[] byDefinition(double[] y, double[] p, double[] w) {
        int n = y.length;
        double[] a = new double[n];
        double[] b = new double[n];
        Arrays.setAll(a, i -> w[i] * y[i]);
        Arrays.setAll(b, i -> w[i] * (1 - y[i]));
        double allA = Arrays.stream(a).sum();
        double allB = Arrays.stream(b).sum();
        double[] v = new double[n];
        double[] u = new double[n];
        double area = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double kernel = p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
                v[i] += kernel * b[j] / allB;
                u[j] += kernel * a[i] / allA;
            }
            area += a[i] * v[i] / allA;
        }
        boolean soft = Arrays.stream(y).anyMatch(each -> each > 0 && each < 1);
        double up = soft ? n : Arrays.stream(y).filter(each -> each == 1).count();
        double down = soft ? n : n - up;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            double ofA = a[i] * (v[i] - area) / allA;
            double ofB = b[i] * (u[i] - area) / allB;
            variance += soft
                    ? (ofA + ofB) * (ofA + ofB) * n / (n - 1)
                    : ofA * ofA * up / (up - 1) + ofB * ofB * down / (down - 1);
        }
        return new double[] {area, Math.sqrt(variance)};
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void isTheShareOfPairsInOrder(int seed) {
        Random random = new Random(seed);
        int n = 30 + random.nextInt(300);
        double[] p = new double[n];
        double[] y = new double[n];
        double[] soft = new double[n];
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            // Every other time only multiples of 0.05, so that there are many ties.
            p[i] = seed % 2 == 0 ? random.nextDouble() : Math.rint(20 * random.nextDouble()) / 20;
            y[i] = random.nextDouble() < p[i] ? 1 : 0;
            soft[i] = random.nextBoolean() ? y[i] : random.nextDouble();
            w[i] = Math.exp(random.nextGaussian());
        }
        check(auc(y, p), byDefinition(y, p, ones(n)));
        check(
                auc(Samples.with(Samples.binary(), true, false, false), Samples.weighted(Samples.pairs(y, p), w)),
                byDefinition(y, p, w));
        check(
                auc(Samples.with(Samples.binary(), false, false, true), Samples.pairs(soft, p)),
                byDefinition(soft, p, ones(n)));
        check(
                auc(Samples.with(Samples.binary(), true, false, true), Samples.weighted(Samples.pairs(soft, p), w)),
                byDefinition(soft, p, w));
    }

    private static void check(Estimate actual, double[] expected) {
        assertThat(actual.value()).isCloseTo(expected[0], within(1e-13));
        assertThat(Samples.se(actual)).isCloseTo(expected[1], within(1e-13));
        assertThat(actual.method()).isEqualTo("delong");
        double half = 1.959963984540054 * expected[1] / (expected[0] * (1 - expected[0]));
        double centre = Math.log(expected[0] / (1 - expected[0]));
        assertThat(Samples.interval(actual).low()).isCloseTo(1 / (1 + Math.exp(half - centre)), within(1e-13));
        assertThat(Samples.interval(actual).high()).isCloseTo(1 / (1 + Math.exp(-half - centre)), within(1e-13));
    }

    /** More distinct forecasts than a part of the ranking holds, so that parts must fit together. */
    @Test
    void partsFitTogether() {
        int n = 200_000;
        Random random = new Random(9);
        double[] p = random.doubles(n).toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        double[] z = Arrays.stream(p).map(each -> Math.log(each / (1 - each))).toArray();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(p[i], p[j]));
        long events = 0;
        long others = 0;
        long pairs = 0;
        for (int i : order) {
            events += y[i] == 1 ? 1 : 0;
            others += y[i] == 1 ? 0 : 1;
            pairs += y[i] == 1 ? others : 0;
        }
        Estimate estimate = auc(y, p);
        assertThat(estimate.value()).isEqualTo((double) pairs / (events * others));
        // The shares below an event have variance 11/15 - 25/36, and so have those above another.
        assertThat(estimate.se()).isCloseTo(Math.sqrt((11 / 15.0 - 25 / 36.0) / 1e5 * 2), within(1e-5));
        Plan logit = Samples.binary(Scale.LOGIT, ZeroRule.INFINITE);
        assertThat(auc(logit, Samples.pairs(y, z))).isEqualTo(estimate);
    }

    @Test
    void theOtherOutcomeMirrorsIt() {
        Random random = new Random(2);
        double[] p = random.doubles(500).map(each -> Math.rint(50 * each) / 50).toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        Estimate one = auc(y, p);
        Estimate other = auc(Arrays.stream(y).map(each -> 1 - each).toArray(), p);
        assertThat(other.value()).isCloseTo(1 - one.value(), within(1e-15));
        assertThat(other.se()).isCloseTo(Samples.se(one), within(1e-15));
    }

    @Test
    void minusZeroRanksWithZero() {
        Plan logit = Samples.binary(Scale.LOGIT, ZeroRule.INFINITE);
        assertThat(auc(logit, Samples.pairs(new double[] {1, 0, 1, 0}, new double[] {0.0, -0.0, 0.0, -0.0}))
                        .value())
                .isEqualTo(0.5);
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(auc(logit, Samples.pairs(new double[] {1, 0, 1, 0}, new double[] {infinity, -infinity, -3, -2}))
                        .value())
                .isEqualTo(0.75);
    }

    /** The five rows of docs/definitions.md. */
    @Test
    void byHand() {
        Estimate estimate = auc(new double[] {1, 1, 0, 0, 1}, new double[] {0.9, 0.6, 0.3, 0.2, 0.4});
        assertThat(estimate.value()).isOne();
        assertThat(estimate.se()).isNull();
        assertThat(estimate.method()).isEqualTo("exact_one_sided");
        // Two pairs that share no row agree with probability 0.05 if the area is the root of 0.05.
        assertThat(Samples.interval(estimate).low()).isCloseTo(0.223607, within(5e-7));
        assertThat(Samples.interval(estimate).high()).isOne();
        Estimate upside = auc(new double[] {0, 0, 1, 1, 0}, new double[] {0.9, 0.6, 0.3, 0.2, 0.4});
        assertThat(upside.value()).isZero();
        assertThat(Samples.interval(upside).high()).isCloseTo(1 - 0.223607, within(5e-7));
    }

    @Test
    void withoutTwoOutcomesNothingIsRanked() {
        Estimate estimate = auc(new double[] {1, 1, 1}, new double[] {0.9, 0.6, 0.3});
        assertThat(estimate.kind()).isEqualTo(Estimate.Kind.UNDEFINED);
        assertThat(estimate.reason()).isEqualTo(Reasons.NOTHING_TO_RANK);
        assertThat(Samples.score(Statistics.of(Samples.binary()).finish(), "auc")
                        .reason())
                .isEqualTo(Reasons.NO_ROWS);
    }

    @Test
    void withoutSpreadThereIsNoInterval() {
        Estimate tied = auc(new double[] {1, 0, 1, 0}, new double[] {0.3, 0.3, 0.3, 0.3});
        assertThat(tied.value()).isEqualTo(0.5);
        assertThat(tied.se()).isZero();
        assertThat(tied.reason()).isEqualTo(Reasons.ALIKE_RANKS);
        Estimate single = auc(new double[] {1, 0, 0}, new double[] {0.3, 0.2, 0.4});
        assertThat(single.value()).isEqualTo(0.5);
        assertThat(single.reason()).isEqualTo(Reasons.ONE_OF_A_CLASS);
        Estimate weighted = auc(
                Samples.with(Samples.binary(), true, false, false),
                Samples.weighted(Samples.pairs(new double[] {1, 0, 1}, new double[] {0.3, 0.2, 0.4}), 1, 2, 1e-9));
        assertThat(weighted.value()).isOne();
        assertThat(weighted.reason()).isEqualTo(Reasons.SEPARATED);
    }

    @Test
    void moreRowsThanFitAreSaidSo() {
        Plan plan = Samples.binary();
        double[] y = {1, 0, 1, 0, 1};
        double[] p = {0.9, 0.6, 0.3, 0.2, 0.4};
        Plan small = Samples.ranked(plan, 16 * 4);
        Findings findings = Samples.score(small, Samples.pairs(y, p));
        assertThat(findings.scores()).doesNotContainKey("auc");
        Note note = Samples.note(findings, Note.Code.RANKING_LEFT_OUT);
        assertThat(note.evidence()).containsEntry("most", 4L).containsEntry("bytes", 80L);
        Findings enough = Samples.score(Samples.ranked(plan, 16 * 5), Samples.pairs(y, p));
        assertThat(enough.scores()).containsKey("auc");
        assertThat(Samples.codes(enough)).doesNotContain(Note.Code.RANKING_LEFT_OUT);
        Findings none = Samples.score(Samples.ranked(plan, 0), Samples.pairs(y, p));
        assertThat(none.scores()).doesNotContainKey("auc");
        assertThat(Samples.codes(none)).doesNotContain(Note.Code.RANKING_LEFT_OUT);
        // Two states that fit may not fit together.
        Statistics one = Statistics.of(small);
        one.add(Samples.pairs(Arrays.copyOf(y, 3), Arrays.copyOf(p, 3)));
        Statistics other = Statistics.of(small);
        other.add(Samples.pairs(Arrays.copyOfRange(y, 3, 5), Arrays.copyOfRange(p, 3, 5)));
        one.merge(other);
        assertThat(one.finish())
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(findings);
    }

    /** A state that has finished takes more rows, and merging leaves the other state as it was. */
    @Test
    void goesOnAfterFinishing() {
        Plan plan = Samples.binary();
        Random random = new Random(4);
        double[] p = random.doubles(100_000).toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        Rows first = Samples.pairs(Arrays.copyOf(y, 40_000), Arrays.copyOf(p, 40_000));
        Rows second = Samples.pairs(Arrays.copyOfRange(y, 40_000, 100_000), Arrays.copyOfRange(p, 40_000, 100_000));
        Findings all = Samples.score(plan, Samples.pairs(y, p));
        Statistics a = Statistics.of(plan);
        a.add(first);
        Findings ofFirst = a.finish();
        Statistics b = Statistics.of(plan);
        b.add(second);
        b.finish();
        b.add(Samples.pick(first));
        b.merge(a);
        assertThat(b.finish())
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(all);
        assertThat(a.finish())
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(ofFirst);
        a.add(second);
        assertThat(a.finish())
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(all);
    }
}
