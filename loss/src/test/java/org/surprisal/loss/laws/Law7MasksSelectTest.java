package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Total;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.op.Operations;

/** Law 7, masks select: whatever lies behind a 0 cannot leak, into the value or into any derivative. */
class Law7MasksSelectTest {
    private static final double[] GARBAGE = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1e308,
        -1e308,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -0.0,
        0,
        -1,
        1
    };

    /** Every function and operator there is, behind a mask. */
    static List<String> masked() {
        List<String> formulas = new ArrayList<>(List.of(
                "xlogy(y, p)",
                "xlog1py(y, p)",
                "wdiv(y, p)",
                "xlogdiv(y, p)",
                "wmul(y, xlogy(p, p))",
                "xlogy(y, p - 1) + xlog1py(y, -p^2) + wdiv(y, p * p)",
                "wmul(y^2, exp(p) / p)",
                "wmul(y, wmul(p, log(p)))",
                "wmul(abs(y), (p + 1) * (p - 2) / sqrt(p))",
                "where(y == 0, 0, log(p) / p)",
                "where(y != 0, exp(-p) * p^1.5, 0)"));
        Operations.all().stream()
                .filter(operation -> operation instanceof Elementwise
                        && operation.notation().equals(Notation.FUNCTION)
                        && operation.arity() == 1)
                .forEach(operation -> formulas.add("wmul(y, " + operation.name() + "(p))"));
        for (String operator : List.of("+", "-", "*", "/", "^")) {
            formulas.add("wmul(y, p " + operator + " (p + 3))");
        }
        return formulas;
    }

    @ParameterizedTest
    @MethodSource("masked")
    void nothingLeaksThroughAFormula(String formula) {
        Loss loss = Loss.of(formula);
        for (double mask : new double[] {0, -0.0}) {
            for (double garbage : GARBAGE) {
                assertThat(loss.value(mask, garbage)).as("value at %s", garbage).isZero();
                for (double derivative : derivatives(loss, mask, garbage)) {
                    assertThat(derivative).as("derivative at %s", garbage).isZero();
                }
            }
        }
        assertThat(loss.value(1, 0.5)).as("but what is not masked counts").isNotZero();
    }

    /** The gradient and the Hessian, as far as they exist. */
    private static double[] derivatives(Loss loss, double y, double p) {
        try {
            return new double[] {loss.gradient(y, p), loss.hessian(y, p)};
        } catch (FormulaException notAvailable) {
            return new double[] {};
        }
    }

    static List<Loss> maskedByTheTarget() {
        return List.of(
                Catalogue.CROSS_ENTROPY,
                Catalogue.KL_DIVERGENCE,
                Loss.of("sum(wmul(y, log(p)^2))"),
                Loss.of("sum(wmul(y, softplus(-z) * z^2))"));
    }

    /** A class that does not happen: its garbage shows in no class. */
    @ParameterizedTest
    @MethodSource("maskedByTheTarget")
    void aClassOfWeightZeroCannotLeak(Loss loss) {
        Random random = new Random(7);
        for (int classes : new int[] {3, 10}) {
            for (double garbage : GARBAGE) {
                double[] y = new double[classes];
                double[] p = random.doubles(classes, 0.1, 0.9).toArray();
                y[0] = 0.75;
                y[classes - 1] = 0.25;
                Sample clean = Sample.of(List.of(new Point(y, p)));
                double[] dirty = p.clone();
                dirty[1] = garbage;
                Sample soiled = Sample.of(List.of(new Point(y, dirty)));
                EntryPoint.alone(loss, soiled)
                        .assertBitsOf(EntryPoint.alone(loss, clean), loss + " with " + garbage, soiled);
                assertThat(EntryPoint.alone(loss, soiled).gradient()[1][0]).isZero();
            }
        }
    }

    /** A score of minus infinity takes a class out of the softmax. */
    @Test
    void aScoreOfMinusInfinityIsNoClass() {
        for (Loss loss :
                List.of(Catalogue.CROSS_ENTROPY_LOGIT, Catalogue.CROSS_ENTROPY_SMOOTHED.with("smoothing", 0))) {
            Random random = new Random(8);
            double[] two = random.doubles(2, -9, 9).toArray();
            Answers alone = EntryPoint.alone(loss, Sample.of(List.of(new Point(new double[] {0, 1}, two))));
            double[] three = {two[0], two[1], Double.NEGATIVE_INFINITY};
            Answers masked = EntryPoint.alone(loss, Sample.of(List.of(new Point(new double[] {0, 1, 0}, three))));
            assertThat(masked.value()).isEqualTo(alone.value());
            assertThat(masked.gradient()).isDeepEqualTo(new double[][] {alone.gradient()[0], alone.gradient()[1], {0}});
            assertThat(masked.hessian()[2][0]).isZero();
        }
    }

    /** A row of weight 0 is not there. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e308, -1e308, Double.MIN_VALUE})
    void aRowOfWeightZeroCannotLeak(double garbage) {
        for (Loss loss : Subjects.rows()) {
            double[] p = {0.25, garbage, 0.5, garbage};
            double[] y = {1, garbage, 0.5, 1};
            Total masked = loss.total(y, p, new double[] {2, 0, 1, -0.0});
            Total without = loss.total(new double[] {1, 0.5}, new double[] {0.25, 0.5}, new double[] {2, 1});
            assertThat(masked.mean()).as("%s", loss).isEqualTo(Double.valueOf(without.mean()));
            assertThat(masked.se()).as("%s", loss).isEqualTo(Double.valueOf(without.se()));
            assertThat(masked.rows()).isEqualTo(2);
            assertThat(Arrays.asList(masked.infinite(), masked.undefined()))
                    .isEqualTo(Arrays.asList(without.infinite(), without.undefined()));
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
        assertThat(chosen.gradient(0, Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    }
}
