package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.score.Estimate.Kind;

class CalibrationTest {
    private static Findings findings(double[] y, double[] p) {
        return Samples.score(Samples.binary(), Samples.pairs(y, p));
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    /** Of n rows of forecast p the first k are events. */
    private static Rows counts(double[] p, int[] n, int[] k) {
        int rows = Arrays.stream(n).sum();
        double[] y = new double[rows];
        double[] x = new double[rows];
        int at = 0;
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < n[i]; j++) {
                x[at] = p[i];
                y[at++] = j < k[i] ? 1 : 0;
            }
        }
        return Samples.pairs(y, x);
    }

    /** A line through two forecasts meets both frequencies. */
    @Test
    void slopeOfTwoForecasts() {
        Findings findings = Samples.score(
                Samples.binary(), counts(new double[] {0.3, 0.8}, new int[] {50, 40}, new int[] {20, 30}));
        Estimate slope = Samples.score(findings, "calibration_slope");
        double run = logit(0.8) - logit(0.3);
        assertThat(slope.value()).isCloseTo((logit(0.75) - logit(0.4)) / run, within(1e-12));
        double se = Math.sqrt(1 / (50 * 0.4 * 0.6) + 1 / (40 * 0.75 * 0.25)) / run;
        assertThat(slope.se()).isCloseTo(se, within(1e-12));
        assertThat(slope.method()).isEqualTo("wald");
        assertThat(Samples.interval(slope).high()).isCloseTo(slope.value() + 1.959963984540054 * se, within(1e-12));
    }

    @Test
    void interceptOfOneForecast() {
        Findings findings = Samples.score(Samples.binary(), counts(new double[] {0.3}, new int[] {50}, new int[] {20}));
        Estimate intercept = Samples.score(findings, "calibration_intercept");
        assertThat(intercept.value()).isCloseTo(logit(0.4) - logit(0.3), within(1e-12));
        assertThat(intercept.se()).isCloseTo(1 / Math.sqrt(50 * 0.24), within(1e-12));
        Estimate slope = Samples.score(findings, "calibration_slope");
        assertThat(slope.kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(slope.reason()).isEqualTo(Reasons.NO_FINITE_LINE);
    }

    /** The gradient at the line found is zero, also where cells led to it. */
    @ParameterizedTest
    @ValueSource(ints = {500, 150_000})
    void isTheBestLine(int n) {
        Random random = new Random(n);
        double[] p = random.doubles(n, 0.001, 0.999).toArray();
        double[] y = Arrays.stream(p)
                .map(each -> random.nextDouble() < 1 / (1 + Math.exp(0.4 - 0.7 * logit(each))) ? 1 : 0)
                .toArray();
        Findings findings = findings(y, p);
        double slope = Samples.score(findings, "calibration_slope").value();
        assertThat(slope).isCloseTo(0.7, within(6 * Samples.se(Samples.score(findings, "calibration_slope"))));
        double intercept = Samples.score(findings, "calibration_intercept").value();
        // The gradient of the line of slope 1, and that of the free line once its intercept is found by bisection.
        double residual = 0;
        double low = -5;
        double high = 5;
        for (int i = 0; i < n; i++) {
            residual += y[i] - 1 / (1 + Math.exp(-intercept - logit(p[i])));
        }
        assertThat(residual / n).isCloseTo(0, within(1e-12));
        for (int step = 0; step < 60; step++) {
            double a = (low + high) / 2;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += y[i] - 1 / (1 + Math.exp(-a - slope * logit(p[i])));
            }
            low = sum > 0 ? a : low;
            high = sum > 0 ? high : a;
        }
        double tilt = 0;
        for (int i = 0; i < n; i++) {
            tilt += logit(p[i]) * (y[i] - 1 / (1 + Math.exp(-low - slope * logit(p[i]))));
        }
        assertThat(tilt / n).isCloseTo(0, within(1e-11));
    }

    @Test
    void errorsUnderWeightsAreSandwiches() {
        Random random = new Random(5);
        int n = 4000;
        double[] p = random.doubles(n, 0.05, 0.95)
                .map(each -> Math.rint(each * 100) / 100)
                .toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        double[] twos = new double[n];
        Arrays.fill(twos, 2);
        Findings weighted = Samples.score(
                Samples.with(Samples.binary(), true, false, false), Samples.weighted(Samples.pairs(y, p), twos));
        Findings plain = findings(y, p);
        for (String name : new String[] {"calibration_slope", "calibration_intercept"}) {
            Estimate one = Samples.score(plain, name);
            Estimate two = Samples.score(weighted, name);
            assertThat(two.value()).isCloseTo(one.value(), within(1e-10));
            // A common weight changes no sandwich, and where the model holds both errors are nearly the same.
            assertThat(Samples.se(two) / Samples.se(one)).isBetween(0.93, 1.07);
            assertThat(two.method()).isEqualTo("sandwich");
        }
    }

    @Test
    void certainForecastsAndSeparatedOutcomesHaveNoSlope() {
        Findings certain = findings(new double[] {1, 0, 1, 0}, new double[] {1, 0.3, 0.2, 0.6});
        assertThat(Samples.score(certain, "calibration_slope").reason()).isEqualTo(Reasons.CERTAIN_FORECASTS);
        assertThat(Samples.note(certain, Note.Code.CERTAIN_FORECASTS).evidence())
                .containsEntry("share", 0.25);
        Findings separated = findings(new double[] {1, 0, 1, 0}, new double[] {0.9, 0.3, 0.7, 0.6});
        assertThat(Samples.score(separated, "calibration_slope").reason()).isEqualTo(Reasons.NO_FINITE_LINE);
        assertThat(Samples.score(separated, "calibration_intercept").kind()).isEqualTo(Kind.INTERVAL);
        Findings one = findings(new double[] {1, 1}, new double[] {0.9, 0.3});
        assertThat(Samples.score(one, "calibration_slope").reason()).isEqualTo(Reasons.ONE_CLASS_TO_FIT);
        assertThat(Samples.score(one, "calibration_intercept").kind()).isEqualTo(Kind.UNDEFINED);
    }

    /** The five rows of docs/definitions.md. */
    @Test
    void balanceByHand() {
        Findings findings = findings(new double[] {1, 1, 0, 0, 1}, new double[] {0.9, 0.6, 0.3, 0.2, 0.4});
        Estimate large = Samples.score(findings, "calibration_in_the_large");
        assertThat(large.value()).isCloseTo(0.12, within(1e-15));
        // Σ (y - p - 0.12)² = 0.66 - 5 · 0.0144 = 0.588.
        assertThat(large.se()).isCloseTo(Math.sqrt(0.588 / 4 / 5), within(1e-15));
        Estimate z = Samples.score(findings, "spiegelhalter_z");
        // (-0.08 - 0.08 - 0.12 - 0.12 + 0.12) / sqrt(0.0576 + 0.0096 + 0.0336 + 0.0576 + 0.0096).
        assertThat(z.value()).isCloseTo(-0.28 / Math.sqrt(0.168), within(1e-13));
    }

    @Test
    void balanceOfWeightedSoftRows() {
        Random random = new Random(1);
        int n = 400;
        double[] p = random.doubles(n).map(each -> Math.rint(each * 20) / 20).toArray();
        double[] y = random.doubles(n).toArray();
        double[] w = random.doubles(n, 0.5, 2).toArray();
        Plan plan = Samples.with(Samples.binary(), true, false, true);
        Findings findings = Samples.score(plan, Samples.weighted(Samples.pairs(y, p), w));
        double all = Arrays.stream(w).sum();
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            mean += w[i] * (y[i] - p[i]) / all;
        }
        for (int i = 0; i < n; i++) {
            squares += w[i] * w[i] * (y[i] - p[i] - mean) * (y[i] - p[i] - mean);
        }
        Estimate large = Samples.score(findings, "calibration_in_the_large");
        assertThat(large.value()).isCloseTo(mean, within(1e-14));
        assertThat(large.se()).isCloseTo(Math.sqrt(squares * n / (n - 1)) / all, within(1e-14));
        assertThat(Samples.score(findings, "spiegelhalter_z").reason()).isEqualTo(Reasons.UNEQUAL_ROWS);
    }

    @Test
    void spiegelhalterIsStandardNormal() {
        Random random = new Random(21);
        double sum = 0;
        double squares = 0;
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            double[] p = random.doubles(100).toArray();
            double[] y = Arrays.stream(p)
                    .map(each -> random.nextDouble() < each ? 1 : 0)
                    .toArray();
            double z = Samples.score(
                            Samples.score(Samples.ranked(Samples.binary(), 1 << 20), Samples.pairs(y, p)),
                            "spiegelhalter_z")
                    .value();
            sum += z;
            squares += z * z;
        }
        assertThat(sum / Math.sqrt(trials)).isBetween(-4.0, 4.0);
        assertThat(squares / trials).isBetween(0.6, 1.4);
        assertThat(Samples.score(findings(new double[] {1, 0}, new double[] {0.5, 0.5}), "spiegelhalter_z")
                        .reason())
                .isEqualTo(Reasons.NOTHING_TO_CHANCE);
    }
}
