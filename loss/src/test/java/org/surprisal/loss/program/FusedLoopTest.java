package org.surprisal.loss.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.ComparedChoice;
import org.surprisal.loss.op.Comparison;
import org.surprisal.loss.op.Difference;
import org.surprisal.loss.op.Operations;
import org.surprisal.loss.op.OutcomeChoice;
import org.surprisal.loss.op.Product;
import org.surprisal.math.spi.StraightLine;

/** A program as a straight line has the bits of its steps, whatever the numbers. */
class FusedLoopTest {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        3,
        1e-300,
        Double.MIN_VALUE,
        1e308,
        -1e308,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    static Stream<Elementwise> arithmetic() {
        List<Elementwise> all = new ArrayList<>();
        Operations.all().forEach(operation -> {
            if (operation instanceof Elementwise elementwise) {
                all.add(elementwise);
                if (operation instanceof Comparison comparison) {
                    all.add(new ComparedChoice(comparison));
                }
            }
        });
        all.addAll(List.of(Difference.values()));
        all.addAll(List.of(Product.values()));
        all.add(OutcomeChoice.OPERATION);
        return all.stream()
                .filter(operation -> operation
                        .arithmetic(new StraightLine.Writer(), new int[operation.arity()])
                        .isPresent());
    }

    @Test
    void whatIsMoreThanArithmeticIsNoStraightLine() {
        assertThat(arithmetic().map(Elementwise::name)).contains("abs", "max", "wmul", "wdiv", "where", "sqrt", "sign");
        assertThat(arithmetic().map(Elementwise::name)).doesNotContain("exp", "log", "xlogy", "softplus", "lgamma");
    }

    @ParameterizedTest
    @MethodSource("arithmetic")
    void anOperationHasTheBitsOfItsLoop(Elementwise operation) {
        int arity = operation.arity();
        StraightLine.Writer writer = new StraightLine.Writer();
        OptionalInt place = operation.arithmetic(
                writer, IntStream.range(0, arity).map(writer::column).toArray());
        StraightLine line = writer.line(List.of(place.orElseThrow()));
        int rows = (int) Math.pow(SPECIAL.length, arity);
        double[][] x = new double[arity][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0, rest = i; j < arity; j++, rest /= SPECIAL.length) {
                x[j][i] = SPECIAL[rest % SPECIAL.length];
            }
        }
        double[] out = new double[rows];
        operation.run(x, out, rows);
        for (int i = 0; i < rows; i++) {
            double[] row = row(x, i);
            assertThat(Double.doubleToLongBits(line.of(row)[0]))
                    .as("%s of %s", operation.name(), Arrays.toString(row))
                    .isEqualTo(Double.doubleToLongBits(out[i]));
        }
    }

    static Stream<Loss> cheap() {
        return Stream.of(
                Catalogue.SQUARED,
                Catalogue.ABSOLUTE,
                Catalogue.HINGE,
                Loss.of("where(abs(p - y) <= 2, 0.5 * (p - y)^2, 2 * (abs(p - y) - 1))"),
                Loss.of("where(y >= p, 0.9 * (y - p), (1 - 0.9) * (p - y))"),
                Loss.of("0.5 * ((p - y) / 3)^2 + log(3)"),
                Loss.of("where(y == 1, max(1 - p, 0)^2, sqrt(abs(p)) / (1 + y))"),
                Loss.of("sign(y - p) * min(y, p) + (y > p)"));
    }

    @ParameterizedTest
    @MethodSource("cheap")
    void aLossHasTheBitsOfItsSteps(Loss loss) {
        Program program = Program.of(List.of(loss.value(), loss.computedGradient()));
        StraightLine line = Objects.requireNonNull(FusedLoop.line(program));
        double[][] x = pairs();
        Machine machine = new Machine(program);
        assertThat(machine.isFused()).isFalse();
        machine.prepare(1, x[0].length);
        machine.bind(Symbol.Role.TARGET, x[0]);
        machine.bind(Symbol.Role.PREDICTION, x[1]);
        machine.run(x[0].length);
        List<Symbol.Role> columns = List.copyOf(program.inputs().keySet());
        for (int i = 0; i < x[0].length; i++) {
            double y = x[0][i];
            double p = x[1][i];
            double[] results = line.of(columns.stream()
                    .mapToDouble(role -> role == Symbol.Role.TARGET ? y : p)
                    .toArray());
            for (int k = 0; k < results.length; k++) {
                assertThat(Double.doubleToLongBits(results[k]))
                        .as("result %s of %s at %s, %s", k, loss, y, p)
                        .isEqualTo(Double.doubleToLongBits(machine.output(k)[i]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "exp(p) - y", "sum(p - y)", "0 * (p - y)"})
    void hasNone(String formula) {
        assertThat(FusedLoop.line(Program.of(List.of(Loss.of(formula).value()))))
                .isNull();
    }

    @Test
    void aLongFormulaHasNone() {
        String formula = "(".repeat(40) + "p" + " / (p + 2) * y)".repeat(40);
        assertThat(FusedLoop.line(Program.of(List.of(Loss.of(formula).value()))))
                .isNull();
    }

    @Test
    void inputsMayBeginAnywhereInTheirArrays() {
        Machine machine = new Machine(Program.of(List.of(Catalogue.SQUARED.value())));
        double[] y = {9, 9, 1, 2, 3};
        double[] p = {9, 3, 3, 3, 9};
        machine.prepare(1, 3);
        for (int round = 0; round < 2; round++) {
            machine.bind(Symbol.Role.TARGET, y, 2);
            machine.bind(Symbol.Role.PREDICTION, p, 1);
            machine.run(3);
            assertThat(Arrays.copyOf(machine.output(0), 3)).containsExactly(4, 1, 0);
        }
    }

    /** What {@code simd} compares its loop with. */
    @Test
    void theTrialRunsTheProgram() {
        var trial = Machine.trial(Program.of(List.of(Catalogue.SQUARED.value())));
        trial.accept(Machine.BLOCK);
        trial.accept(1);
        assertThat(trial).isNotNull();
    }

    private static double[][] pairs() {
        double[][] x = new double[2][SPECIAL.length * SPECIAL.length];
        for (int i = 0; i < x[0].length; i++) {
            x[0][i] = SPECIAL[i / SPECIAL.length];
            x[1][i] = SPECIAL[i % SPECIAL.length];
        }
        return x;
    }

    private static double[] row(double[][] x, int i) {
        return Arrays.stream(x).mapToDouble(column -> column[i]).toArray();
    }
}
