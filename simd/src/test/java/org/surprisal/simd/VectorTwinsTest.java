package org.surprisal.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;
import org.surprisal.math.Softplus;
import org.surprisal.math.Surprisal;
import org.surprisal.math.spi.Twins;

final class VectorTwinsTest {
    private static final Twins.Loop LOOP = (x, out, n) -> {};
    private static final Twins.ThreeArrays THREE_ARRAYS = (a, b, c, n) -> {};

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Twins.class)).hasOnlyElementsOfType(VectorTwins.class);
    }

    @Test
    void hasTwinsWhereVectorsAreWideEnough() {
        VectorTwins twins = new VectorTwins();
        for (String function : List.of("Exp", "Expm1", "Log", "Log1p", "Sigmoid", "Softplus", "Tanh")) {
            assertThat(LOOP.equals(twins.loop(function, LOOP))).as(function).isEqualTo(Width.LANES < 4);
        }
        for (String function : List.of("Surprisal", "Softplus, Sigmoid")) {
            assertThat(THREE_ARRAYS.equals(twins.threeArrays(function, THREE_ARRAYS)))
                    .as(function)
                    .isEqualTo(Width.LANES < 4);
        }
        assertThat(twins.blockSum() != null).isEqualTo(Width.LANES >= 4);
    }

    @Test
    void leavesWhatItDoesNotKnowAsItIs() {
        assertThat(new VectorTwins().loop("LogGamma", LOOP)).isSameAs(LOOP);
        assertThat(new VectorTwins().threeArrays("Pow", THREE_ARRAYS)).isSameAs(THREE_ARRAYS);
    }

    /** Whenever it is that the twins take over, which is some time in these calls or never. */
    @Test
    void noResultTellsWhenATwinTakesOver() {
        SplittableRandom random = new SplittableRandom(6);
        double[] y = random.ints(601, 0, 2).asDoubleStream().toArray();
        double[] p = random.doubles(601).toArray();
        double[] x = random.doubles(601).map(v -> 20 * (v - 0.5)).toArray();
        double[] out = new double[601];
        double[] slope = new double[601];
        double[] logs = of(Log::of, p, out);
        double[] softplus = of(Softplus::of, x, out);
        Surprisal.of(y, p, out, 601);
        double[] surprisals = out.clone();
        for (int round = 0; round < 2000; round++) {
            assertThat(of(Log::of, p, out)).isEqualTo(logs);
            Softplus.of(x, out, slope, 601);
            assertThat(out).isEqualTo(softplus);
            Surprisal.of(y, p, out, 601);
            assertThat(out).isEqualTo(surprisals);
        }
    }

    /** Whatever the twin leaves to the plain sum. */
    @Test
    void exactSumsAreTheSameWithTheTwin() {
        SplittableRandom random = new SplittableRandom(6);
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

    private static double[] of(Twins.Loop function, double[] x, double[] out) {
        function.of(x, out, x.length);
        return out.clone();
    }
}
