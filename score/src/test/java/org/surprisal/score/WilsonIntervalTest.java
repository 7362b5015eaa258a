package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.math.Normal;

class WilsonIntervalTest {
    /** Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion. Table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void agreesWithThePublishedTable(int events, int n, double low, double high) {
        Interval interval = WilsonInterval.of((double) events / n, n, 0.95);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void reachesTheEndsExactly() {
        assertThat(WilsonInterval.of(0, 7, 0.95).low()).isZero();
        assertThat(WilsonInterval.of(1, 7, 0.95).high()).isEqualTo(1);
        assertThat(WilsonInterval.of(1, 7, 0.95).low()).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 40, 0.9", "0.01, 12.5, 0.95", "0.77, 3, 0.5"})
    void endsSolveTheScoreEquation(double share, double n, double level) {
        Interval interval = WilsonInterval.of(share, n, level);
        double z = Normal.quantile((1 + level) / 2);
        for (double end : new double[] {interval.low(), interval.high()}) {
            assertThat(Math.abs(share - end)).isCloseTo(z * Math.sqrt(end * (1 - end) / n), within(1e-12));
        }
    }
}
