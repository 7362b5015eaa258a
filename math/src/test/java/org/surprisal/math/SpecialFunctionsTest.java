package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.function.DoubleUnaryOperator;
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
                new Case("trigamma", Trigamma::of, Trigamma::of, (x, d) -> Gamma.poly(1, x, d)));
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
        for (int i = 0; i < grid.length + 250; i++) {
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
            double error = Oracle.ulps(f.scalar.applyAsDouble(x), Oracle.value(f.oracle, x));
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

    /** Γ(x + 1) = xΓ(x) carries each function from x to x + 1 also where x is negative. */
    @Test
    void recurrencesHoldForNegativeArguments() {
        Draw draw = new Draw(3);
        for (int i = 0; i < 500; i++) {
            double x = draw.uniform(-20, 0);
            if (Math.abs(x - Math.rint(x)) < 0.01) {
                continue;
            }
            double y = x + 1;
            assertThat(LogGamma.of(y) - LogGamma.of(x)).as("at %s", x).isCloseTo(Log.of(-x), within(1e-11));
            assertThat(Digamma.of(y) - Digamma.of(x)).as("at %s", x).isCloseTo(1 / x, within(1e-11));
            assertThat(Trigamma.of(x) - Trigamma.of(y)).as("at %s", x).isCloseTo(1 / (x * x), within(1e-9));
        }
    }
}
