package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.loss.Catalogue;

/** Half a formula, with y put in, has the bits of the whole formula of the catalogue. */
class OneOutcomeTest {
    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void hasTheBitsOfTheCatalogue(boolean positive, boolean logit) {
        Random random = new Random(12);
        int n = Block.SIZE;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double u = random.nextDouble();
            double p = i % 3 == 0 ? u : i % 3 == 1 ? Math.exp(-700 * u) : 1 - Math.exp(-36 * u);
            x[i] = logit ? 60 * u - 30 : p;
        }
        x[0] = logit ? Double.NEGATIVE_INFINITY : 0;
        x[1] = logit ? Double.POSITIVE_INFINITY : 1;
        x[2] = logit ? 0 : 0.5;
        x[3] = Double.MIN_VALUE;
        double[] y = new double[n];
        Arrays.fill(y, positive ? 1 : 0);
        double[] expected = new double[n];
        double[] actual = new double[n];
        OneOutcome rows = new OneOutcome(logit, LogLossBounds.of(ZeroRule.INFINITE));
        BinaryLosses mixed = new BinaryLosses(logit, LogLossBounds.of(ZeroRule.INFINITE));

        (logit ? Catalogue.LOG_LOSS_LOGIT : Catalogue.LOG_LOSS).evaluator().values(y, x, n, expected);
        rows.logLoss(positive, x, n, actual);
        assertSameBits(actual, expected);

        double[] p = new double[n];
        mixed.probabilities(x, n, p);
        mixed.brier(y, x, p, n, expected);
        double[] miss = new double[n];
        rows.miss(positive, x, n, miss);
        rows.brier(miss, n, actual);
        assertSameBits(actual, expected);
    }

    private static void assertSameBits(double[] actual, double[] expected) {
        for (int i = 0; i < actual.length; i++) {
            // Zeros of either sign are the same loss.
            assertThat(0 + actual[i]).as("row %d", i).isEqualTo(0 + expected[i]);
        }
    }
}
