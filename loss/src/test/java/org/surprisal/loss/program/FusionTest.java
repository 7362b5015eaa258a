package org.surprisal.loss.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.math.decimal.Decimals;

/** What is done in one loop has the bits of what is done step by step, whatever the numbers. */
class FusionTest {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        2,
        1e-300,
        Double.MIN_VALUE,
        1e308,
        -1e308,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(y - p)^2",
                "abs(y - p)",
                "(y - p) * (y + 2)",
                "(y + 2) * (y - p)",
                "y * p + exp(p)",
                "exp(p) + y * p",
                "exp(p) - y * p",
                "exp(p) * 3 + (y - p) * p - y * y * p",
                "where(y < p, exp(y), p + 1)",
                "where(y <= p, exp(y), p + 1)",
                "where(y > p, exp(y), p + 1)",
                "where(y >= p, exp(y), p + 1)",
                "where(y == p, exp(y), p + 1)",
                "where(y != p, exp(y), p + 1)",
                "where(abs(y - p) <= 1, 0.5 * (y - p)^2, abs(y - p) - 0.5)"
            })
    void theBitsAreThoseOfTheSteps(String formula) {
        Expr value = Loss.of(formula).value();
        Program program = Program.of(List.of(value));
        assertThat(program.steps()).hasSizeLessThan(calls(value));
        for (boolean finite : new boolean[] {true, false}) {
            double[] y = numbers(1, finite);
            double[] p = numbers(2, finite);
            Machine machine = new Machine(program);
            machine.prepare(1, y.length);
            machine.bind(Symbol.Role.TARGET, y);
            machine.bind(Symbol.Role.PREDICTION, p);
            machine.run(y.length);
            double[] result = machine.output(0);
            for (int i = 0; i < y.length; i++) {
                assertThat(bits(result[i]))
                        .as("%s at %s, %s", formula, y[i], p[i])
                        .isEqualTo(bits(at(value, y[i], p[i])));
            }
        }
    }

    @Test
    void cheapFormulasAreFewSteps() {
        assertThat(steps("(p - y)^2")).isEqualTo(1);
        assertThat(steps("abs(p - y)")).isEqualTo(1);
        assertThat(steps("3 * (p - y)^2 + 1")).isEqualTo(2);
        assertThat(steps("where(y >= p, 3 * (y - p), 2 * (p - y))")).isEqualTo(3);
    }

    private static int steps(String formula) {
        return Program.of(List.of(Loss.of(formula).value())).steps().size();
    }

    @Test
    void theValueInDecimalsIsThatOfTheLoop() {
        Decimals decimals = new Decimals(40);
        double[] x = {3.25, 0.5, -2, 7};
        for (String formula : List.of(
                "(y - p)^2",
                "abs(y - p)",
                "(y - p) * exp(p)",
                "y * p + exp(p)",
                "exp(p) - y * p",
                "where(y < p, 1, p)",
                "where(y >= p, y, p)")) {
            Loss loss = Loss.of(formula);
            for (Program.Step step : Program.of(List.of(loss.value())).steps()) {
                Elementwise operation = (Elementwise) step.operation();
                double[] out = new double[1];
                double[][] arguments = Arrays.stream(x, 0, operation.arity())
                        .mapToObj(value -> new double[] {value})
                        .toArray(double[][]::new);
                operation.run(arguments, out, 1);
                assertThat(operation.exact(decimals, numbers(x)).doubleValue())
                        .as(operation.name())
                        .isCloseTo(out[0], within(1e-12));
            }
        }
    }

    private static Arguments numbers(double[] x) {
        return new Arguments() {
            @Override
            public BigDecimal at(int i) {
                return new BigDecimal(x[i]);
            }

            @Override
            public boolean isZero(int i) {
                return x[i] == 0;
            }
        };
    }

    /** The expression at one row, an operation at a time. */
    private static double at(Expr expr, double y, double p) {
        return switch (expr) {
            case Num num -> num.value();
            case Symbol symbol -> symbol.role() == Symbol.Role.TARGET ? y : p;
            case Call call -> {
                double[][] x = call.arguments().stream()
                        .map(argument -> new double[] {at(argument, y, p)})
                        .toArray(double[][]::new);
                double[] out = new double[1];
                ((Elementwise) call.operation()).run(x, out, 1);
                yield out[0];
            }
        };
    }

    private static int calls(Expr expr) {
        return (int) expr.nodes().stream().filter(Call.class::isInstance).count();
    }

    /** Finite rows first, so that plain arithmetic is tried too, in a block of its own. */
    private static double[] numbers(int seed, boolean finite) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(300)
                .map(x -> random.nextInt(3) == 0 ? SPECIAL[random.nextInt(finite ? 8 : SPECIAL.length)] : 4 * x - 2)
                .toArray();
    }

    private static long bits(double x) {
        return Double.doubleToLongBits(x);
    }
}
