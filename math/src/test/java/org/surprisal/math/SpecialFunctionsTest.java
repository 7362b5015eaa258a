package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.math.decimal.Gamma;

class SpecialFunctionsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    record Case(String name, DoubleUnaryOperator scalar, ElementaryTest.Array array, Oracle.Function oracle) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("logGamma", LogGamma::of, LogGamma::of, Gamma::log),
                new Case("digamma", Digamma::of, Digamma::of, (x, d) -> Gamma.poly(0, x, d)),
                new Case("trigamma", Trigamma::of, Trigamma::of, (x, d) -> Gamma.poly(1, x, d)),
                polygamma(2),
                polygamma(3),
                polygamma(7));
    }

    private static Case polygamma(int n) {
        return new Case(
                "polygamma" + n,
                x -> Polygamma.of(n, x),
                (x, out, length) -> Polygamma.of(n, x, out, length),
                (x, d) -> Gamma.poly(n, x, d));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void staysWithinFourUlpForPositiveArguments(Case f) {
        Draw draw = new Draw(f.name.hashCode());
        double[] grid = {
            1e-150,
            1e-10,
            0.25,
            0.5,
            Math.nextUp(0.5),
            0.75,
            1,
            Math.nextDown(1.0),
            Math.nextUp(1.0),
            1.25,
            Math.nextDown(1.25),
            1.5,
            1.46163,
            2,
            Math.nextUp(2.0),
            Math.nextDown(2.0),
            2.5,
            Math.nextUp(2.5),
            3,
            9.5,
            10,
            Math.nextDown(10.0),
            11,
            171,
            1e5,
            1e15,
            1e100
        };
        for (int i = 0; i < grid.length + 120; i++) {
            double x = i < grid.length
                    ? grid[i]
                    : switch (draw.below(3)) {
                        case 0 -> draw.uniform(0, 3);
                        case 1 -> draw.uniform(0, 30);
                        default -> draw.magnitude(1e-100, 1e100);
                    };
            if (f.name.equals("logGamma") && (x == 1 || x == 2)) {
                assertThat(f.scalar.applyAsDouble(x)).isEqualTo(0.0);
                continue;
            }
            double computed = f.scalar.applyAsDouble(x);
            if (Double.isInfinite(computed) || Math.abs(computed) < Double.MIN_NORMAL) {
                // The powers of a polygamma function leave the range.
                assertThat(f.name).startsWith("polygamma");
                continue;
            }
            double error = Oracle.ulps(computed, Oracle.value(f.oracle, x));
            assertThat(error).as("%s at %s", f.name, x).isLessThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void arraysHaveTheBitsOfScalars(Case f) {
        double[] x = new double[1000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * 0.037 - 5;
        }
        double[] out = new double[1000];
        f.array.of(x, out, 1000);
        for (int i = 0; i < x.length; i++) {
            assertThat(Double.doubleToLongBits(out[i]))
                    .isEqualTo(Double.doubleToLongBits(f.scalar.applyAsDouble(x[i])));
        }
    }

    @Test
    void logGammaAtItsEdges() {
        assertThat(LogGamma.of(0.0)).isEqualTo(INF);
        assertThat(LogGamma.of(-0.0)).isEqualTo(INF);
        assertThat(LogGamma.of(-3)).isEqualTo(INF);
        assertThat(LogGamma.of(INF)).isEqualTo(INF);
        assertThat(LogGamma.of(-INF)).isEqualTo(INF);
        assertThat(LogGamma.of(1e306)).isEqualTo(INF);
        assertThat(LogGamma.of(1e305)).isCloseTo(7.012884533631839e307, withinPercentage(1e-12));
        assertThat(LogGamma.of(Double.NaN)).isNaN();
        assertThat(LogGamma.of(Double.MIN_VALUE)).isEqualTo(744.4400719213812);
    }

    @Test
    void digammaAndTrigammaAtTheirEdges() {
        assertThat(Digamma.of(0.0)).isEqualTo(-INF);
        assertThat(Digamma.of(-0.0)).isEqualTo(INF);
        assertThat(Digamma.of(INF)).isEqualTo(INF);
        assertThat(Digamma.of(-2)).isNaN();
        assertThat(Digamma.of(-INF)).isNaN();
        assertThat(Digamma.of(Double.NaN)).isNaN();
        assertThat(Trigamma.of(0.0)).isEqualTo(INF);
        assertThat(Trigamma.of(-0.0)).isEqualTo(INF);
        assertThat(Trigamma.of(-4)).isEqualTo(INF);
        assertThat(Trigamma.of(INF)).isEqualTo(0.0);
        assertThat(Trigamma.of(-INF)).isNaN();
        assertThat(Trigamma.of(Double.NaN)).isNaN();
    }

    /** Below 0 there is a zero between any two poles, of lgamma two: four ulp hold beside them, down to 1e-20. */
    @ParameterizedTest
    @MethodSource("cases")
    void staysWithinFourUlpForNegativeArguments(Case f) {
        Draw draw = new Draw(f.name.hashCode());
        double[] grid = {-2.4570247382208006, -2.7476826467274127, -0.5040830082644554, -1.5734984731623904, -0.5, -1e-9
        };
        for (int i = 0; i < grid.length + 60; i++) {
            double x = i < grid.length ? grid[i] : i % 2 == 0 ? draw.uniform(-20, 0) : -draw.magnitude(1e-10, 1e5);
            double computed = f.scalar.applyAsDouble(x);
            if (Double.isFinite(computed)) {
                BigDecimal exact = Oracle.value(f.oracle, x);
                assertThat(new BigDecimal(computed).subtract(exact).abs().doubleValue())
                        .as("%s at %s", f.name, x)
                        .isLessThanOrEqualTo(Math.max(4 * Math.ulp(computed), 1e-20));
            }
        }
    }

    @Test
    void polygammaAtItsEdges() {
        assertThat(Polygamma.of(0, 2.5)).isEqualTo(Digamma.of(2.5));
        assertThat(Polygamma.of(1, 2.5)).isEqualTo(Trigamma.of(2.5));
        assertThat(Polygamma.of(2, 0.0)).isEqualTo(-INF);
        assertThat(Polygamma.of(3, 0.0)).isEqualTo(INF);
        assertThat(Polygamma.of(2, -3)).isNaN();
        assertThat(Polygamma.of(3, -3)).isEqualTo(INF);
        assertThat(Polygamma.of(2, INF)).isEqualTo(-0.0);
        assertThat(Polygamma.of(2, -INF)).isNaN();
        assertThat(Polygamma.of(2, Double.NaN)).isNaN();
        assertThat(Polygamma.of(101, 1)).isNaN();
        assertThatThrownBy(() -> Polygamma.of(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        // ψ″(1) = -2ζ(3), ψ‴(1) = π⁴/15
        assertThat(Polygamma.of(2, 1)).isEqualTo(-2.4041138063191885);
        assertThat(Polygamma.of(3, 1)).isCloseTo(6.493939402266829, withinPercentage(1e-13));
    }

    /** Counts are looked up. */
    @Test
    void aBlockOfLogGammasHasTheBitsOfEachAlone() {
        double[] x = DoubleStream.concat(
                        DoubleStream.of(-0.0, 0.5, -1, -2.5, 1e300, Double.NaN, Double.POSITIVE_INFINITY),
                        IntStream.range(0, 300).asDoubleStream())
                .toArray();
        double[] blocks = new double[x.length];
        LogGamma.of(x, blocks, x.length);
        assertThat(blocks).containsExactly(Arrays.stream(x).map(LogGamma::of).toArray());
        LogGamma.onePlus(x, blocks, x.length);
        assertThat(blocks)
                .containsExactly(Arrays.stream(x).map(LogGamma::onePlus).toArray());
    }

    /** Where a search of many regions found more than 4 ulp. */
    @Test
    void theWorstOfManyRegions() {
        Draw draw = new Draw(11);
        for (int i = 0; i < 300; i++) {
            double x = draw.uniform(0.2, 0.55);
            BigDecimal exact = Oracle.value((at, d) -> Gamma.log(BigDecimal.ONE.add(at), d), x);
            assertThat(Oracle.ulps(LogGamma.onePlus(x), exact))
                    .as("lgamma1p(%s)", x)
                    .isLessThanOrEqualTo(4);
            double beside = (i % 2 == 0 ? -0.25 : -0.75) + draw.uniform(-1e-6, 1e-6);
            assertThat(Oracle.ulps(Polygamma.of(10, beside), Oracle.value((at, d) -> Gamma.poly(10, at, d), beside)))
                    .as("polygamma(10, %s)", beside)
                    .isLessThanOrEqualTo(4);
        }
    }
}
