package org.surprisal.math.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.math.FusedLoops;
import org.surprisal.math.spi.StraightLine.Operation;

class StraightLineTest {
    @ParameterizedTest
    @CsvSource({
        "ADD, 3, 0.5, 0, 0, 3.5",
        "SUBTRACT, 3, 0.5, 0, 0, 2.5",
        "MULTIPLY, 3, 0.5, 0, 0, 1.5",
        "DIVIDE, 3, 0.5, 0, 0, 6",
        "DIVIDE, 3, 0, 0, 0, Infinity",
        "MAX, 3, 0.5, 0, 0, 3",
        "MAX, -0.0, 0.0, 0, 0, 0.0",
        "MAX, 3, NaN, 0, 0, NaN",
        "MIN, 3, 0.5, 0, 0, 0.5",
        "MIN, 0.0, -0.0, 0, 0, -0.0",
        "ABS, -3, 0, 0, 0, 3",
        "SQRT, 9, 0, 0, 0, 3",
        "IF_EQUAL, 2, 2, 5, 6, 5",
        "IF_EQUAL, 0.0, -0.0, 5, 6, 5",
        "IF_EQUAL, NaN, NaN, 5, 6, 6",
        "IF_LESS, 2, 3, 5, 6, 5",
        "IF_LESS, 3, 3, 5, 6, 6",
        "IF_LESS, NaN, 3, 5, NaN, NaN"
    })
    void eachOperationIsWhatItSays(Operation operation, double a, double b, double c, double d, double result) {
        StraightLine.Writer writer = new StraightLine.Writer();
        int[] arguments = new int[operation.arity()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = writer.column(i);
        }
        StraightLine line = writer.line(List.of(writer.step(operation, arguments)));
        assertThat(line.of(a, b, c, d)).containsExactly(result);
        assertThat(line.columns()).isEqualTo(operation.arity());
    }

    @Test
    void theSameIsWrittenOnce() {
        StraightLine.Writer writer = new StraightLine.Writer();
        int one = writer.step(Operation.ADD, writer.column(0), writer.constant(1));
        int again = writer.step(Operation.ADD, writer.column(0), writer.constant(1));
        int square = writer.step(Operation.MULTIPLY, one, again);
        StraightLine line = writer.line(List.of(square, one, square));
        assertThat(line.values()).hasSize(4);
        assertThat(line.of(2)).containsExactly(9, 3, 9);
    }

    @Test
    void zerosOfEitherSignAreTwoConstants() {
        StraightLine.Writer writer = new StraightLine.Writer();
        assertThat(writer.constant(0.0)).isNotEqualTo(writer.constant(-0.0));
        assertThat(writer.line(List.of(0)).columns()).isZero();
    }

    @Test
    void anOperationHasItsArguments() {
        StraightLine.Writer writer = new StraightLine.Writer();
        int x = writer.column(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.step(Operation.ABS, x, x))
                .withMessage("ABS takes 1 values, not 2.");
    }

    /** The vector module is not there when these tests run. */
    @Test
    void nobodyMakesLoopsWithoutTheVectorModule() {
        StraightLine.Writer writer = new StraightLine.Writer();
        StraightLine line = writer.line(List.of(writer.column(0)));
        assertThat(FusedLoops.areMade()).isFalse();
        assertThat(FusedLoops.of(line, n -> {})).isNull();
    }
}
