package org.surprisal.loss.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, -1, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE})
    void numbersAreFinite(double number) {
        double[] x = new double[100];
        Arrays.fill(x, number);
        assertThat(Finite.all(x, x.length)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void oneThatIsNotIsSeenWhereverItIs(double other) {
        for (int n = 1; n < 70; n++) {
            double[] x = new double[n];
            Arrays.fill(x, 1e300);
            x[n - 1] = other;
            assertThat(Finite.all(x, n)).isFalse();
            assertThat(Finite.all(x, n - 1)).isTrue();
        }
    }
}
