package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.surprisal.math.decimal.Decimals;

class SinPiTest {
    @Test
    void roundedOnceWhereverItIs() {
        RandomGenerator random = new SplittableRandom(3);
        Decimals decimals = new Decimals(40);
        for (int i = 0; i < 200; i++) {
            double x = random.nextDouble() - 0.5;
            assertThat(SinPi.value(x))
                    .isEqualTo(decimals.sinPi(new BigDecimal(x)).doubleValue());
        }
        assertThat(SinPi.value(0.5)).isOne();
        assertThat(SinPi.value(-0.5)).isEqualTo(-1);
        assertThat(SinPi.value(0)).isZero();
    }
}
