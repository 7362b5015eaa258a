package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DyadicTest {
    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                1,
                -1,
                0.1,
                -3.5,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                0x1.fffffffffffffp-1022
            })
    void keepsEveryDouble(double x) {
        assertThat(Dyadic.of(x).value()).isEqualTo(x);
        assertThat(decimal(Dyadic.of(x))).isEqualByComparingTo(new BigDecimal(x));
    }

    @Test
    void roundsTiesToEvenAlsoWhereResultsAreSubnormal() {
        Dyadic half = new Dyadic(BigInteger.ONE, -1075);
        assertThat(half.value()).isEqualTo(0.0);
        assertThat(half.times(Dyadic.of(3)).value()).isEqualTo(2 * Double.MIN_VALUE);
        assertThat(half.plus(new Dyadic(BigInteger.ONE, -3000)).value()).isEqualTo(Double.MIN_VALUE);
        assertThat(new Dyadic(BigInteger.ONE, -1076).value()).isEqualTo(0.0);
        assertThat(Dyadic.of((1L << 53) + 1).value()).isEqualTo(0x1p53);
        assertThat(Dyadic.of((1L << 53) + 3).value()).isEqualTo(0x1p53 + 4);
    }

    @Test
    void overflowsOnlyWhereTheNearestDoubleDoes() {
        Dyadic max = Dyadic.of(Double.MAX_VALUE);
        Dyadic halfUlp = new Dyadic(BigInteger.ONE, 970);
        assertThat(max.plus(halfUlp).value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(max.plus(halfUlp).minus(Dyadic.of(Double.MIN_VALUE)).value()).isEqualTo(Double.MAX_VALUE);
        assertThat(max.plus(max).negate().value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithDecimalArithmetic(long seed) {
        Draw draw = new Draw(seed);
        double[] x = draw.hard(60);
        for (int i = 0; i + 1 < x.length; i++) {
            Dyadic a = Dyadic.of(x[i]);
            Dyadic b = Dyadic.of(x[i + 1]);
            BigDecimal p = new BigDecimal(x[i]);
            BigDecimal q = new BigDecimal(x[i + 1]);
            assertThat(decimal(a.plus(b))).isEqualByComparingTo(p.add(q));
            assertThat(decimal(a.minus(b))).isEqualByComparingTo(p.subtract(q));
            assertThat(decimal(a.times(b))).isEqualByComparingTo(p.multiply(q));
            assertThat(a.plus(b).value()).isEqualTo(p.add(q).doubleValue());
            assertThat(a.times(b).value() + 0.0).isEqualTo(p.multiply(q).doubleValue() + 0.0);
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(p.compareTo(q));
            if (b.signum() != 0) {
                double quotient = p.divide(q, new MathContext(1200, RoundingMode.HALF_EVEN))
                        .doubleValue();
                assertThat(a.dividedBy(b) + 0.0).isEqualTo(quotient + 0.0);
            }
        }
    }

    @Test
    void dividesWithOneRounding() {
        assertThat(Dyadic.of(1).dividedBy(Dyadic.of(3))).isEqualTo(1.0 / 3);
        assertThat(Dyadic.of(-2).dividedBy(Dyadic.of(7))).isEqualTo(-2.0 / 7);
        assertThat(Dyadic.of((1L << 54) + 2).dividedBy(Dyadic.of(2))).isEqualTo(0x1p53);
        assertThat(Dyadic.of(Long.MIN_VALUE).dividedBy(Dyadic.of(0.5))).isEqualTo(-0x1p64);
        assertThatThrownBy(() -> Dyadic.ONE.dividedBy(Dyadic.ZERO)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void equalNumbersAreEqualObjects() {
        assertThat(new Dyadic(BigInteger.valueOf(12), -2))
                .isEqualTo(Dyadic.of(3))
                .hasToString("3*2^0");
        assertThat(new Dyadic(BigInteger.ZERO, 77)).isEqualTo(Dyadic.ZERO);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNotFinite(double x) {
        assertThatThrownBy(() -> Dyadic.of(x))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("finite");
    }

    static BigDecimal decimal(Dyadic x) {
        BigDecimal power = x.exponent() >= 0
                ? new BigDecimal(BigInteger.TWO.pow(x.exponent()))
                : new BigDecimal(BigInteger.valueOf(5).pow(-x.exponent()), -x.exponent());
        return new BigDecimal(x.significand()).multiply(power);
    }
}
