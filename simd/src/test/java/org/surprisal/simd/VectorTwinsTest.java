package org.surprisal.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.surprisal.math.Log;
import org.surprisal.math.spi.Twins;

final class VectorTwinsTest {
    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Twins.class)).hasOnlyElementsOfType(VectorTwins.class);
    }

    @Test
    void hasTwinsWhereVectorsAreWideEnough() {
        for (String function : List.of("Exp", "Expm1", "Log", "Log1p", "Sigmoid", "Softplus", "Tanh")) {
            assertThat(new VectorTwins().loop(function) != null).as(function).isEqualTo(Width.LANES >= 4);
        }
    }

    @Test
    void hasNoTwinOfWhatItDoesNotKnow() {
        assertThat(new VectorTwins().loop("LogGamma")).isNull();
    }

    @Test
    void isWhatMathUses() {
        double[] out = new double[9];
        Log.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 0}, out, 9);
        assertThat(out).startsWith(0, Log.of(2), Log.of(3)).endsWith(Double.NEGATIVE_INFINITY);
    }
}
