package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.math.StudentT;

class HallIntervalTest {
    /** Hall's g, written as in the paper with γ and n instead of their quotient. */
    private static double g(double t, double skewness, int n) {
        double a = 1.0 / 3;
        double b = 1.0 / 6;
        double root = Math.sqrt(n);
        return t
                + a * skewness * t * t / root
                + a * a * skewness * skewness * t * t * t / (3.0 * n)
                + b * skewness / root;
    }

    @ParameterizedTest
    @CsvSource({"1.96, 0.5, 20", "-1.96, 0.5, 20", "2.2, -3, 30", "-2.2, 5.1, 29", "-12.7, 0.9, 2", "-3, 40, 1600"})
    void inverseUndoesTheTransformation(double x, double skewness, int n) {
        double t = HallInterval.inverse(x, skewness / Math.sqrt(n));
        assertThat(g(t, skewness, n)).isCloseTo(x, within(1e-12 * Math.max(1, t * t * t)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1e-12, 9.99e-10, 1.01e-9, 1e-6, -1e-10, -1e-6})
    void nearNoSkewnessItIsContinuous(double k) {
        for (double x : new double[] {-2, 0, 1.7}) {
            double series = x - k / 6 - k * x * x / 3;
            assertThat(HallInterval.inverse(x, k)).isCloseTo(series, within(1e-15 + 20 * k * k));
        }
    }

    @Test
    void theCubeRootOfANegativeNumberIsTaken() {
        // 1 + k (x - k/6) = 0 and below: k = 1.2, x = k/6 - 1/k gives exactly the turning point.
        double k = 1.2;
        assertThat(HallInterval.inverse(k / 6 - 1 / k, k)).isCloseTo(-3 / k, within(1e-5));
        double x = -4;
        double expected = 3 / k * (Math.cbrt(1 + k * (x - k / 6)) - 1);
        assertThat(HallInterval.inverse(x, k)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void withoutSkewnessItIsStudentsInterval() {
        Interval interval = HallInterval.of(new Mean(10, 2, 0, 5, false), 0.95);
        double half = 2 * StudentT.quantile(0.975, 4);
        assertThat(interval.low()).isCloseTo(10 - half, within(1e-12));
        assertThat(interval.high()).isCloseTo(10 + half, within(1e-12));
    }

    @Test
    void rightSkewedLossesGetMoreRoomAbove() {
        Interval interval = HallInterval.of(new Mean(1, 0.1, 2, 50, false), 0.95);
        assertThat(interval.high() - 1).isGreaterThan(1 - interval.low());
    }

    /**
     * Coverage of nominal 95 % intervals of the mean of exponential losses, 4,000 samples each. The plain t interval
     * covers about 0.92 at n = 20; Hall's comes closer to its promise. The bounds are 4 binomial standard errors wide.
     */
    @ParameterizedTest
    @CsvSource({"20, 0.925, 0.962", "60, 0.930, 0.964"})
    void coversWhatItPromises(int n, double atLeast, double atMost) {
        Random random = new Random(20261122);
        int samples = 4000;
        int hall = 0;
        int student = 0;
        double[] loss = new double[n];
        for (int sample = 0; sample < samples; sample++) {
            for (int i = 0; i < n; i++) {
                loss[i] = -Math.log1p(-random.nextDouble());
            }
            LossSums sums = new LossSums(false, 0);
            sums.add(loss, loss, null, n);
            Mean mean = sums.mean();
            Interval interval = HallInterval.of(mean, 0.95);
            hall += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
            student += Math.abs(mean.value() - 1) <= StudentT.quantile(0.975, n - 1) * mean.se() ? 1 : 0;
        }
        assertThat((double) hall / samples).isBetween(atLeast, atMost);
        assertThat(hall).isGreaterThan(student);
    }

    @Test
    void skewnessIsThatOfTheSample() {
        double[] loss = {1, 2, 2, 3, 12};
        LossSums sums = new LossSums(false, 0);
        sums.add(loss, loss, null, 5);
        Mean mean = sums.mean();
        Offset<Double> tiny = within(1e-14);
        assertThat(mean.value()).isEqualTo(4);
        // Deviations -3, -2, -2, -1, 8: squares sum to 82, cubes to 468.
        assertThat(mean.se()).isCloseTo(Math.sqrt(82.0 / 4 / 5), tiny);
        assertThat(mean.skewness()).isCloseTo(468.0 / 5 / Math.pow(82.0 / 5, 1.5), tiny);
    }
}
