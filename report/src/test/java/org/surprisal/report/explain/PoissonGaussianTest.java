package org.surprisal.report.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonGaussianTest {
    /**
     * The difference is -(z³ - 3z) / (6√λ) but for O(1/λ): times λ, the rest has the next term of the series as limit.
     */
    @ParameterizedTest
    @ValueSource(ints = {-3, -2, -1, 0, 1, 2, 3})
    void theFirstTermLeavesWhatIsOfOrderOneOverTheRate(int z) {
        // From the expansion of lgamma: (z^4 - 3z^2 + 1) / 12, the sum of all that has 1/λ in it.
        double limit = (z * z * z * z - 3 * z * z + 1) / 12.0;
        for (double root : new double[] {1_000, 10_000}) {
            double rest = PoissonGaussian.difference(root, z) - PoissonGaussian.leading(root, z);
            assertThat(rest * root * root).isCloseTo(limit, within(20 / root));
        }
    }
}
