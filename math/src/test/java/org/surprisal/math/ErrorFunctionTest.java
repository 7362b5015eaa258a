package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.math.decimal.ErrorFunction;

/** The error function and the normal distribution over it, over their whole range. */
class ErrorFunctionTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** A function under test, the range where its result is not 0, and the largest error allowed there, in ulp. */
    record Case(
            String name,
            DoubleUnaryOperator scalar,
            ElementaryTest.Array array,
            Oracle.Function oracle,
            double from,
            double to,
            double bound) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("erf", Erf::of, Erf::of, ErrorFunction::erf, -7, 7, 1),
                new Case("erfc", Erfc::of, Erfc::of, ErrorFunction::erfc, -7, 27.22, 1),
                new Case("gaussian", Gaussian::of, Gaussian::of, ErrorFunction::density, -27.2, 27.2, 0.8),
                new Case("cdf", Normal::cdf, Normal::cdf, ErrorFunction::normal, -38.46, 9, 1),
                new Case(
                        "density",
                        Normal::density,
                        Normal::density,
                        (x, d) -> d.divide(
                                d.exp(d.divide(d.multiply(x, x), -2)), d.sqrt(d.pi().multiply(BigDecimal.TWO))),
                        -38.5,
                        38.5,
                        0.8),
                new Case("logCdf", Normal::logCdf, Normal::logCdf, ErrorFunction::logNormal, -1e9, 38.4, 1.5),
                new Case(
                        "inverseMills", InverseMills::of, InverseMills::of, ErrorFunction::inverseMills, -1e9, 38.4, 2),
                new Case(
                        "inverseMillsSlope",
                        InverseMills::slope,
                        InverseMills::slope,
                        (x, d) -> {
                            BigDecimal ratio = ErrorFunction.inverseMills(x, d);
                            return d.multiply(ratio, d.add(ratio, x)).negate();
                        },
                        -1e9,
                        38.4,
                        3.5));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void staysWithinItsErrorBound(Case f) {
        Draw draw = new Draw(f.name.hashCode());
        double[] joins = {
            0.5, 1, 2, 8, 0.7071067811865476, 1.6, 2.5, 6.5, 16, 6, 11.32, 27, 37, 38.4, 1e-300, Double.MIN_VALUE
        };
        for (int i = 0; i < 6 * joins.length + 150; i++) {
            double x = i < 6 * joins.length
                    ? near(joins[i / 6], i % 6)
                    : switch (draw.below(4)) {
                        case 0 -> draw.uniform(f.from, f.to);
                        case 1 -> draw.uniform(-3, 3);
                        case 2 -> draw.uniform(Math.max(f.from, -40), f.to);
                        default -> draw.signed(draw.magnitude(Double.MIN_VALUE, 40));
                    };
            if (x < f.from || x > f.to) {
                continue;
            }
            double error = Oracle.ulps(f.scalar.applyAsDouble(x), Oracle.value(f.oracle, x));
            assertThat(error).as("%s at %s", f.name, x).isLessThanOrEqualTo(f.bound);
        }
    }

    private static double near(double join, int i) {
        double x = i % 3 == 0 ? join : i % 3 == 1 ? Math.nextUp(join) : Math.nextDown(join);
        return i < 3 ? x : -x;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void arraysHaveTheBitsOfScalars(Case f) {
        double[] x = new double[1000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * 0.091 - 45;
        }
        double[] out = x.clone();
        f.array.of(out, out, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat(Double.doubleToLongBits(out[i]))
                    .isEqualTo(Double.doubleToLongBits(f.scalar.applyAsDouble(x[i])));
        }
    }

    /** NIST Handbook of Mathematical Functions (1964), tables 7.1 and 26.1. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.5204998778", "1, 0.8427007929", "1.5, 0.9661051465", "2, 0.995322265"})
    void theErrorFunctionIsThatOfTheTables(double x, double erf) {
        assertThat(Math.rint(Erf.of(x) * 1e10) / 1e10).isEqualTo(erf);
        assertThat(Math.rint(Erf.of(-x) * 1e10) / 1e10).isEqualTo(-erf);
        assertThat(Math.rint(Erfc.of(x) * 1e10) / 1e10).isEqualTo(Math.rint((1 - erf) * 1e10) / 1e10);
    }

    @Test
    void atTheEdges() {
        assertThat(Erf.of(0.0)).isEqualTo(0.0);
        assertThat(Double.doubleToLongBits(Erf.of(-0.0))).isEqualTo(Long.MIN_VALUE);
        assertThat(Erf.of(INF)).isEqualTo(1);
        assertThat(Erf.of(-INF)).isEqualTo(-1);
        assertThat(Erf.of(Double.NaN)).isNaN();
        assertThat(Erf.of(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Erfc.of(0)).isEqualTo(1);
        assertThat(Erfc.of(INF)).isEqualTo(0.0);
        assertThat(Erfc.of(-INF)).isEqualTo(2);
        assertThat(Erfc.of(Double.NaN)).isNaN();
        assertThat(Erfc.of(27.23)).isEqualTo(0.0);
        assertThat(Erfc.of(27.226)).isEqualTo(Double.MIN_VALUE);
        assertThat(Gaussian.of(0)).isEqualTo(1);
        assertThat(Gaussian.of(-INF)).isEqualTo(0.0);
        assertThat(Gaussian.of(Double.NaN)).isNaN();
        assertThat(Normal.density(INF)).isEqualTo(0.0);
        assertThat(Normal.density(Double.NaN)).isNaN();
        assertThat(Normal.survival(40)).isEqualTo(0.0);
        assertThat(Normal.survival(10)).isEqualTo(Normal.cdf(-10));
        assertThat(Normal.logCdf(-INF)).isEqualTo(-INF);
        assertThat(Normal.logCdf(-1e200)).isEqualTo(-INF);
        assertThat(Normal.logCdf(-1e154)).isEqualTo(-5e307);
        assertThat(Normal.logCdf(INF)).isEqualTo(0.0);
        assertThat(Normal.logCdf(Double.NaN)).isNaN();
        assertThat(InverseMills.of(-INF)).isEqualTo(INF);
        assertThat(InverseMills.of(-1e300)).isEqualTo(1e300);
        assertThat(InverseMills.of(INF)).isEqualTo(0.0);
        assertThat(InverseMills.of(Double.NaN)).isNaN();
        assertThat(InverseMills.slope(-INF)).isEqualTo(-1);
        assertThat(InverseMills.slope(-1e300)).isEqualTo(-1);
        assertThat(InverseMills.slope(INF)).isEqualTo(-0.0);
        assertThat(InverseMills.slope(Double.NaN)).isNaN();
    }
}
