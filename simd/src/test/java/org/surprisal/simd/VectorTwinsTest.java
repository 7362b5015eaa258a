package org.surprisal.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.surprisal.math.ExactSum;
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
    void hasTwinsOfMoreThanFunctions() {
        for (String function : List.of("Surprisal", "Softplus, Sigmoid")) {
            assertThat(new VectorTwins().threeArrays(function) != null)
                    .as(function)
                    .isEqualTo(Width.LANES >= 4);
        }
        assertThat(new VectorTwins().threeArrays("Pow")).isNull();
        assertThat(new VectorTwins().blockSum() != null).isEqualTo(Width.LANES >= 4);
    }

    /** Whatever the twin leaves to the plain sum. */
    @Test
    void exactSumsAreTheSameWithTheTwin() {
        var random = new SplittableRandom(6);
        for (int round = 0; round < 300; round++) {
            int wide = round % 100;
            double[] x = random.doubles(7L * round)
                    .map(v -> Math.scalb(v - 0.5, random.nextInt(-wide, wide + 1)))
                    .toArray();
            ExactSum blocks = new ExactSum();
            ExactSum single = new ExactSum();
            blocks.add(x, x.length);
            blocks.add(x, x.length);
            for (double value : x) {
                single.add(value);
                single.add(value);
            }
            assertThat(blocks).isEqualTo(single);
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
