package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FineDrawsTest {
    private static final int SEEDS = 20;

    /** Calibrated forecasts, nearly all distinct, are no less likely to look calibrated because they are many. */
    @ParameterizedTest
    @ValueSource(ints = {3_000, 50_000})
    void manyCalibratedForecastsLookCalibrated(int n) {
        int low = 0;
        double miscalibration = 0;
        double expected = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(31L * seed);
            double[] p = new double[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                double u = random.nextDouble();
                p[i] = u * u;
                y[i] = random.nextDouble() < p[i] ? 1 : 0;
            }
            Decomposition brier = Objects.requireNonNull(Samples.score(Samples.binary(), Samples.pairs(y, p))
                    .decomposition()
                    .get("brier"));
            Decomposition.Chance chance = Objects.requireNonNull(brier.chance());
            low += chance.p() <= 0.25 ? 1 : 0;
            miscalibration += brier.miscalibration().value();
            expected += chance.miscalibration().mean();
        }
        // One quarter of the seeds is expected.
        assertThat(low).isBetween(SEEDS / 20, SEEDS / 2);
        assertThat(miscalibration / expected).isBetween(0.9, 1.1);
    }
}
