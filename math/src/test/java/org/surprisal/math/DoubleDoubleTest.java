package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class DoubleDoubleTest {
    private static final BigDecimal UNIT_SQUARED = BigDecimal.ONE.divide(BigDecimal.TWO.pow(106));
    private static final MathContext DIGITS = new MathContext(80);

    private final Draw draw = new Draw(11);

    @Test
    void sumsAndProductsOfDoublesAreExact() {
        for (int i = 0; i < 2000; i++) {
            double a = draw.signed(draw.magnitude(1e-100, 1e100));
            double b = draw.signed(draw.magnitude(Math.abs(a) * 1e-20, Math.abs(a) * 1e20));
            assertThat(exact(DoubleDouble.sum(a, b))).isEqualByComparingTo(new BigDecimal(a).add(new BigDecimal(b)));
            assertThat(exact(DoubleDouble.product(a, b)))
                    .isEqualByComparingTo(new BigDecimal(a).multiply(new BigDecimal(b)));
            if (Math.abs(a) >= Math.abs(b)) {
                assertThat(DoubleDouble.ordered(a, b)).isEqualTo(DoubleDouble.sum(a, b));
            }
        }
    }

    /** The bounds of Joldes, Muller and Popescu (2017), table 1. */
    @Test
    void errorsStayWithinTheirBounds() {
        for (int i = 0; i < 3000; i++) {
            DoubleDouble x = drawn();
            DoubleDouble y = i % 3 == 0 ? nearlyMinus(x) : drawn();
            double z = y.high();
            BigDecimal a = exact(x);
            BigDecimal b = exact(y);
            BigDecimal c = new BigDecimal(z);
            assertWithin(x.plus(y), a.add(b), 3.01);
            assertWithin(x.minus(y), a.subtract(b), 3.01);
            assertWithin(x.plus(z), a.add(c), 2);
            assertWithin(x.times(y), a.multiply(b), 5);
            assertWithin(x.times(z), a.multiply(c), 2);
            assertWithin(x.dividedBy(y), a.divide(b, DIGITS), 15.01);
            assertWithin(x.dividedBy(z), a.divide(c, DIGITS), 3);
            assertWithin(DoubleDouble.quotient(x.high(), z), new BigDecimal(x.high()).divide(c, DIGITS), 1.01);
            DoubleDouble magnitude = x.high() < 0 ? x.negate() : x;
            assertWithin(magnitude.sqrt(), exact(magnitude).sqrt(DIGITS), 3.2);
            assertThat(x.value()).isEqualTo(x.high());
            assertThat(Integer.signum(x.compareTo(y))).isEqualTo(a.compareTo(b));
        }
        assertThat(DoubleDouble.of(0).sqrt()).isEqualTo(DoubleDouble.of(0));
        assertThat(DoubleDouble.of(-1).sqrt().high()).isNaN();
        assertThat(DoubleDouble.of(2).compareTo(DoubleDouble.of(2))).isZero();
    }

    private DoubleDouble drawn() {
        double high = draw.signed(draw.magnitude(1e-30, 1e30));
        return DoubleDouble.ordered(high, draw.uniform(-0.5, 0.5) * Math.ulp(high));
    }

    private DoubleDouble nearlyMinus(DoubleDouble x) {
        return DoubleDouble.ordered(-x.high() * (1 + draw.uniform(-1, 1) * 1e-14), draw.uniform(-0.5, 0.5) * x.low());
    }

    private static void assertWithin(DoubleDouble computed, BigDecimal exact, double bound) {
        BigDecimal error = exact(computed).subtract(exact).abs();
        BigDecimal allowed = exact.abs().multiply(UNIT_SQUARED).multiply(new BigDecimal(bound));
        assertThat(error).isLessThanOrEqualTo(allowed);
        assertThat(Math.abs(computed.low())).isLessThanOrEqualTo(Math.ulp(computed.high()) / 2);
    }

    private static BigDecimal exact(DoubleDouble x) {
        return new BigDecimal(x.high()).add(new BigDecimal(x.low()));
    }
}
