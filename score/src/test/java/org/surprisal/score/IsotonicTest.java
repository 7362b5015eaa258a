package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsotonicTest {
    /** The frequency of forecast i by the formula max over a ≤ i of min over b ≥ i of the frequency from a to b. */
    private static double byFormula(double[] events, double[] others, int i) {
        double max = 0;
        for (int a = 0; a <= i; a++) {
            double min = 1;
            for (int b = i; b < events.length; b++) {
                double event = 0;
                double other = 0;
                for (int j = a; j <= b; j++) {
                    event += events[j];
                    other += others[j];
                }
                min = Math.min(min, event / (event + other));
            }
            max = Math.max(max, min);
        }
        return max;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheMaxMinFormula(int seed) {
        Random random = new Random(seed);
        int n = 5 + random.nextInt(30);
        double[] events = new double[n];
        double[] others = new double[n];
        Isotonic blocks = new Isotonic();
        for (int i = 0; i < n; i++) {
            events[i] = seed % 2 == 0 ? random.nextInt(4) : random.nextDouble();
            others[i] = seed % 2 == 0 ? random.nextInt(4) + (events[i] == 0 ? 1 : 0) : random.nextDouble();
            blocks.add(events[i], others[i]);
        }
        double brier = 0;
        double logLoss = 0;
        for (int i = 0; i < n; i++) {
            double q = byFormula(events, others, i);
            brier += events[i] * (1 - q) * (1 - q) + others[i] * q * q;
            logLoss -=
                    (events[i] == 0 ? 0 : events[i] * Math.log(q)) + (others[i] == 0 ? 0 : others[i] * Math.log(1 - q));
        }
        assertThat(blocks.brier()).isCloseTo(brier, within(1e-12));
        assertThat(blocks.logLoss()).isCloseTo(logLoss, within(1e-12));
        for (int block = 1; block < blocks.size(); block++) {
            assertThat(blocks.events(block) / blocks.others(block))
                    .isGreaterThan(blocks.events(block - 1) / blocks.others(block - 1));
        }
    }

    /** The products of these counts are equal doubles, yet one frequency is higher. */
    @Test
    void frequenciesAreComparedExactly() {
        double big = 0x1p53 - 1;
        Isotonic blocks = new Isotonic();
        blocks.add(big, big - 2);
        blocks.add(big - 1, big - 3);
        assertThat(blocks.size()).isEqualTo(2);
        Isotonic turned = new Isotonic();
        turned.add(big - 1, big - 3);
        turned.add(big, big - 2);
        assertThat(turned.size()).isEqualTo(1);
    }

    @Test
    void equalFrequenciesAreOneBlock() {
        Isotonic blocks = new Isotonic();
        for (int i = 1; i < 200; i++) {
            blocks.add(i, 2 * i);
        }
        assertThat(blocks.size()).isOne();
        blocks.clear();
        for (int i = 1; i < 200; i++) {
            blocks.add(i, 300 - i);
        }
        assertThat(blocks.size()).isEqualTo(199);
        assertThat(blocks.events(198)).isEqualTo(199);
    }
}
