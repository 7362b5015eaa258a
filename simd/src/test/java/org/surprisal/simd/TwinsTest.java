package org.surprisal.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.math.Exp;
import org.surprisal.math.Expm1;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Sigmoid;
import org.surprisal.math.Softplus;
import org.surprisal.math.Surprisal;
import org.surprisal.math.Tanh;
import org.surprisal.math.spi.Twins;
import org.surprisal.math.spi.Twins.BlockSum;

/** Every twin gives the bits of its scalar form; run with vectors of several widths. */
final class TwinsTest {
    private static final double[] SPECIAL = DoubleStream.of(
                    0,
                    Double.MIN_VALUE,
                    0x1p-1030,
                    Math.nextDown(Double.MIN_NORMAL),
                    Double.MIN_NORMAL,
                    0x1p-60,
                    0x1p-53,
                    0.5,
                    Math.sqrt(0.5),
                    Math.log(2),
                    1,
                    Math.nextDown(1.0),
                    Math.nextUp(1.0),
                    2,
                    36.7,
                    37,
                    40,
                    80,
                    700,
                    708,
                    Math.nextUp(708.0),
                    709.78,
                    710,
                    745,
                    745.2,
                    746,
                    1000,
                    0x1p1000,
                    Math.nextUp(0x1p1000),
                    Double.MAX_VALUE,
                    Double.POSITIVE_INFINITY,
                    Double.NaN)
            .flatMap(x -> DoubleStream.of(x, -x))
            .toArray();

    record Function(String name, Twins.Loop loop, DoubleUnaryOperator plain) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Function> functions() {
        return Stream.of(
                new Function("Exp", Exponentials::of, Exp::of),
                new Function("Expm1", Expm1Steps::expm1, Expm1::of),
                new Function("Log", Logarithms::log, Log::of),
                new Function("Log1p", Logarithms::log1p, Log1p::of),
                new Function("Sigmoid", Logistic::sigmoid, Sigmoid::of),
                new Function("Softplus", Logistic::softplus, Softplus::of),
                new Function("Tanh", Expm1Steps::tanh, Tanh::of));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void hasTheBitsOfTheScalarForm(Function function) {
        var random = new SplittableRandom(1);
        double[] x = new double[1 << 13];
        for (int round = 0; round < 128; round++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = any(random, round % 8);
            }
            check(function, x, x.length);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void hasTheBitsOfTheScalarFormForSpecialValuesInAnyLane(Function function) {
        double[] x = new double[64];
        for (double special : SPECIAL) {
            for (int at = 0; at < x.length; at++) {
                Arrays.fill(x, 0.75);
                x[at] = special;
                check(function, x, x.length);
            }
        }
        check(function, SPECIAL, SPECIAL.length);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void writesSoManyValuesAndNoMore(Function function) {
        var random = new SplittableRandom(2);
        double[] x = new double[601];
        for (int n = 0; n <= 600; n++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = any(random, i % 8);
            }
            check(function, x, n);
        }
    }

    @Test
    void surprisalHasTheBitsOfTheScalarForm() {
        var random = new SplittableRandom(3);
        for (int round = 0; round < 4000; round++) {
            int n = round % 601;
            double[] y = random.ints(n, 0, 2).asDoubleStream().toArray();
            double[] p =
                    random.doubles(n).map(x -> any(random, random.nextInt(8))).toArray();
            double[] out = new double[n];
            Logarithms.surprisal(y, p, out, n);
            for (int i = 0; i < n; i++) {
                assertBits(out[i], Surprisal.of(y[i], p[i]), "surprisal(" + y[i] + ", " + p[i] + ")");
            }
        }
    }

    @Test
    void softplusAndItsSlopeTogetherHaveTheBitsOfEachAlone() {
        var random = new SplittableRandom(4);
        for (int round = 0; round < 4000; round++) {
            int n = round % 601;
            double[] x =
                    random.doubles(n).map(v -> any(random, random.nextInt(8))).toArray();
            double[] out = new double[n];
            double[] slope = x.clone();
            Logistic.both(slope, out, slope, n);
            for (int i = 0; i < n; i++) {
                assertBits(out[i], Softplus.of(x[i]), "softplus(" + x[i] + ")");
                assertBits(slope[i], Sigmoid.of(x[i]), "sigmoid(" + x[i] + ")");
            }
        }
    }

    /** Either the sum is exact or it is refused; what lies well between the grids is never refused. */
    @Test
    void sumsOfBlocksAreExact() {
        var random = new SplittableRandom(5);
        long[] parts = new long[2];
        for (int round = 0; round < 4000; round++) {
            int n = round % (BlockSum.LENGTH + 1);
            int top = random.nextInt(-800, 901);
            int depth = random.nextInt(1, 60);
            double[] v = random.doubles(n + 3)
                    .map(x -> (random.nextBoolean() ? 1 : -1) * Math.scalb(x, top - random.nextInt(depth)))
                    .toArray();
            if (round % 5 == 0) {
                // As large as they may be and of one sign: their sum needs the most bits.
                Arrays.setAll(v, i -> Math.scalb(1 - random.nextInt(8) * 0x1p-50, top));
            }
            if (n > 0 && round % 7 == 0) {
                v[3 + random.nextInt(n)] = SPECIAL[random.nextInt(SPECIAL.length)];
            }
            boolean summed = BlockSums.of(v, 3, n, top, parts);
            BigDecimal unit = power(top - BlockSum.SECOND);
            boolean small = true;
            boolean held = true;
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 3; i < 3 + n && held; i++) {
                small &= Math.abs(v[i]) <= Math.scalb(1.0, top);
                held = Double.isFinite(v[i])
                        && new BigDecimal(v[i]).remainder(unit).signum() == 0;
                sum = held ? sum.add(new BigDecimal(v[i])) : sum;
            }
            assertThat(summed).isIn(held && small, held);
            if (summed) {
                BigDecimal first = new BigDecimal(parts[0]).multiply(power(top - BlockSum.FIRST));
                assertThat(first.add(new BigDecimal(parts[1]).multiply(unit))).isEqualByComparingTo(sum);
            }
        }
    }

