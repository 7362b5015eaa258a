package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One logarithm for two outcomes, and two functions of one logit: the bits are those of each alone. */
final class SurprisalTest {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        0x1p-54,
        0x1p-53,
        0.5,
        Math.nextDown(1.0),
        Math.nextUp(1.0),
        -0.25,
        3,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    @Test
    void costsInfinityWhereWhatHappenedHadNoChance() {
        assertThat(Surprisal.of(1, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Surprisal.of(0, 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Surprisal.of(0, 1e-300)).isEqualTo(1e-300);
        assertThat(Surprisal.of(1, 1.5)).isNegative();
        assertThat(Surprisal.of(0, 1.5)).isNaN();
    }

    @Test
    void anArrayHasTheBitsOfItsValues() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 600; n++) {
            double[] y = new double[n];
            double[] p = new double[n];
            for (int i = 0; i < n; i++) {
                y[i] = random.nextInt(2);
                p[i] = n % 3 == 0 && random.nextInt(50) == 0
                        ? SPECIAL[random.nextInt(SPECIAL.length)]
                        : random.nextInt(3) == 0
                                ? Math.scalb(random.nextDouble(), -random.nextInt(60))
                                : random.nextDouble();
            }
            double[] out = new double[n];
            Surprisal.of(y, p, out, n);
            for (int i = 0; i < n; i++) {
                double expected = 0 - (y[i] == 1 ? Log.of(p[i]) : Log1p.of(-p[i]));
                assertThat(Double.doubleToLongBits(out[i])).isEqualTo(Double.doubleToLongBits(expected));
            }
            Surprisal.of(y, p, p, n);
            assertThat(p).isEqualTo(out);
        }
    }

    @Test
    void softplusWithItsSlopeHasTheBitsOfEach() {
        SplittableRandom random = new SplittableRandom(2);
        double[] x = random.doubles(1000).map(v -> 100 * (v - 0.5)).toArray();
        System.arraycopy(SPECIAL, 0, x, 500, SPECIAL.length);
        double[] out = new double[x.length];
        double[] slope = x.clone();
        Softplus.of(slope, out, slope, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat(Double.compare(out[i], Softplus.of(x[i]))).isZero();
            assertThat(Double.compare(slope[i], Sigmoid.of(x[i]))).isZero();
        }
    }
}
