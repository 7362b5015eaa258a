package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurvesTest {
    private static Curve curve(Findings findings, String name) {
        Curve curve = Samples.event(findings).curves().get(name);
        if (curve == null) {
            throw new AssertionError(
                    "no " + name + " among " + Samples.event(findings).curves().keySet());
        }
        return curve;
    }

    private static double area(double[] x, double[] y) {
        double area = 0;
        for (int i = 1; i < x.length; i++) {
            area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        }
        return area;
    }

    private static double[] drawn(double[] p, Random random) {
        return Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
    }

    private static double value(Findings findings, String score) {
        return Samples.score(findings, score).value();
    }

    /** The case of docs/curves.md. */
    @Test
    void byHand() {
        Findings findings = Samples.score(
                Samples.binary(), Samples.pairs(new double[] {1, 0, 1, 1}, new double[] {0.9, 0.6, 0.6, 0.2}));
        assertThat(curve(findings, "roc").points()).isDeepEqualTo(new double[][] {
            {Double.POSITIVE_INFINITY, 0, 0}, {0.9, 0, 1 / 3.0}, {0.6, 1, 2 / 3.0}, {0.2, 1, 1}
        });
        assertThat(curve(findings, "precision_recall").points()).isDeepEqualTo(new double[][] {
            {0.9, 1 / 3.0, 1}, {0.6, 2 / 3.0, 2 / 3.0}, {0.2, 1, 0.75}
        });
        assertThat(curve(findings, "gain").points()[0]).containsExactly(0.9, 0.25, 1 / 3.0, 1 / 3.0 / 0.25);
        assertThat(curve(findings, "reliability").points()).isDeepEqualTo(new double[][] {
            {0.2, 0.6, 2 / 3.0, 3}, {0.9, 0.9, 1, 1}
        });
        assertThat(curve(findings, "reliability_binned").points()).hasDimensions(3, 5);
        assertThat(curve(findings, "reliability_band").level()).isEqualTo(0.95);
        assertThatThrownBy(() -> curve(findings, "roc").column("x")).hasMessageContaining("true_positive_rate");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void areasAreScores(int seed) {
        Random random = new Random(seed);
        int n = 400;
        boolean weighted = seed >= 2;
        double[] p = random.doubles(n).map(each -> Math.rint(each * 200) / 200).toArray();
        double[] y = drawn(p, random);
        double[] w = random.doubles(n, 0.5, 3).toArray();
        Rows rows = weighted ? Samples.weighted(Samples.pairs(y, p), w) : Samples.pairs(y, p);
        Findings findings = Samples.score(Samples.with(Samples.binary(), weighted, false, false), rows);
        Curve roc = curve(findings, "roc");
        assertThat(roc.error()).isZero();
        assertThat(area(roc.column("false_positive_rate"), roc.column("true_positive_rate")))
                .isCloseTo(value(findings, "auc"), within(1e-13));
        Curve murphy = curve(findings, "murphy");
        assertThat(area(murphy.column("threshold"), murphy.column("score")))
                .isCloseTo(value(findings, "brier") / 2, within(1e-13));
        Curve precision = curve(findings, "precision_recall");
        double[] recall = precision.column("recall");
        double sum = 0;
        for (int i = 0; i < recall.length; i++) {
            sum += (recall[i] - (i == 0 ? 0 : recall[i - 1])) * precision.column("precision")[i];
        }
        assertThat(sum).isCloseTo(value(findings, "average_precision"), within(1e-13));
        double all = Arrays.stream(curve(findings, "surprisal_histogram").points())
                .mapToDouble(cell -> cell[2] + cell[3])
                .sum();
        double weight = weighted ? Arrays.stream(w).sum() : n;
        assertThat(all).isCloseTo(weight, within(1e-10));
        assertThat(Arrays.stream(curve(findings, "reliability").column("rows")).sum())
                .isCloseTo(weight, within(1e-10));
        assertThat(Samples.event(findings).curves().containsKey("reliability_band"))
                .isEqualTo(!weighted);
    }

    /** Each point by counting rows, on any scale. */
    @ParameterizedTest
    @CsvSource({"300, false", "300, true", "70000, false", "70000, true"})
    void pointsAreWhatCountingFinds(int n, boolean logit) {
        Random random = new Random(n);
        double[] z = random.doubles(n, -5, 5).toArray();
        double[] p = Arrays.stream(z).map(each -> 1 / (1 + Math.exp(-each))).toArray();
        double[] y = drawn(p, random);
        Plan plan = Samples.binary(logit ? Scale.LOGIT : Scale.PROBABILITY, ZeroRule.INFINITE);
        Findings findings = Samples.score(plan, Samples.pairs(y, logit ? z : p));
        double events = Arrays.stream(y).sum();
        Curve roc = curve(findings, "roc");
        assertThat(roc.points().length).isLessThanOrEqualTo(CurveSums.POINTS + 2);
        for (int k = 1; k < roc.points().length; k += 1 + roc.points().length / 12) {
            double[] point = roc.points()[k];
            assertThat(point[2]).isCloseTo(count(p, y, 1, point[0] - 1e-12) / events, within(1e-12));
            assertThat(point[1]).isCloseTo(count(p, y, 0, point[0] - 1e-12) / (n - events), within(1e-12));
        }
        double area = area(roc.column("false_positive_rate"), roc.column("true_positive_rate"));
        assertThat(area).isCloseTo(value(findings, "auc"), within(n < 500 ? 1e-12 : roc.error()));
        Curve murphy = curve(findings, "murphy");
        assertThat(murphy.error()).isGreaterThan(0);
        assertThat(area(murphy.column("threshold"), murphy.column("score")))
                .isCloseTo(value(findings, "brier") / 2, within(murphy.error()));
        for (int k = 0; k < murphy.points().length; k += 37) {
            double t = murphy.points()[k][0];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += y[i] == 1 ? p[i] <= t ? 1 - t : 0 : p[i] > t ? t : 0;
            }
            assertThat(murphy.points()[k][1]).isCloseTo(sum / n, within(1e-12));
        }
        for (double[] cell : curve(findings, "surprisal_histogram").points()) {
            double inside = 0;
            for (int i = 0; i < n; i++) {
                double surprisal = -Math.log(y[i] == 1 ? p[i] : 1 - p[i]);
                inside += surprisal >= cell[0] && surprisal < cell[1] ? 1 : 0;
            }
            assertThat(cell[2] + cell[3]).isEqualTo(inside);
        }
        double[] rows = curve(findings, "reliability_binned").column("rows");
        assertThat(rows).hasSize(MassBins.BINS);
        assertThat(Arrays.stream(rows).allMatch(each -> Math.abs(each - n / 15.0) <= 1))
                .isTrue();
    }

    private static double count(double[] p, double[] y, double outcome, double atLeast) {
        double count = 0;
        for (int i = 0; i < p.length; i++) {
            count += y[i] == outcome && p[i] >= atLeast ? 1 : 0;
        }
        return count;
    }

    /** A calibrated forecast stays within the band about as often as it says, another does not. */
    @Test
    void theBandHoldsCalibratedForecasts() {
        Random random = new Random(5);
        int inside = 0;
        int outside = 0;
        int points = 0;
        for (int trial = 0; trial < 40; trial++) {
            double[] p =
                    random.doubles(400).map(each -> Math.ceil(each * 20) / 21).toArray();
            double[] squeezed = Arrays.stream(p).map(each -> 0.3 + 0.4 * each).toArray();
            Findings good = Samples.score(Samples.binary(), Samples.pairs(drawn(p, random), p));
            Findings bad = Samples.score(Samples.binary(), Samples.pairs(drawn(squeezed, random), p));
            points += curve(good, "reliability_band").points().length;
            inside += inside(good);
            outside += curve(bad, "reliability_band").points().length - inside(bad);
        }
        assertThat((double) inside / points).isBetween(0.9, 0.99);
        assertThat((double) outside / points).isGreaterThan(0.5);
    }

    private static int inside(Findings findings) {
        int inside = 0;
        for (double[] place : curve(findings, "reliability_band").points()) {
            for (double[] block : curve(findings, "reliability").points()) {
                boolean here = block[0] <= place[0] && place[0] <= block[1];
                inside += here && place[1] <= block[2] && block[2] <= place[2] ? 1 : 0;
            }
        }
        return inside;
    }

    @Test
    void certainForecastsAndOneOutcome() {
        Findings findings = Samples.score(
                Samples.binary(), Samples.pairs(new double[] {1, 0, 0, 1, 1}, new double[] {0, 1, 0, 1, 0.5}));
        double[][] cells = curve(findings, "surprisal_histogram").points();
        assertThat(cells[0]).containsExactly(0, 0.125, 1, 1);
        assertThat(cells[1]).containsExactly(0.625, 0.75, 1, 0);
        assertThat(cells[2]).containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 1);
        Curve murphy = curve(findings, "murphy");
        assertThat(area(murphy.column("threshold"), murphy.column("score")))
                .isCloseTo(value(findings, "brier") / 2, within(1e-15));
        Findings odds = Samples.score(
                Samples.binary(Scale.LOGIT, ZeroRule.INFINITE),
                Samples.pairs(
                        new double[] {1, 0, 1}, new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0}));
        assertThat(curve(odds, "surprisal_histogram").points()[1])
                .containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 1);
        Findings one = Samples.score(Samples.binary(), Samples.pairs(new double[] {1, 1}, new double[] {0.6, 0.3}));
        assertThat(Samples.event(one).curves()).doesNotContainKeys("roc", "precision_recall", "gain");
        assertThat(curve(one, "murphy").points()).isNotEmpty();
        assertThat(Statistics.of(Samples.binary()).finish().sections()).isEmpty();
    }

    @Test
    void manyBlocksAreShownTogether() {
        int n = 30_000;
        double[] p = new double[n];
        double[] w = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = (Math.floor(i / 2.0) + 1) / (n / 2.0 + 2);
            y[i] = i % 2;
            w[i] = y[i] == 1 ? 1 + i : n - i;
        }
        Rows rows = Samples.weighted(Samples.pairs(y, p), w);
        Curve curve = curve(Samples.score(Samples.with(Samples.binary(), true, false, false), rows), "reliability");
        assertThat(curve.points().length).isBetween(400, CurveSums.POINTS + 1);
        assertThat(curve.error()).isBetween(0.0005, 0.01);
        double[] frequency = curve.column("frequency");
        for (int i = 1; i < frequency.length; i++) {
            assertThat(frequency[i]).isGreaterThan(frequency[i - 1]);
        }
    }

    @Test
    void orderChangesNothing() {
        Random random = new Random(9);
        int n = 5000;
        double[] p = random.doubles(n).toArray();
        Rows rows = Samples.weighted(
                Samples.pairs(drawn(p, random), p), random.doubles(n).toArray());
        Plan plan = Samples.with(Samples.binary(), true, false, false);
        Findings one = Samples.score(plan, rows);
        Findings other = Samples.score(plan, Samples.pick(rows, Samples.shuffled(n, random)));
        Samples.event(one)
                .curves()
                .forEach((name, curve) ->
                        assertThat(curve(other, name).points()).as(name).isDeepEqualTo(curve.points()));
    }
}
