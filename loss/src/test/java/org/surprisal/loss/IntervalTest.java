package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.op.Operations;
import org.surprisal.math.decimal.Agreement;

/** The interval rule of each operation holds whatever the operation gives, in decimals and in doubles. */
class IntervalTest {
    private static final double[] SPECIAL = {
        0, 1, -1, 2, 0.5, 1e-300, -1e-300, 1e300, -1e300, 30, -30, 1.4616321449683622
    };

    static List<Elementwise> elementwise() {
        return OperationTest.elementwise();
    }

    static List<OverClasses> overClasses() {
        return Operations.all().stream()
                .filter(OverClasses.class::isInstance)
                .map(OverClasses.class::cast)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void holdsEveryValue(Elementwise operation) {
        Random random = new Random(operation.name().hashCode());
        int finite = 0;
        for (int n = 0; n < 150; n++) {
            int box = n;
            Interval[] x = new Interval[operation.arity()];
            Arrays.setAll(x, i -> interval(random, box % 2 == 0));
            if (operation.name().startsWith("polygamma")) {
                x[0] = Interval.point(random.nextInt(5));
            }
            Interval values = operation.interval(x);
            finite += values.isFinite() ? 1 : 0;
            for (int i = 0; i < 12; i++) {
                double[] at =
                        Arrays.stream(x).mapToDouble(one -> inside(one, random)).toArray();
                double computed = Enclosure.at(operation, at);
                assertThat(Double.isNaN(computed) ? values.undefined() : values.contains(computed))
                        .as(
                                "%s%s = %s in %s of %s",
                                operation.name(), Arrays.toString(at), computed, values, Arrays.toString(x))
                        .isTrue();
                if (i < 3) {
                    holdsExact(operation, at, values);
                }
            }
        }
        if (!isUnbounded(operation)) {
            assertThat(finite).as("some boxes have finite values").isGreaterThan(8);
        }
    }

    /** Of the series of Tweedie's density no bounds are stated. */
    private static boolean isUnbounded(Elementwise operation) {
        return operation.name().startsWith("lwright");
    }

    private static void holdsExact(Elementwise operation, double[] at, Interval values) {
        BigDecimal exact;
        try {
            exact = Agreement.of(20, d -> operation.exact(d, new Numbers(at)));
        } catch (ArithmeticException none) {
            return;
        }
        assertThat(below(values.low(), exact) && below(-values.high(), exact.negate()))
                .as("%s%s = %s in %s", operation.name(), Arrays.toString(at), exact, values)
                .isTrue();
    }

    private static boolean below(double end, BigDecimal value) {
        return end == Double.NEGATIVE_INFINITY
                || (Double.isFinite(end)
                        && new BigDecimal(end).compareTo(value.add(value.abs().scaleByPowerOfTen(-19))) <= 0);
    }

    /** A point is no wider than the errors of the loops, where nothing is infinite. */
    @ParameterizedTest
    @MethodSource("elementwise")
    void isNarrowAtAPoint(Elementwise operation) {
        double[] at =
                operation.name().startsWith("polygamma") ? new double[] {2, 0.7, 0.4} : new double[] {0.7, 0.4, 0.9};
        at = Arrays.copyOf(at, operation.arity());
        if (operation.name().equals("log1mexp")) {
            at[0] = -0.7;
        }
        Interval values =
                operation.interval(Arrays.stream(at).mapToObj(Interval::point).toArray(Interval[]::new));
        if (!isUnbounded(operation)) {
            assertThat(values.high() - values.low()).as("%s", values).isLessThan(1e-12);
        }
        assertThat(values.contains(Enclosure.at(operation, at))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("overClasses")
    void holdsEveryValueOverClasses(OverClasses operation) {
        Random random = new Random(operation.name().hashCode());
        for (int box = 0; box < 300; box++) {
            Interval[] x = new Interval[1 + random.nextInt(4)];
            boolean small = box % 2 == 0;
            Arrays.setAll(x, i -> interval(random, small));
            Interval[] values = operation.interval(x);
            assertThat(values).hasSize(operation.reduces() ? 1 : x.length);
            for (int i = 0; i < 4; i++) {
                BigDecimal[] at = Arrays.stream(x)
                        .map(one -> new BigDecimal(inside(one, random)))
                        .toArray(BigDecimal[]::new);
                for (int k = 0; k < values.length; k++) {
                    int of = k;
                    BigDecimal exact;
                    try {
                        exact = Agreement.of(20, d -> operation.exact(d, at)[of]);
                    } catch (ArithmeticException none) {
                        continue;
                    }
                    assertThat(below(values[k].low(), exact) && below(-values[k].high(), exact.negate()))
                            .as("%s%s class %s = %s in %s", operation.name(), Arrays.toString(at), k, exact, values[k])
                            .isTrue();
                }
            }
        }
    }

    @Test
    void roundsOutwardsAndKeepsWhatIsExact() {
        Interval third = Interval.point(1).over(Interval.point(3));
        assertThat(third.high()).isEqualTo(Math.nextUp(third.low()));
        assertThat(Interval.of(0, 1).plus(Interval.of(0, 2))).isEqualTo(Interval.of(0, 3));
        assertThat(Interval.of(0, 1).times(Interval.LINE).low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Interval.point(0).times(Interval.LINE).is(0)).isTrue();
        assertThat(Interval.point(0)
                        .times(Interval.point(Double.POSITIVE_INFINITY))
                        .undefined())
                .isTrue();
        assertThat(Interval.point(1e-200).times(Interval.point(1e-200))).isEqualTo(Interval.of(0, Double.MIN_VALUE));
        assertThat(Interval.point(1e200).times(Interval.point(1e200)).isFinite())
                .isFalse();
        assertThat(Interval.of(0, 1).over(Interval.of(0, 1)).undefined()).isTrue();
        assertThat(Interval.of(0, 1).selectingOver(Interval.of(0, 1)).low()).isZero();
        assertThatThrownBy(() -> Interval.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Interval interval(Random random, boolean small) {
        double a = number(random, small);
        double b = random.nextInt(4) == 0 ? a : number(random, small);
        return Interval.of(Math.min(a, b), Math.max(a, b));
    }

    private static double number(Random random, boolean small) {
        if (small) {
            return random.nextInt(3) == 0 ? random.nextInt(4) / 2.0 : random.nextDouble() * 3;
        }
        return random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextGaussian() * 8;
    }

    private static double inside(Interval x, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> x.low();
            case 1 -> x.high();
            default -> Math.clamp(x.low() + random.nextDouble() * (x.high() - x.low()), x.low(), x.high());
        };
    }

    private record Numbers(double[] values) implements Arguments {
        @Override
        public BigDecimal at(int i) {
            return new BigDecimal(values[i]);
        }

        @Override
        public boolean isZero(int i) {
            return values[i] == 0;
        }
    }
}
