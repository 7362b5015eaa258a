package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PowTest {
    @Test
    void staysWithinItsErrorBound() {
        Draw draw = new Draw(1);
        for (int i = 0; i < 500; i++) {
            double x = i % 2 == 0
                    ? draw.magnitude(Double.MIN_VALUE, Double.MAX_VALUE)
                    : 1 + draw.signed(draw.magnitude(1e-15, 0.5));
            double log = Math.log(x);
            double y = draw.uniform(-745, 709) / (log == 0 ? 1 : log);
            double computed = Pow.of(x, y);
            double error = Oracle.ulps(computed, Oracle.value(Oracle.pow(y), x));
            assertThat(error).as("%s^%s", x, y).isLessThanOrEqualTo(computed < Double.MIN_NORMAL ? 0.8 : 0.55);
        }
    }

    @Test
    void specialCasesAreThoseOfTheLibrary() {
        double[] values = {
            0.0,
            -0.0,
            1,
            -1,
            2,
            -2,
            3,
            -3,
            0.5,
            -0.5,
            2.5,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            0x1p53,
            0x1p53 + 2,
            -0x1p52 - 1,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN
        };
        for (double x : values) {
            for (double y : values) {
                double expected = Math.pow(x, y);
                double computed = Pow.of(x, y);
                if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0) {
                    assertThat(Double.doubleToLongBits(computed))
                            .as("%s^%s", x, y)
                            .isEqualTo(Double.doubleToLongBits(expected));
                } else {
                    assertThat(Math.abs(computed - expected)).as("%s^%s", x, y).isLessThanOrEqualTo(Math.ulp(expected));
                }
            }
        }
    }

    @Test
    void wholePowersAreExactWhereTheyFit() {
        for (int x = 2; x < 50; x++) {
            double power = 1;
            for (int y = 0; power < 0x1p53; y++, power *= x) {
                assertThat(Pow.of(x, y)).isEqualTo(power);
            }
        }
    }

    @Test
    void arraysHaveTheBitsOfScalars() {
        double[] x = {0.5, 2, -3, 7, Double.NaN};
        double[] y = {2, 0.5, 3, -1, 0};
        double[] out = new double[5];
        Pow.of(x, y, out, 5);
        assertThat(out).containsExactly(0.25, Pow.of(2, 0.5), -27, Pow.of(7, -1), 1);
        Pow.of(x, 2, out, 4);
        assertThat(out).containsExactly(0.25, 4, 9, 49, 1);
    }
}
