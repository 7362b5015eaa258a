package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationErrorsTest {
    private static double value(Findings findings, String score) {
        return Samples.score(findings, score).value();
    }

    private static Chance chance(Findings findings, String score) {
        return Objects.requireNonNull(Samples.event(findings).chance().get(score), score);
    }

    private static double[] drawn(double[] p, Random random) {
        return Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
    }

    /** The case of docs/definitions.md. */
    @Test
    void byHand() {
        double[] p = {0.3, 0.3, 0.3, 0.3, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8};
        double[] y = {1, 0, 0, 0, 1, 1, 1, 1, 0, 0};
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(y, p));
        assertThat(value(findings, "ece_positive")).isCloseTo(0.1, within(1e-15));
        assertThat(value(findings, "ece_equal_mass")).isCloseTo(0.1, within(1e-15));
        assertThat(value(findings, "max_calibration_error")).isCloseTo(2.0 / 15, within(1e-15));
        assertThat(value(findings, "calibration_error_squared_debiased")).isCloseTo(-0.04, within(1e-15));
        assertThat(Samples.score(findings, "ece_positive").reason()).isEqualTo(Reasons.NOT_SYMMETRIC);
    }

    /** Against plain loops over rows, bins closed on the right. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void areSumsOverBins(int seed) {
        Random random = new Random(seed);
        int n = 2000;
        boolean weighted = seed == 3;
        double[] p = random.doubles(n).map(each -> Math.rint(each * 60) / 60).toArray();
        double[] y = drawn(Arrays.stream(p).map(each -> each * each).toArray(), random);
        double[] w = random.doubles(n, 0.5, 2).toArray();
        Rows rows = weighted ? Samples.weighted(Samples.pairs(y, p), w) : Samples.pairs(y, p);
        Findings findings = Samples.score(Samples.with(Samples.binary(), weighted, false, false), rows);
        double[] miss = new double[15];
        double[] weight = new double[15];
        for (int i = 0; i < n; i++) {
            int bin = 0;
            while (p[i] > (bin + 1) / 15.0) {
                bin++;
            }
            double own = weighted ? w[i] : 1;
            miss[bin] += own * (y[i] - p[i]);
            weight[bin] += own;
        }
        double ece = 0;
        double max = 0;
        for (int bin = 0; bin < 15; bin++) {
            ece += Math.abs(miss[bin]) / Arrays.stream(weight).sum();
            max = Math.max(max, Math.abs(miss[bin]) / weight[bin]);
        }
        assertThat(value(findings, "ece_positive")).isCloseTo(ece, within(1e-13));
        assertThat(value(findings, "max_calibration_error")).isCloseTo(max, within(1e-13));
        assertThat(Samples.event(findings).chance().isEmpty()).isEqualTo(weighted);
        if (weighted) {
            assertThat(Samples.score(findings, "calibration_error_squared_debiased")
                            .reason())
                    .isEqualTo(Reasons.UNEQUAL_ROWS);
        } else {
            assertThat(chance(findings, "ece_positive").p()).isEqualTo(1.0 / (Redraws.TIMES + 1));
            assertThat(chance(findings, "ece_positive").upper())
                    .isBetween(chance(findings, "ece_positive").mean(), ece);
        }
    }

    /** Calibrated forecasts: the debiased square is 0 on average, p-values are uniform, the mean is what happens. */
    @Test
    void chanceIsFair() {
        Random random = new Random(7);
        int trials = 60;
        double squares = 0;
        double p = 0;
        double ece = 0;
        double expected = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] forecast = random.doubles(400).toArray();
            Findings findings = Samples.score(Samples.binary(), Samples.pairs(drawn(forecast, random), forecast));
            squares += value(findings, "calibration_error_squared_debiased") / trials;
            p += chance(findings, "ece_equal_mass").p() / trials;
            ece += value(findings, "ece_positive") / trials;
            expected += chance(findings, "ece_positive").mean() / trials;
        }
        assertThat(squares).isCloseTo(0, within(0.001));
        assertThat(p).isBetween(0.5 - 4 * 0.289 / Math.sqrt(trials), 0.5 + 4 * 0.289 / Math.sqrt(trials));
        assertThat(ece / expected).isBetween(0.9, 1.1);
    }

    @Test
    void oneRowAndRowsThatDepend() {
        Findings one = Samples.score(Samples.binary(), Samples.pairs(new double[] {1}, new double[] {0.7}));
        assertThat(value(one, "ece_positive")).isCloseTo(0.3, within(1e-15));
        assertThat(value(one, "calibration_error_squared_debiased")).isNaN();
        assertThat(Samples.event(one).chance()).doesNotContainKey("calibration_error_squared_debiased");
        EventFindings dependent = Samples.event(one).ofDependentRows();
        assertThat(dependent.chance()).isEmpty();
        assertThat(dependent.curves()).containsKey("murphy").doesNotContainKey("reliability_band");
        assertThat(Objects.requireNonNull(dependent.curves().get("reliability_binned"))
                        .columns())
                .containsExactly("forecast", "frequency", "rows");
        assertThat(new EventFindings(Map.of(), Map.of()).ofDependentRows().curves())
                .isEmpty();
    }
}
