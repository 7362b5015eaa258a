package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Points.Point;

/** Law 7: masks select, they never multiply; whatever lies in a masked cell cannot leak. */
class MaskTest {
    private static final double[] GARBAGE = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, -1e308, Double.MIN_VALUE, 0, -1
    };

    static List<Loss> classLosses() {
        return List.of(Catalogue.CROSS_ENTROPY, Catalogue.KL_DIVERGENCE);
    }

    /** A class that did not happen: nothing of its forecast shows, in the loss or in the slopes of the others. */
    @ParameterizedTest
    @MethodSource("classLosses")
    void aClassOfWeightZeroCannotLeak(Loss loss) {
        for (double garbage : GARBAGE) {
            Point point = new Point(new double[] {0, 1, 0}, new double[] {garbage, 0.5, 0.5});
            assertThat(Rows.value(loss, point)).as("with %s", garbage).isEqualTo(-StrictMath.log(0.5));
            assertThat(Rows.gradient(loss, point)).as("with %s", garbage).containsExactly(0, -2, 0);
            assertThat(Rows.hessian(loss, point)).as("with %s", garbage).containsExactly(0, 4, 0);
        }
    }

    /** A row of weight 0: it is not there (keras 6825, pytorch 64305). */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e308, -1e308, Double.MIN_VALUE})
    void aRowOfWeightZeroCannotLeak(double garbage) {
        double[] weight = {2, 0, 1};
        Total masked = Catalogue.SQUARED.total(new double[] {1, garbage, 3}, new double[] {0, 0, 0}, weight);
        Total without = Catalogue.SQUARED.total(new double[] {1, 3}, new double[] {0, 0}, new double[] {2, 1});
        assertThat(masked.mean()).isEqualTo(without.mean());
        assertThat(masked.se()).isEqualTo(without.se());
        assertThat(masked.rows()).isEqualTo(2);
    }

    @Test
    void masksInsideAFormulaSelectInTheDerivativeToo() {
        Loss masked = Loss.of("wmul(y, log(p)^2 / sqrt(p)) + p");
        for (double garbage : GARBAGE) {
            if (Double.isNaN(garbage) || Double.isInfinite(garbage)) {
                continue;
            }
            assertThat(masked.value(0, garbage)).isEqualTo(garbage);
            assertThat(masked.gradient(0, garbage)).isEqualTo(1);
            assertThat(masked.hessian(0, garbage)).isZero();
        }
    }

    @Test
    void aChoiceLeavesNothingOfTheOtherValue() {
        Loss chosen = Loss.of("where(p > 0, log(p), -p)");
        assertThat(chosen.value(0, -2)).isEqualTo(2);
        assertThat(chosen.gradient(0, -2)).isEqualTo(-1);
        assertThat(chosen.gradient(0, 0)).isEqualTo(-1);
        assertThat(chosen.hessian(0, 0)).isZero();
        assertThat(chosen.gradient(0, 4)).isEqualTo(0.25);
    }
}
