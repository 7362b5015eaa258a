package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.math.decimal.Agreement;
import org.surprisal.math.decimal.DecimalLimitException;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.ErrorFunction;
import org.surprisal.math.decimal.Gamma;

/** Two results agree where rounding does not matter, not by accident. */
class AgreementTest {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final int DIGITS = 50;

    private static BigDecimal of(Function<Decimals, BigDecimal> f) {
        return Agreement.of(DIGITS, f).round(new MathContext(DIGITS - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 59, 61, 77, 119, 150, 200, 300, 399, 700, 1500})
    void whatIsTinyIsFound(int exponent) {
        BigDecimal tiny = ONE.scaleByPowerOfTen(-exponent);
        assertThat(of(d -> d.subtract(d.add(ONE, tiny), ONE))).isEqualByComparingTo(tiny);
        if (exponent < 400) {
            // To the first order, the second being at most a tenth of it.
            assertNear(1, of(d -> d.divide(d.subtract(d.exp(tiny), ONE), tiny)));
            assertNear(-0.5, of(d -> d.divide(d.subtract(d.log1p(tiny), tiny), d.multiply(tiny, tiny))));
            assertNear(-1, of(d -> d.divide(d.subtract(d.exp(tiny), d.exp(tiny.add(tiny))), tiny)));
            assertNear(1, of(d -> d.divide(d.subtract(ONE, d.sigmoid(d.log(tiny).negate())), tiny)));
            assertNear(0.5772156649015329, of(d -> d.divide(Gamma.log(ONE.subtract(tiny), d), tiny)));
        }
    }

    private static void assertNear(double expected, BigDecimal value) {
        assertThat(value.doubleValue() / expected).isBetween(0.8, 1.2);
    }

    @Test
    void whatHasNoValueIsToldFromWhatHas() {
        BigDecimal tiny = new BigDecimal("1e-300");
        assertThat(of(d -> d.log(d.subtract(d.exp(tiny), ONE))).doubleValue()).isEqualTo(Math.log(1e-300));
        assertThat(of(d -> d.sqrt(d.subtract(d.exp(tiny), ONE))).doubleValue()).isEqualTo(1e-150);
        assertThatThrownBy(() -> of(d -> d.log(d.subtract(d.exp(tiny.negate()), ONE))))
                .hasMessageContaining("no logarithm of -1.000000E-300");
        assertThatThrownBy(() -> of(d -> d.divide(ONE, d.log(ONE)))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> of(d -> d.sqrt(ONE.negate()))).hasMessageContaining("no square root of -1");
    }

    /** They take no more than two evaluations. */
    @Test
    void zerosOfExactNumbersAreCheap() {
        BigDecimal x = new BigDecimal("0.1");
        Set<Integer> precisions = new HashSet<>();
        assertThat(of(d -> {
                    precisions.add(d.digits());
                    return d.multiply(x, d.log(d.divide(x, x)))
                            .add(d.subtract(x, x))
                            .add(d.expm1(d.subtract(x, x)))
                            .add(d.subtract(d.exp(BigDecimal.ZERO), ONE))
                            .add(d.sinPi(new BigDecimal(3)))
                            .add(d.tanh(BigDecimal.ZERO))
                            .add(d.subtract(d.sqrt(new BigDecimal("0.25")), d.sigmoid(BigDecimal.ZERO)))
                            .add(ErrorFunction.erf(BigDecimal.ZERO, d))
                            .add(Gamma.log(ONE, d))
                            .add(Gamma.logDifference(x, BigDecimal.ZERO, d))
                            .add(Gamma.polyDifference(0, x, BigDecimal.ZERO, d));
                }))
                .isZero();
        assertThat(precisions).containsExactlyInAnyOrder(60, 120);
    }

    @Test
    void zerosThatAreComputedAreThoseThatNothingIsLeftOf() {
        BigDecimal x = new BigDecimal("0.7");
        assertThat(of(d -> d.subtract(d.subtract(d.softplus(x), d.softplus(x.negate())), x)))
                .isZero();
        // A number that is merely small, and computed without cancellation, is one.
        BigDecimal small = of(d -> d.exp(new BigDecimal(-1000)));
        assertThat(small.doubleValue()).isZero();
        assertThat(small.scaleByPowerOfTen(435).doubleValue()).isEqualTo(5.075958897549457);
    }

    @Test
    void choicesAreMadeForAReason() {
        BigDecimal tiny = new BigDecimal("1e-70");
        Function<Decimals, BigDecimal> slope = d -> d.divide(d.subtract(d.exp(tiny), ONE), tiny);
        assertThat(of(d -> BigDecimal.valueOf(d.compare(slope.apply(d), ONE)))).isOne();
        assertThat(of(d -> BigDecimal.valueOf(d.compare(slope.apply(d), BigDecimal.TWO))))
                .isEqualByComparingTo("-1");
        assertThat(of(d -> BigDecimal.valueOf(d.compare(tiny, BigDecimal.ZERO))))
                .isOne();
        assertThat(of(d -> BigDecimal.valueOf(d.compare(tiny, tiny)))).isZero();
    }

    @Test
    void whatCannotBeToldIsNotSaid() {
        BigDecimal x = new BigDecimal("0.7");
        assertThatThrownBy(() -> of(d -> BigDecimal.valueOf(d.compare(d.log(d.exp(x)), x))))
                .isInstanceOf(DecimalLimitException.class)
                .hasMessageContaining("no two results agree to 50 digits")
                .hasMessageContaining("told from 0");
        assertThatThrownBy(() -> of(d -> d.divide(d.subtract(d.log(d.exp(x)), x), d.subtract(d.exp(d.log(x)), x))))
                .isInstanceOf(DecimalLimitException.class);
        assertThatThrownBy(() -> of(d -> d.exp(new BigDecimal(20_000))))
                .isInstanceOf(DecimalLimitException.class)
                .hasMessageContaining("±5000 digits: e^20000");
    }

    /** The budget is one of all precisions together. */
    @Test
    void theBudgetIsShared() {
        assertThatThrownBy(() -> of(d -> {
                    BigDecimal x = BigDecimal.TWO;
                    for (int i = 0; i < 5_000_000; i++) {
                        x = d.add(x, ONE);
                    }
                    return x;
                }))
                .isInstanceOf(DecimalLimitException.class)
                .hasMessageContaining("400000000 steps");
    }

    @Test
    void onlyWhatIsExactIsRepeated() {
        Decimals d = new Decimals(30);
        assertThat(d.divide(ONE, 8)).isEqualByComparingTo("0.125");
        assertThat(d.isExact()).isTrue();
        BigDecimal third = d.divide(ONE, 3);
        assertThat(d.divide(ONE, 3)).isNotEqualByComparingTo(third);
        assertThat(d.isExact()).isFalse();
        assertThat(third.multiply(new BigDecimal(3)).subtract(ONE).abs()).isLessThan(new BigDecimal("1e-28"));
        d.begin(true);
        assertThat(d.isExact()).isTrue();
        assertThat(d.exp(ONE)).isNotEqualByComparingTo(d.exp(ONE));
        assertThat(d.isExact()).isFalse();
    }
}
