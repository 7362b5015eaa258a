package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.math.decimal.DecimalLimitException;

/** Any formula to any number of digits, within limits that have names. */
class ExactTest {
    @ParameterizedTest
    @CsvSource({
        // OEIS A002162, A001113, A002193, A000796, A001620, A256358 (Γ(¼)).
        "-log(p), 0.5, 0.69314718055994530941723212145817656807550013436026",
        "exp(p), 1, 2.7182818284590452353602874713526624977572470936999596",
        "sqrt(p), 2, 1.4142135623730950488016887242096980785696718753769481",
        "-digamma(p), 1, 0.57721566490153286060651209008240243104215933593992360",
        "exp(lgamma(p)), 0.25, 3.6256099082219083119306851558676720029951676828801",
        "6 * trigamma(p), 1, 9.8696044010893586188344909998761511353136994072407906",
        "erf(p), 1, 0.84270079294971486934122063508260925929606699796630291",
        "'-(xlogy(y, p) + xlog1py(1 - y, -p))', 0.5, 0.69314718055994530941723212145817656807550013436026",
    })
    void fiftyDigits(String formula, double p, BigDecimal expected) {
        BigDecimal value = exact(formula, 1, p).value();
        assertThat(value.subtract(expected).abs()).isLessThan(new BigDecimal("1e-48"));
    }

    /** What cancels is lost in no double and in no fixed precision. */
    @Test
    void cancellationCostsOnlyTime() {
        double tiny = Math.scalb(1.0, -1000);
        assertThat(exact("(1 + p) - 1", 1, tiny).value()).isEqualByComparingTo(new BigDecimal(tiny));
        BigDecimal difference = exact("log(exp(p)) - p + 2^-600", 1, 0.3).value();
        BigDecimal expected = new BigDecimal(Math.scalb(1.0, -600));
        assertThat(difference.subtract(expected).abs()).isLessThan(new BigDecimal("1e-230"));
        assertThat(exact("softplus(p) - softplus(-p) - p", 1, 0.7).value()).isZero();
    }

    /** What no precision tried first can tell from 0 is not taken for 0. */
    @ParameterizedTest
    @CsvSource({
        "exp(p) - 1, 1e-300, 1e-300",
        "(1 + p) - 1, 1e-300, 1e-300",
        "exp(p) - exp(2 * p), 1e-300, -1e-300",
        "1 - sigmoid(-log(p)), 1e-300, 1e-300",
        "1 - tanh(-log(p) / 2), 1e-300, 2e-300",
        "1 - erf(p), 26, 5.6631924088561428e-296",
        "ndtr(p) - 1, 37, -5.7255712225245768e-300",
        "expm1(p) - p, 1e-150, 5e-301",
        "softplus(-log(p)) + log(p), 1e-300, 1e-300",
        "lgamma(1 + p), 1e-300, -5.7721566490153286e-301",
        "(1 + p)^(1 / 3) - 1, 1e-300, 3.3333333333333333e-301",
    })
    void whatIsTinyIsNotZero(String formula, double p, BigDecimal expected) {
        BigDecimal value = exact(formula, 1, p).value();
        assertThat(value.divide(expected, MathContext.DECIMAL64).doubleValue()).isCloseTo(1, within(1e-13));
    }

    /** Nor does it matter what is made of it: quotients, logarithms, choices. */
    @ParameterizedTest
    @CsvSource({
        "1 + (exp(p) - 1) / p, 1e-300, 2",
        "log(exp(p) - 1), 1e-300, -690.77552789821371",
        "(exp(p) - 1 - p - p^2 / 2) / p^3, 1e-100, 0.16666666666666667",
        "'where(exp(p) > 1, 5, 7)', 1e-300, 5",
        "'where(exp(-p) > 1, 5, 7)', 1e-300, 7",
        "'where((exp(p) - 1) / p > 1, 5, 7)', 1e-70, 5",
        "'where(exp(p) - 1 == 0, 5, 7)', 1e-300, 7",
        "sign(1 - exp(p)), 1e-300, -1",
        "'where(exp(p) - 1, 5, 7)', 1e-300, 5",
        "exp((exp(p) - 1) / p), 1e-150, 2.7182818284590452",
        "sqrt(exp(p) - 1), 1e-300, 1e-150",
        "imills_slope(-1 / p), 1e-300, -1",
    })
    void nothingAgreesByAccident(String formula, double p, double expected) {
        assertThat(exact(formula, 1, p).value().doubleValue()).isCloseTo(expected, within(1e-13 * Math.abs(expected)));
    }

