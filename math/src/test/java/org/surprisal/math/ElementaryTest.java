package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementaryTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        INF,
        -INF,
        Double.NaN,
        1,
        -1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE
    };

    interface Array {
        void of(double[] x, double[] out, int n);
    }

    /**
     * A function under test.
     *
     * @param bound the largest error allowed, in ulp
     * @param subnormalBound the same where the result is subnormal
     * @param from the smallest argument with a finite result
     * @param to the largest one
     * @param joins where branches, reductions or polynomials meet
     * @param special the results at {@link #SPECIAL}
     */
    record Case(
            String name,
            DoubleUnaryOperator scalar,
            Array array,
            Oracle.Function oracle,
            double bound,
            double subnormalBound,
            double from,
            double to,
            double[] joins,
            double[] special) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        double ln2 = 0.6931471805599453;
        double nan = Double.NaN;
        double max = Double.MAX_VALUE;
        double min = Double.MIN_VALUE;
        double logMin = -744.4400719213812;
        double logMax = 709.782712893384;
        double root = Math.sqrt(0.5);
        return Stream.of(
                new Case(
                        "log",
                        Log::of,
                        Log::of,
                        (x, d) -> d.log(x),
                        0.7,
                        0.7,
                        min,
                        max,
                        new double[] {1, root, 2 * root, 0.5, 2, Double.MIN_NORMAL, 0x1p1000},
                        new double[] {-INF, -INF, INF, nan, nan, 0, nan, logMin, nan, logMax, nan}),
                new Case(
                        "log2",
                        Log2::of,
                        Log2::of,
                        (x, d) -> d.divide(d.log(x), d.log(BigDecimal.TWO)),
                        0.7,
                        0.7,
                        min,
                        max,
                        new double[] {1, root, 2 * root, 0.5, 2, Double.MIN_NORMAL, 0x1p1000},
                        new double[] {-INF, -INF, INF, nan, nan, 0, nan, -1074, nan, 1024, nan}),
                new Case(
                        "log1p",
                        Log1p::of,
                        Log1p::of,
                        (x, d) -> d.log1p(x),
                        0.7,
                        0.7,
                        Math.nextUp(-1.0),
                        max,
                        new double[] {root - 1, 2 * root - 1, 0x1p-53, -0x1p-53, 0x1p-54, 0x1p53, 0x1p1000},
                        new double[] {0, 0.0, INF, nan, nan, ln2, -INF, min, -min, logMax, nan}),
                new Case(
                        "exp",
                        Exp::of,
                        Exp::of,
                        (x, d) -> d.exp(x),
                        0.55,
                        0.8,
                        -745.13,
                        709.78,
                        new double[] {ln2 / 2, -ln2 / 2, 708, -708, 1.5 * ln2, -708.4, -745, 0x1p-54},
                        new double[] {1, 1, INF, 0, nan, Math.E, 0.36787944117144233, 1, 1, INF, 0}),
                new Case(
                        "expm1",
                        Expm1::of,
                        Expm1::of,
                        (x, d) -> d.expm1(x),
                        0.65,
                        0.65,
                        -800,
                        709.78,
                        new double[] {ln2 / 2, -ln2 / 2, 708, -708, 1.5 * ln2, -37, 37, 0x1p-54},
                        new double[] {
                            0.0, -0.0, INF, -1, nan, 1.7182818284590453, -0.6321205588285577, min, -min, INF, -1
                        }),
                new Case(
                        "tanh",
                        Tanh::of,
                        Tanh::of,
                        (x, d) -> d.tanh(x),
                        0.6,
                        0.6,
                        -800,
                        800,
                        new double[] {ln2 / 4, -ln2 / 4, 19.06, 40, 22, 0x1p-28, 708},
                        new double[] {0.0, -0.0, 1, -1, nan, 0.7615941559557649, -0.7615941559557649, min, -min, 1, -1
                        }),
                new Case(
                        "sigmoid",
                        Sigmoid::of,
                        Sigmoid::of,
                        (x, d) -> d.sigmoid(x),
                        0.55,
                        0.8,
                        -745.13,
                        800,
                        new double[] {ln2 / 2, -ln2 / 2, 36.7, -36.7, -708, 708, -708.4, -745},
                        new double[] {0.5, 0.5, 1, 0, nan, 0.7310585786300049, 0.2689414213699951, 0.5, 0.5, 1, 0}),
                new Case(
                        "softplus",
                        Softplus::of,
                        Softplus::of,
                        (x, d) -> d.softplus(x),
                        0.7,
                        0.8,
                        -745.13,
                        max,
                        new double[] {0.88, -0.88, 36.7, -36.7, -36.8, -708, 708, -708.4, -745},
                        new double[] {ln2, ln2, INF, 0, nan, 1.3132616875182228, 0.3132616875182228, ln2, ln2, max, 0}),
                new Case(
                        "log1mexp",
                        Log1mExp::of,
                        Log1mExp::of,
                        (x, d) -> d.log1mExp(x),
                        0.75,
                        0.8,
                        -745.13,
                        -min,
                        new double[] {-ln2, -36.7, -708, -Double.MIN_NORMAL, -1, -0.34},
                        new double[] {-INF, -INF, nan, -0.0, nan, nan, -0.4586751453870819, nan, logMin, nan, -0.0}));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void staysWithinItsErrorBound(Case f) {
        Draw draw = new Draw(f.name.hashCode());
        double worst = 0;
        double worstSubnormal = 0;
        double worstAt = 1;
        double[] x = arguments(f, draw, 600);
        for (int i = 0; i < x.length + 200; i++) {
            // After the grid and the random arguments, search around the worst.
            double at = i < x.length ? x[i] : worstAt * (1 + draw.uniform(-1, 1) * draw.magnitude(0x1p-52, 0x1p-4));
            if (!(at >= f.from && at <= f.to) || at == 0) {
                continue;
            }
            double computed = f.scalar.applyAsDouble(at);
            double error = Oracle.ulps(computed, Oracle.value(f.oracle, at));
            if (Math.abs(computed) < Double.MIN_NORMAL) {
                worstSubnormal = Math.max(worstSubnormal, error);
            } else if (error > worst) {
                worst = error;
                worstAt = at;
            }
        }
        assertThat(worst).as("%s at %s", f.name, worstAt).isLessThanOrEqualTo(f.bound);
        assertThat(worstSubnormal).as("%s, subnormal", f.name).isLessThanOrEqualTo(f.subnormalBound);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void specialValuesAreThoseOfTheLibrary(Case f) {
        for (int i = 0; i < SPECIAL.length; i++) {
            double computed = f.scalar.applyAsDouble(SPECIAL[i]);
            assertThat(Double.doubleToLongBits(computed))
                    .as("%s(%s) = %s", f.name, SPECIAL[i], computed)
                    .isEqualTo(Double.doubleToLongBits(f.special[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void arraysHaveTheBitsOfScalars(Case f) {
        Draw draw = new Draw(7);
        for (boolean special : List.of(false, true)) {
            double[] x = arguments(f, draw, 3000);
            if (!special) {
                x = Arrays.stream(x)
                        .filter(v -> Math.abs(v) < 700 && f.scalar.applyAsDouble(v) < INF)
                        .toArray();
            }
            int n = x.length - 1;
            double[] out = new double[x.length];
            out[n] = 77;
            f.array.of(x, out, n);
            double[] inPlace = x.clone();
            f.array.of(inPlace, inPlace, n);
            for (int i = 0; i < n; i++) {
                long bits = Double.doubleToLongBits(f.scalar.applyAsDouble(x[i]));
                assertThat(Double.doubleToLongBits(out[i]))
                        .as("%s(%s)", f.name, x[i])
                        .isEqualTo(bits);
                assertThat(Double.doubleToLongBits(inPlace[i]))
                        .as("%s(%s)", f.name, x[i])
                        .isEqualTo(bits);
            }
            assertThat(out[n]).isEqualTo(77);
            f.array.of(x, out, 0);
        }
    }

    /**
     * Joins and their neighbours, the extremes, special values, and random arguments of every magnitude and uniformly
     * near 0.
     */
    private static double[] arguments(Case f, Draw draw, int random) {
        Stream<Double> joins = Arrays.stream(f.joins)
                .boxed()
                .flatMap(x -> Stream.of(x, Math.nextUp(x), Math.nextDown(x), x * (1 + 0x1p-40), x * (1 - 0x1p-40)));
        Stream<Double> ends = Stream.of(f.from, Math.nextUp(f.from), f.to, Math.nextDown(f.to));
        Stream<Double> special = Arrays.stream(SPECIAL).boxed();
        Stream<Double> random1 = Stream.generate(() -> switch (draw.below(5)) {
                    case 0 -> draw.signed(draw.magnitude(Double.MIN_VALUE, Double.MAX_VALUE));
                    case 1 -> draw.uniform(-800, 800);
                    case 2 -> draw.uniform(-3, 3);
                    case 3 -> draw.uniform(-0.5, 1.5);
                    default -> draw.signed(draw.magnitude(0x1p-60, 1024));
                })
                .limit(random);
        return Stream.of(joins, ends, special, random1)
                .flatMap(s -> s)
                .mapToDouble(d -> d)
                .toArray();
    }

    @Test
    void logsToBaseTwoOfPowersOfTwoAreExact() {
        for (int k = -1074; k < 1024; k++) {
            assertThat(Log2.of(Math.scalb(1.0, k))).isEqualTo(k);
        }
    }

    @Test
    void tanhIsOdd() {
        Draw draw = new Draw(5);
        for (int i = 0; i < 5000; i++) {
            double x = draw.magnitude(Double.MIN_VALUE, 1000);
            assertThat(Tanh.of(-x)).isEqualTo(-Tanh.of(x));
        }
    }

    @Test
    void logOfOnePlusHasOneCore() {
        Draw draw = new Draw(6);
        for (int i = 0; i < 5000; i++) {
            // 1 - p is exact for p in [½, 1], 1 + n for a whole n, 1 + a·2^-k for a short a.
            double p = draw.uniform(0.5, 1);
            double n = draw.below(1 << 30);
            double a = draw.signed(Math.scalb((double) draw.below(1 << 20), -20 - draw.below(30)));
            for (double x : new double[] {-p, n, a}) {
                assertThat(Log1p.of(x)).isEqualTo(Log.of(1 + x));
            }
        }
    }
}
