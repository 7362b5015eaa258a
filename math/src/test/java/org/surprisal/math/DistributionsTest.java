package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.math.decimal.ErrorFunction;

class DistributionsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void normalProbabilitiesAreAccurateInBothTails() {
        Draw draw = new Draw(1);
        for (int i = 0; i < 60; i++) {
            double x = i < 30 ? draw.uniform(-37, 9) : draw.uniform(-3, 3);
            assertThat(relative(Normal.cdf(x), Oracle.value(ErrorFunction::normal, x)))
                    .as("at %s", x)
                    .isLessThan(2e-15);
        }
    }

    @Test
    void normalQuantilesInvertTheProbabilities() {
        Draw draw = new Draw(2);
        for (int i = 0; i < 36; i++) {
            double p = switch (i % 3) {
                case 0 -> draw.magnitude(1e-300, 0.5);
                case 1 -> draw.uniform(0, 1);
                default -> 0.5 + draw.signed(draw.magnitude(1e-10, 0.4));
            };
            double x = Normal.quantile(p);
            BigDecimal off = Oracle.value(ErrorFunction::normal, x).subtract(new BigDecimal(p));
            double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            assertThat(Math.abs(off.doubleValue() / density / x)).as("at %s", p).isLessThan(2e-15);
        }
    }

    @Test
    void normalAtItsEdges() {
        assertThat(Normal.quantile(0)).isEqualTo(-INF);
        assertThat(Normal.quantile(1)).isEqualTo(INF);
        assertThat(Normal.quantile(0.5)).isEqualTo(0.0);
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, withinPercentage(1e-13));
        assertThat(Normal.quantile(-0.1)).isNaN();
        assertThat(Normal.quantile(Double.NaN)).isNaN();
        assertThat(Normal.cdf(0)).isEqualTo(0.5);
        assertThat(Normal.cdf(-INF)).isEqualTo(0.0);
        assertThat(Normal.cdf(INF)).isEqualTo(1);
        assertThat(Normal.cdf(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2.5, 30.5, 1e12})
    void studentProbabilitiesAndQuantilesAreAccurate(double df) {
        for (double t : new double[] {-9, -1.0625, -0.96, 3}) {
            BigDecimal exact = Oracle.value(Oracle.student(df), t);
            double p = StudentT.cdf(t, df);
            assertThat(relative(p, exact)).as("cdf(%s, %s)", t, df).isLessThan(2e-14);
            if (t < 0) {
                // A quantile is as good as its probability allows.
                double nearest = exact.doubleValue();
                double derivative = Math.abs(StudentT.cdf(t * (1 + 1e-6), df) - nearest) / 1e-6;
                double allowed = 2e-14 + 2 * Math.ulp(nearest) / derivative;
                assertThat(Math.abs(StudentT.quantile(nearest, df) / t - 1))
                        .as("quantile(%s, %s)", nearest, df)
                        .isLessThan(allowed);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.975,1,12.706204736174694",
        "0.975,2,4.302652729749462",
        "0.95,4,2.13184678632665",
        "0.995,30,2.7499956535670307"
    })
    void studentQuantilesAreThoseOfTheTables(double p, double df, double t) {
        assertThat(StudentT.quantile(p, df)).isCloseTo(t, withinPercentage(1e-11));
        assertThat(StudentT.quantile(1 - p, df)).isCloseTo(-t, withinPercentage(1e-11));
    }

    @Test
    void oneDegreeOfFreedomIsTheCauchyDistribution() {
        for (double t : new double[] {1e-5, 0.1, 0.5, 1, 2, 100, 1e10, 1e200}) {
            double tail = Math.atan(1 / t) / Math.PI;
            assertThat(StudentT.cdf(-t, 1)).isCloseTo(tail, withinPercentage(1e-10));
            assertThat(StudentT.quantile(tail, 1)).isCloseTo(-t, withinPercentage(t < 1e-3 ? 1e-8 : 1e-10));
        }
    }

    @Test
    void studentAtItsEdges() {
        assertThat(StudentT.cdf(-1.5, INF)).isEqualTo(Normal.cdf(-1.5));
        assertThat(StudentT.quantile(0.2, INF)).isEqualTo(Normal.quantile(0.2));
        assertThat(StudentT.cdf(-100, 1e12)).isEqualTo(0.0);
        assertThat(StudentT.cdf(-30, 1e12)).isCloseTo(Normal.cdf(-30), withinPercentage(1e-4));
        assertThat(StudentT.cdf(INF, 3)).isEqualTo(1);
        assertThat(StudentT.cdf(-INF, 3)).isEqualTo(0.0);
        assertThat(StudentT.cdf(0, 3)).isEqualTo(0.5);
        assertThat(StudentT.cdf(0, 0)).isNaN();
        assertThat(StudentT.cdf(Double.NaN, 3)).isNaN();
        assertThat(StudentT.quantile(0, 3)).isEqualTo(-INF);
        assertThat(StudentT.quantile(1, 3)).isEqualTo(INF);
        assertThat(StudentT.quantile(0.5, 3)).isEqualTo(0.0);
        assertThat(StudentT.quantile(2, 3)).isNaN();
        assertThat(StudentT.quantile(0.1, -1)).isNaN();
        assertThat(StudentT.quantile(1e-12, 0.01)).isEqualTo(-INF);
    }

    private static double relative(double computed, BigDecimal exact) {
        return new BigDecimal(computed)
                .subtract(exact)
                .abs()
                .divide(exact.abs(), MathContext.DECIMAL64)
                .doubleValue();
    }
}
