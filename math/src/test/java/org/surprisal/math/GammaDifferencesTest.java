package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.math.decimal.Agreement;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Gamma;

/**
 * Differences of the gamma function and its relatives, from the tiniest to the largest arguments, and no step at joins.
 */
class GammaDifferencesTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    interface Plane {
        double of(double x, double a);
    }

    interface Exact {
        BigDecimal of(BigDecimal x, BigDecimal a, Decimals d);
    }

    interface Arrays {
        void of(double[] x, double[] a, double[] out, int n);
    }

    record Case(String name, Plane scalar, Arrays array, Exact exact) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("lgammadelta", LogGammaDelta::of, LogGammaDelta::of, Gamma::logDifference),
                new Case("digammadelta", DigammaDelta::of, DigammaDelta::of, differenceOf(0)),
                new Case("trigammadelta", (x, a) -> PolygammaDelta.of(1, x, a), polygammas(1), differenceOf(1)),
                new Case("tetragammadelta", (x, a) -> PolygammaDelta.of(2, x, a), polygammas(2), differenceOf(2)));
    }

    private static Exact differenceOf(int n) {
        return (x, a, d) -> Gamma.polyDifference(n, x, a, d);
    }

    private static Arrays polygammas(int order) {
        return (x, a, out, n) -> PolygammaDelta.of(order, x, a, out, n);
    }

    /** Away from the zeros of lgammadelta, which are beside 1.46; near them in ulp of what is subtracted. */
    @ParameterizedTest
    @MethodSource("cases")
    void staysWithinFourUlp(Case f) {
        Draw draw = new Draw(f.name.hashCode());
        for (int i = 0; i < 160; i++) {
            double x = switch (i % 4) {
                case 0 -> draw.magnitude(1e-30, 1e30);
                case 1 -> draw.uniform(0, 20);
                case 2 -> f.name.equals("lgammadelta") ? draw.magnitude(1, 1e250) : draw.magnitude(1e-3, 1e30);
                default -> 15.9 + 0.2 * (i % 3);
            };
            double a = switch (i % 5) {
                case 0 -> -x * draw.uniform(0, 1);
                case 1 -> x * draw.magnitude(1e-30, 1e3);
                case 2 -> draw.magnitude(1e-10, 1e10);
                default -> x * draw.signed(draw.magnitude(1e-6, 1e-2));
            };
            if (!(x + a > 0)) {
                continue;
            }
            assertClose(f, x, a);
        }
    }

    private static void assertClose(Case f, double x, double a) {
        BigDecimal exact = Agreement.of(25, d -> f.exact.of(new BigDecimal(x), new BigDecimal(a), d));
        double allowed = 4 * Math.ulp(exact.doubleValue());
        if (f.name.equals("lgammadelta")) {
            allowed = Math.max(allowed, Math.ulp(LogGamma.of(x)) * Math.min(1, Math.abs(a) / x));
        }
        assertThat(new BigDecimal(f.scalar.of(x, a)).subtract(exact).abs().doubleValue())
                .as("%s(%s, %s)", f.name, x, a)
                .isLessThanOrEqualTo(allowed);
    }

    /** Each pair of formulas gives the same within a few ulp where one takes over from the other. */
    @ParameterizedTest
    @MethodSource("cases")
    void joinsWithoutAStep(Case f) {
        double[][] joins = {
            {16, 0.5},
            {16, 16},
            {16, 1e-10},
            {15.5, 0.5},
            {10, 3},
            {9, 1},
            {32, -16},
            {20, -10},
            {40, 40},
            {3, 3e-4},
            {5, -5e-4},
            {1e-20, 1e-22},
            {5e-21, 5e-21},
            {17, 1},
            {12, 5},
            {1e5, 1e5},
            {1e5, -5e4}
        };
        for (double[] join : joins) {
            for (double x : new double[] {Math.nextDown(join[0]), join[0], Math.nextUp(join[0])}) {
                for (double a : new double[] {Math.nextDown(join[1]), Math.nextUp(join[1])}) {
                    assertClose(f, x, a);
                }
            }
        }
    }

    /** Pain 35: a negative binomial beside its Poisson limit is a difference of this kind. */
    @Test
    void hugeShapesLoseNothing() {
        // ln Γ(x + 3) - ln Γ(x) = ln(x (x + 1) (x + 2))
        for (double x = 1; x < 1e100; x *= 1.7) {
            double exact = Log.of(x) + Log.of(x + 1) + Log.of(x + 2);
            assertThat(Math.abs(LogGammaDelta.of(x, 3) - exact)).isLessThanOrEqualTo(4 * Math.ulp(exact));
            double slope = 1 / x + 1 / (x + 1) + 1 / (x + 2);
            assertThat(Math.abs(DigammaDelta.of(x, 3) - slope)).isLessThanOrEqualTo(4 * Math.ulp(slope));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void arraysHaveTheBitsOfScalars(Case f) {
        double[] x = {0.5, 2, 30, 1e10, -2.5};
        double[] a = {1, -1, 1e-5, 1e12, 1.25};
        double[] out = x.clone();
        f.array.of(out, a, out, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(out[i]).isEqualTo(f.scalar.of(x[i], a[i]));
        }
    }

    /** Where a search of many regions found more than 4 ulp, or powers that leave the range which the result is in. */
    @ParameterizedTest
    @CsvSource({
        "2, 15.99999943382627, -9.397390032930324E-11",
        "4, 15.599210978394071, -2.495240501618962",
        "4, 22.203055891481796, 320.7718895458427",
        "5, 1.1409156259089908E16, -1.4937373836912526E-214",
        "5, 1e30, 1e29",
        "2, 1e150, -7e149",
        "10, 1e25, 1e-40",
        "5, 1e-70, 1e-242",
        "1, 3e-110, -1e-200",
        "3, 1e-40, 1e-70",
        "5, 3, 1e-300",
        "6, 1e19, 1e-280",
    })
    void staysWithinTheRange(int n, double x, double a) {
        BigDecimal exact = Agreement.of(25, d -> Gamma.polyDifference(n, new BigDecimal(x), new BigDecimal(a), d));
        assertThat(Oracle.ulps(PolygammaDelta.of(n, x, a), exact)).isLessThanOrEqualTo(4);
        assertThat(PolygammaDelta.of(n, x, 0)).isEqualTo(0.0);
    }

    @Test
    void atTheEdges() {
        for (Plane f : new Plane[] {LogGammaDelta::of, DigammaDelta::of, (x, a) -> PolygammaDelta.of(1, x, a)}) {
            assertThat(f.of(NAN, 1)).isNaN();
            assertThat(f.of(1, NAN)).isNaN();
            assertThat(f.of(3, 0)).isEqualTo(0.0);
            assertThat(f.of(1e300, 0)).isEqualTo(0.0);
            assertThat(f.of(INF, 0)).isEqualTo(0.0);
        }
        assertThat(LogGammaDelta.of(0, 1)).isEqualTo(-INF);
        assertThat(LogGammaDelta.of(1, -1)).isEqualTo(INF);
        assertThat(LogGammaDelta.of(1, INF)).isEqualTo(INF);
        assertThat(LogGammaDelta.of(-0.5, 1)).isEqualTo(LogGamma.of(0.5) - LogGamma.of(-0.5));
        assertThat(DigammaDelta.of(0, 1)).isEqualTo(INF);
        assertThat(PolygammaDelta.of(0, 2, 3)).isEqualTo(DigammaDelta.of(2, 3));
        assertThat(PolygammaDelta.of(101, 2, 3)).isNaN();
        assertThatThrownBy(() -> PolygammaDelta.of(-1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLogarithmOfTheBetaFunction() {
        Draw draw = new Draw(5);
        for (int i = 0; i < 120; i++) {
            double x = i % 2 == 0 ? draw.magnitude(1e-10, 1e10) : draw.uniform(0, 30);
            double y = i % 3 == 0 ? draw.magnitude(1e-10, 1e10) : draw.uniform(0, 30);
            BigDecimal exact = Agreement.of(
                    25,
                    d -> Gamma.log(new BigDecimal(Math.min(x, y)), d)
                            .subtract(Gamma.logDifference(
                                    new BigDecimal(Math.max(x, y)), new BigDecimal(Math.min(x, y)), d)));
            assertThat(Oracle.ulps(LogBeta.of(x, y), exact))
                    .as("lbeta(%s, %s)", x, y)
                    .isLessThanOrEqualTo(3);
            assertThat(LogBeta.of(y, x)).isEqualTo(LogBeta.of(x, y));
        }
        assertThat(LogBeta.of(1, 1)).isEqualTo(0.0);
        assertThat(LogBeta.of(0, 1)).isEqualTo(INF);
        assertThat(LogBeta.of(0, INF)).isEqualTo(INF);
        assertThat(LogBeta.of(1, INF)).isEqualTo(-INF);
        assertThat(LogBeta.of(-1, 2)).isNaN();
        assertThat(LogBeta.of(NAN, 2)).isNaN();
        double[] out = new double[2];
        LogBeta.of(new double[] {1, 2}, new double[] {3, 4}, out, 2);
        assertThat(out).containsExactly(LogBeta.of(1, 3), LogBeta.of(2, 4));
    }
}
