package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmoothCalibrationErrorTest {
    private static final String SMOOTH = "smooth_ece";

    private static double value(double[] y, double[] p) {
        return Samples.score(Samples.score(Samples.binary(), Samples.pairs(y, p)), SMOOTH)
                .value();
    }

    private static double[] drawn(double[] p, Random random) {
        return Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
    }

    /** The error at a bandwidth as it is defined: a sum of Gaussians and of their mirror images, integrated. */
    private static double defined(double[] y, double[] p, double[] w, double bandwidth) {
        int points = 500;
        double integral = 0;
        for (int at = 0; at < points; at++) {
            double t = (at + 0.5) / points;
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                double kernel = 0;
                for (int mirror = -1; mirror <= 1; mirror++) {
                    kernel += gauss((t - p[i] - 2 * mirror) / bandwidth) + gauss((t + p[i] - 2 * mirror) / bandwidth);
                }
                sum += w[i] * (y[i] - p[i]) * kernel / bandwidth;
            }
            integral += Math.abs(sum) / points;
        }
        return integral / Arrays.stream(w).sum();
    }

    private static double gauss(double z) {
        return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The bandwidth at which the error as it is defined is the bandwidth, by halving. */
    private static double solved(double[] y, double[] p, double[] w) {
        double low = 0.005;
        double high = 1;
        while (high - low > 1e-5) {
            double middle = (low + high) / 2;
            boolean above = defined(y, p, w, middle) > middle;
            low = above ? middle : low;
            high = above ? high : middle;
        }
        return low;
    }

    @ParameterizedTest
    @CsvSource({"1, 60, false, 1", "2, 200, false, 2", "3, 200, true, 1", "4, 150, false, 0.5", "5, 40, true, 3"})
    void isTheBandwidthThatEqualsItsError(int seed, int n, boolean weighted, double power) {
        Random random = new Random(seed);
        double[] p = random.doubles(n).toArray();
        double[] y =
                drawn(Arrays.stream(p).map(each -> StrictMath.pow(each, power)).toArray(), random);
        double[] w = weighted
                ? random.doubles(n, 0.5, 2).toArray()
                : IntStream.range(0, n).mapToDouble(i -> 1).toArray();
        Rows rows = weighted ? Samples.weighted(Samples.pairs(y, p), w) : Samples.pairs(y, p);
        Findings findings = Samples.score(Samples.with(Samples.binary(), weighted, false, false), rows);
        assertThat(Samples.score(findings, SMOOTH).value()).isCloseTo(solved(y, p, w), within(5e-5));
        assertThat(Samples.score(findings, SMOOTH).reason()).isEqualTo(Reasons.NOT_SYMMETRIC);
        assertThat(Samples.event(findings).chance().containsKey(SMOOTH)).isEqualTo(!weighted);
    }

    /**
     * Where all misses have one sign nothing cancels: the case of docs/definitions.md, and the ends of the forecasts.
     */
    @Test
    void byHand() {
        double[] p = {0.3, 0.3, 0.3, 0.3, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8};
        double[] y = {1, 0, 0, 0, 1, 1, 1, 1, 0, 0};
        assertThat(value(y, p)).isCloseTo(0.1, within(1e-15));
        assertThat(value(new double[] {1, 1}, new double[] {0, 1})).isCloseTo(0.5, within(1e-15));
        assertThat(value(new double[] {0, 1}, new double[] {0, 1})).isZero();
        assertThat(value(new double[] {1}, new double[] {0.7})).isCloseTo(0.3, within(1e-15));
    }

    /** Misses of both signs at one forecast cancel; far apart they do not, near to each other in part. */
    @Test
    void cancelsWithinTheBandwidthOnly() {
        double[] y = {1, 0};
        assertThat(value(y, new double[] {0.5, 0.5})).isZero();
        double near = value(y, new double[] {0.45, 0.55});
        double far = value(y, new double[] {0.2, 0.8});
        assertThat(near).isBetween(0.05, 0.3);
        assertThat(far).isGreaterThan(near);
    }

    /** Many distinct forecasts are taken together by their ranks: the same within a thousandth as all of them. */
    @Test
    void ofManyForecasts() {
        Random random = new Random(11);
        double[] p = random.doubles(20_000).toArray();
        double[] y = drawn(Arrays.stream(p).map(each -> each * each).toArray(), random);
        SmoothCalibrationError all = new SmoothCalibrationError();
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted((a, b) -> Double.compare(p[a], p[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i : order) {
            all.add(y[i], 1 - y[i], p[i]);
        }
        assertThat(value(y, p)).isCloseTo(all.value(), within(1e-4));
        assertThat(new SmoothCalibrationError().value()).isNaN();
    }

    /**
     * Of calibrated forecasts the p-value is uniform; forecasts that are too low by far are hardly ever so by chance.
     */
    @Test
    void chanceIsFair() {
        Random random = new Random(8);
        int trials = 60;
        double p = 0;
        double mean = 0;
        double expected = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] forecast = random.doubles(300).toArray();
            Findings findings = Samples.score(Samples.binary(), Samples.pairs(drawn(forecast, random), forecast));
            Chance chance =
                    Objects.requireNonNull(Samples.event(findings).chance().get(SMOOTH));
            p += chance.p() / trials;
            mean += Samples.score(findings, SMOOTH).value() / trials;
            expected += chance.mean() / trials;
            assertThat(chance.upper()).isGreaterThan(chance.mean());
        }
        assertThat(p).isBetween(0.5 - 4 * 0.289 / Math.sqrt(trials), 0.5 + 4 * 0.289 / Math.sqrt(trials));
        assertThat(mean / expected).isBetween(0.9, 1.1);
        double[] forecast = random.doubles(300).toArray();
        double[] higher = Arrays.stream(forecast).map(Math::sqrt).toArray();
        Findings low = Samples.score(Samples.binary(), Samples.pairs(drawn(higher, random), forecast));
        assertThat(Objects.requireNonNull(Samples.event(low).chance().get(SMOOTH))
                        .p())
                .isEqualTo(1.0 / (Redraws.SMOOTH_TIMES + 1));
    }
}
