package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.math.decimal.Agreement;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Gamma;

/** χ² and F, both tails, from fractions of a degree of freedom to hundreds of millions. */
class TailDistributionsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    @ParameterizedTest
    @CsvSource({"0.3", "1", "2.5", "10", "77", "200"})
    void chiSquaredIsAccurateInBothTails(double df) {
        Draw draw = new Draw(3);
        for (int i = 0; i < 12; i++) {
            double x =
                    Math.max(1e-3, i < 4 ? df * draw.uniform(0.01, 4) : df + Math.sqrt(2 * df) * draw.uniform(-6, 9));
            BigDecimal a = new BigDecimal(df / 2);
            BigDecimal z = new BigDecimal(x / 2);
            BigDecimal lower = Agreement.of(20, d -> incompleteGamma(a, z, d));
            BigDecimal upper = Agreement.of(20, d -> d.subtract(BigDecimal.ONE, incompleteGamma(a, z, d)));
            assertThat(relative(ChiSquared.cdf(x, df), lower))
                    .as("cdf(%s, %s)", x, df)
                    .isLessThan(2e-13);
            assertThat(relative(ChiSquared.survival(x, df), upper))
                    .as("survival(%s, %s)", x, df)
                    .isLessThan(2e-13);
        }
    }

    /** P(a, x) by its series of positive terms. */
    private static BigDecimal incompleteGamma(BigDecimal a, BigDecimal x, Decimals d) {
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; term.compareTo(sum.scaleByPowerOfTen(-d.digits())) > 0; n++) {
            term = d.divide(d.multiply(term, x), a.add(BigDecimal.valueOf(n)));
            sum = d.round(d.add(sum, term));
        }
        BigDecimal log = d.multiply(a, d.log(x)).subtract(x).subtract(Gamma.log(a.add(BigDecimal.ONE), d));
        return d.multiply(sum, d.exp(log));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.4, 7", "30, 0.6", "5, 5", "2, 100", "100, 3", "60, 90"})
    void fIsAccurateInBothTails(double df1, double df2) {
        Draw draw = new Draw(4);
        for (int i = 0; i < 8; i++) {
            double x = Exp.of(draw.uniform(-6, 6) * Math.sqrt(1 / df1 + 1 / df2));
            double lower = FisherSnedecor.cdf(x, df1, df2);
            double upper = FisherSnedecor.survival(x, df1, df2);
            BigDecimal odds = new BigDecimal(x).multiply(new BigDecimal(df1));
            BigDecimal a = new BigDecimal(df1 / 2);
            BigDecimal b = new BigDecimal(df2 / 2);
            BigDecimal other = new BigDecimal(df2);
            if (lower < 0.7) {
                assertThat(relative(lower, Agreement.of(20, d -> incompleteBeta(a, b, odds, other, d))))
                        .as("cdf(%s, %s, %s)", x, df1, df2)
                        .isLessThan(2e-13);
            }
            if (upper < 0.7) {
                assertThat(relative(upper, Agreement.of(20, d -> incompleteBeta(b, a, other, odds, d))))
                        .as("survival(%s, %s, %s)", x, df1, df2)
                        .isLessThan(2e-13);
            }
            assertThat(lower + upper).isCloseTo(1, withinPercentage(1e-12));
        }
    }

    /** I(a, b; p / (p + q)) by its series of positive terms. */
    private static BigDecimal incompleteBeta(BigDecimal a, BigDecimal b, BigDecimal p, BigDecimal q, Decimals d) {
        BigDecimal x = d.divide(p, p.add(q));
        BigDecimal y = d.divide(q, p.add(q));
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 0; term.compareTo(sum.scaleByPowerOfTen(-d.digits())) > 0; n++) {
            BigDecimal k = BigDecimal.valueOf(n);
            BigDecimal ratio = d.divide(a.add(b).add(k), a.add(BigDecimal.ONE).add(k));
            term = d.multiply(d.multiply(term, ratio), x);
            sum = d.round(d.add(sum, term));
        }
        BigDecimal log = d.multiply(a, d.log(x))
                .add(d.multiply(b, d.log(y)))
                .subtract(Gamma.log(a, d))
                .subtract(Gamma.log(b, d))
                .add(Gamma.log(a.add(b), d));
        return d.divide(d.multiply(sum, d.exp(log)), a);
    }

    @ParameterizedTest
    @CsvSource({
        "0.95, 1, 3.841458820694124",
        "0.95, 10, 18.307038053275146",
        "0.99, 5, 15.08627246938899",
        "0.5, 2, 1.3862943611198906",
        "0.025, 30, 16.790772265566623"
    })
    void chiSquaredQuantilesAreThoseOfTheTables(double p, double df, double x) {
        assertThat(ChiSquared.quantile(p, df)).isCloseTo(x, withinPercentage(1e-11));
        assertThat(ChiSquared.survivalQuantile(1 - p, df)).isCloseTo(x, withinPercentage(1e-11));
    }

    @ParameterizedTest
    @CsvSource({"0.95, 2, 10, 4.1028", "0.95, 5, 20, 2.7109", "0.99, 1, 8, 11.2586"})
    void fQuantilesAreThoseOfTheTables(double p, double df1, double df2, double x) {
        assertThat(Math.rint(FisherSnedecor.quantile(p, df1, df2) * 1e4) / 1e4).isEqualTo(x);
    }

    @Test
    void closedForms() {
        for (double x : new double[] {1e-200, 1e-5, 0.3, 2, 70, 1300}) {
            assertThat(ChiSquared.survival(x, 2)).isCloseTo(Exp.of(-x / 2), withinPercentage(1e-11));
            assertThat(ChiSquared.cdf(x, 2)).isCloseTo(-Expm1.of(-x / 2), withinPercentage(1e-11));
            assertThat(FisherSnedecor.cdf(x, 2, 2)).isCloseTo(x / (1 + x), withinPercentage(1e-11));
            assertThat(FisherSnedecor.survival(x, 2, 2)).isCloseTo(1 / (1 + x), withinPercentage(1e-11));
            // χ² with one degree of freedom is Z², F with one is T².
            double root = Math.sqrt(x);
            assertThat(ChiSquared.survival(x, 1)).isCloseTo(2 * Normal.cdf(-root), withinPercentage(1e-11));
            assertThat(FisherSnedecor.survival(x, 1, 7)).isCloseTo(2 * StudentT.cdf(-root, 7), withinPercentage(1e-10));
        }
        assertThat(RegularizedBeta.of(3, 1, 0.25)).isCloseTo(0.015625, withinPercentage(1e-11));
        assertThat(RegularizedBeta.complement(3, 1, 0.25)).isCloseTo(0.984375, withinPercentage(1e-11));
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0.7", "1, 3", "10, 1e5", "1e6, 2", "1e8, 1e8"})
    void quantilesInvertProbabilities(double df1, double df2) {
        for (double p : new double[] {1e-250, 1e-30, 1e-4, 0.2, 0.5, 0.9}) {
            double x = ChiSquared.quantile(p, df1);
            if (x > 1e-290) {
                assertThat(ChiSquared.cdf(x, df1)).as("%s, %s", p, df1).isCloseTo(p, withinPercentage(1e-8));
            }
            x = ChiSquared.survivalQuantile(p, df1);
            assertThat(ChiSquared.survival(x, df1)).as("%s, %s", p, df1).isCloseTo(p, withinPercentage(1e-8));
            x = FisherSnedecor.quantile(p, df1, df2);
            if (x > 1e-290 && x < 1e290) {
                assertThat(FisherSnedecor.cdf(x, df1, df2)).isCloseTo(p, withinPercentage(1e-7));
            }
            x = FisherSnedecor.survivalQuantile(p, df1, df2);
            if (x > 1e-290 && x < 1e290) {
                assertThat(FisherSnedecor.survival(x, df1, df2)).isCloseTo(p, withinPercentage(1e-7));
            }
        }
    }

    @Test
    void hugeShapesAreNormal() {
        // (X - n) / √2n, with the term of the skewness.
        double n = 1e10;
        for (double z : new double[] {-3, -1, 0, 2}) {
            double x = n + z * Math.sqrt(2 * n);
            double skewed = Normal.cdf(z) - Normal.density(z) * (z * z - 1) * Math.sqrt(8 / n) / 6;
            assertThat(ChiSquared.cdf(x, n)).isCloseTo(skewed, withinPercentage(1e-6));
        }
    }

    @Test
    void atTheEdges() {
        assertThat(ChiSquared.cdf(-1, 3)).isEqualTo(0.0);
        assertThat(ChiSquared.survival(-1, 3)).isEqualTo(1);
        assertThat(ChiSquared.cdf(INF, 3)).isEqualTo(1);
        assertThat(ChiSquared.survival(INF, 3)).isEqualTo(0.0);
        assertThat(ChiSquared.survival(1e5, 3)).isEqualTo(0.0);
        assertThat(ChiSquared.cdf(NAN, 3)).isNaN();
        assertThat(ChiSquared.cdf(1, 0)).isNaN();
        assertThat(ChiSquared.survival(1, INF)).isNaN();
        assertThat(ChiSquared.quantile(0, 3)).isEqualTo(0.0);
        assertThat(ChiSquared.quantile(1, 3)).isEqualTo(INF);
        assertThat(ChiSquared.quantile(2, 3)).isNaN();
        assertThat(ChiSquared.quantile(1e-300, 0.01)).isEqualTo(0.0);
        assertThat(ChiSquared.survivalQuantile(0, 3)).isEqualTo(INF);
        assertThat(ChiSquared.survivalQuantile(1, 3)).isEqualTo(0.0);
        assertThat(ChiSquared.survivalQuantile(-1, 3)).isNaN();
        assertThat(FisherSnedecor.cdf(-1, 3, 4)).isEqualTo(0.0);
        assertThat(FisherSnedecor.survival(-1, 3, 4)).isEqualTo(1);
        assertThat(FisherSnedecor.cdf(INF, 3, 4)).isEqualTo(1);
        assertThat(FisherSnedecor.survival(INF, 3, 4)).isEqualTo(0.0);
        assertThat(FisherSnedecor.cdf(NAN, 3, 4)).isNaN();
        assertThat(FisherSnedecor.cdf(1, 0, 4)).isNaN();
        assertThat(FisherSnedecor.cdf(1.5, 3, INF)).isEqualTo(ChiSquared.cdf(4.5, 3));
        assertThat(FisherSnedecor.survival(1.5, 3, INF)).isEqualTo(ChiSquared.survival(4.5, 3));
        assertThat(FisherSnedecor.quantile(0.4, 3, INF)).isEqualTo(ChiSquared.quantile(0.4, 3) / 3);
        assertThat(FisherSnedecor.survivalQuantile(0.4, 3, INF)).isEqualTo(ChiSquared.survivalQuantile(0.4, 3) / 3);
        assertThat(FisherSnedecor.quantile(0, 3, 4)).isEqualTo(0.0);
        assertThat(FisherSnedecor.quantile(1, 3, 4)).isEqualTo(INF);
        assertThat(FisherSnedecor.quantile(-1, 3, 4)).isNaN();
        assertThat(FisherSnedecor.survivalQuantile(0, 3, 4)).isEqualTo(INF);
        assertThat(RegularizedBeta.of(1, 2, -0.1)).isNaN();
        assertThat(RegularizedBeta.complement(1, 2, 1.1)).isNaN();
    }

    private static double relative(double computed, BigDecimal exact) {
        return new BigDecimal(computed)
                .subtract(exact)
                .abs()
                .divide(exact.abs(), MathContext.DECIMAL64)
                .doubleValue();
    }
}