    /** A zero is one where nothing was rounded, or where no number above 1e-400 is left. */
    @ParameterizedTest
    @CsvSource({
        "log(p), 1",
        "p - p * 1, 0.1",
        "y * log(y / p), 1",
        "lgamma(p), 2",
        "'lgammadelta(p, y - 1)', 7.3",
        "exp(2 * p) - exp(p)^2, 0.3",
        "log(p^2) - 2 * log(p), 3.7",
        "tanh(p) - (1 - exp(-2 * p)) / (1 + exp(-2 * p)), 0.8",
        "lgamma(p + 1) - lgamma(p) - log(p), 5.5",
    })
    void zerosAreZero(String formula, double p) {
        assertThat(exact(formula, 1, p).value()).isZero();
    }

    /** Whether what is computed in two ways is the same cannot be found by computing. */
    @Test
    void whatCannotBeToldIsNotSaid() {
        assertThatThrownBy(() ->
                        exact("sign(softplus(p) - softplus(-p) - p)", 1, 0.7).value())
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void masksSelectHereToo() {
        assertThat(exact("wmul(y, log(p)) + xlogy(y, p) + wdiv(y, p)", 0, 0).value())
                .isZero();
        assertThat(exact("where(p > 0, 1 / p, 7)", 1, 0).value()).isEqualByComparingTo("7");
        assertThat(exact("smul(log(p), y)", 0, 0).value()).isZero();
        assertThatThrownBy(() -> exact("y * log(p)", 0, 0).value()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void derivativesAndTheirTerms() {
        Exact row = exact("(p - y)^2", 1, 3);
        assertThat(row.value()).isEqualByComparingTo("4");
        assertThat(row.gradient(0)).isEqualByComparingTo("4");
        assertThat(row.hessian(0)).isEqualByComparingTo("2");
        assertThat(row.largestTermOfValue()).isEqualByComparingTo("4");
        assertThat(row.largestTermOfGradient(0)).isEqualByComparingTo("6");
        assertThat(row.largestTermOfHessian(0)).isEqualByComparingTo("2");
        assertThat(exact("p^2 - y", 100, 10).largestTermOfValue()).isEqualByComparingTo("100");
        Exact classes = Loss.of("sum(y * p) - max(p)").exact(new double[] {1, 2, 3}, new double[] {1, 5, 3}, 20);
        assertThat(classes.value()).isEqualByComparingTo("15");
        assertThat(classes.gradient(1)).isEqualByComparingTo("1");
        assertThat(classes.gradient(2)).isEqualByComparingTo("3");
        assertThat(classes.largestTermOfValue()).isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @CsvSource({
        "exp(exp(p)), 20, ±5000 digits",
        "exp(p), -20000, ±5000 digits",
        "p^p^p^p, 7, ±5000 digits",
        "exp(-1 / p), 1e-10, ±5000 digits",
    })
    void limitsHaveNames(String formula, double p, String limit) {
        assertThatThrownBy(() -> exact(formula, 1, p).value())
                .isInstanceOf(DecimalLimitException.class)
                .hasMessageContaining(limit);
    }

    @Test
    void whatItTakes() {
        assertThatThrownBy(() -> Loss.of("p - y").exact(new double[2], new double[2], 50))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one target and one prediction");
        assertThatThrownBy(() -> Loss.of("sum(p - y)").exact(new double[2], new double[3], 50))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one value per class");
        assertThatThrownBy(() -> exact("p - y", Double.NaN, 1)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> exact("p * inf", 1, 1).value()).isInstanceOf(ArithmeticException.class);
    }

    private static Exact exact(String formula, double y, double p) {
        return Loss.of(formula).exact(new double[] {y}, new double[] {p}, 50);
    }
}