    private static BigDecimal power(int exponent) {
        BigDecimal magnitude = new BigDecimal(BigInteger.TWO.pow(Math.abs(exponent)));
        return exponent < 0 ? BigDecimal.ONE.divide(magnitude) : magnitude;
    }

    private static void assertBits(double actual, double expected, String what) {
        if (bits(actual) != bits(expected)) {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }

    /** Of several kinds: all bit patterns, common sizes, near 0, near 1, the whole range of exponents. */
    private static double any(SplittableRandom random, int kind) {
        double sign = random.nextBoolean() ? 1 : -1;
        return switch (kind) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextDouble();
            case 2 -> 4 * random.nextGaussian();
            case 3 -> 50 * random.nextGaussian();
            case 4 -> 300 * random.nextGaussian();
            case 5 -> 1 + sign * Math.scalb(random.nextDouble(), -random.nextInt(60));
            case 6 -> sign * Math.scalb(1 + random.nextDouble(), -random.nextInt(80));
            default -> random.nextInt(16) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextDouble();
        };
    }

    private static void check(Function function, double[] x, int n) {
        double[] apart = new double[x.length];
        double[] inPlace = x.clone();
        function.loop().of(x, apart, n);
        function.loop().of(inPlace, inPlace, n);
        for (int i = 0; i < x.length; i++) {
            double expected = i < n ? function.plain().applyAsDouble(x[i]) : 0;
            if (bits(apart[i]) != bits(expected) || bits(inPlace[i]) != bits(i < n ? expected : x[i])) {
                assertThat(apart[i])
                        .as("%s(%s) at %d of %d", function, x[i], i, n)
                        .isEqualTo(expected);
                assertThat(inPlace[i]).as("%s(%s) in place", function, x[i]).isEqualTo(i < n ? expected : x[i]);
            }
        }
    }

    private static long bits(double x) {
        return Double.doubleToLongBits(x);
    }
}
