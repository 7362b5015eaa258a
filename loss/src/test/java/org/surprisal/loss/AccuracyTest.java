package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Points.Point;
import org.surprisal.loss.expr.Expr;

/**
 * Law 5: value, gradient and Hessian against decimals, the derivatives against differences of the value in decimals.
 */
class AccuracyTest {
    /**
     * In units in the last place of the result, or of its largest term where terms cancel, or where that is more by how
     * much the result changes if the inputs do by such a unit.
     */
    private static final double ULPS = 6;

    /** What differences of decimals leave where the result is 0. */
    private static final double NOISE = 1e-100;

    static List<Loss> losses() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void valueIsExact(Loss loss) {
        int none = 0;
        for (Point point : Points.inside(loss, 25)) {
            try {
                DecimalRow oracle = DecimalRow.at(loss, point.y(), point.p());
                BigDecimal exact = oracle.of(loss.value(), 0);
                // Near a perfect forecast the terms y log(y / p) of a divergence are small although y is not.
                BigDecimal size = loss == Catalogue.KL_DIVERGENCE ? BigDecimal.ONE : exact;
                assertClose(Rows.value(loss, point), exact, size, loss, loss.value(), 0, point);
            } catch (ArithmeticException noFiniteValue) {
                none++;
            }
        }
        assertThat(none).as("what decimals have no value for").isLessThan(10);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsExact(Loss loss) {
        int none = 0;
        for (Point point : Points.inside(loss, 12)) {
            double[] gradient = Rows.gradient(loss, point);
            for (int k = 0; k < gradient.length; k++) {
                try {
                    gradientIsExact(loss, point, k, gradient[k]);
                } catch (ArithmeticException noFiniteValue) {
                    none++;
                }
            }
        }
        assertThat(none).as("what decimals have no value for").isLessThan(40);
    }

    private static void gradientIsExact(Loss loss, Point point, int k, double gradient) {
        DecimalRow oracle = DecimalRow.at(loss, point.y(), point.p());
        BigDecimal slope = oracle.slope(loss.value(), k);
        assertClose(gradient, slope, slope, loss, loss.computedGradient(), k, point);
        // The form to be read and the form that was derived say the same.
        assertEqual(oracle.of(loss.gradient(), k), slope, k, point);
        assertEqual(oracle.of(loss.formulas().derivedGradient(), k), slope, k, point);
    }

    @ParameterizedTest
    @MethodSource("curvedLosses")
    void hessianIsExact(Loss loss) {
        int none = 0;
        for (Point point : Points.inside(loss, 8)) {
            double[] hessian = Rows.hessian(loss, point);
            for (int k = 0; k < hessian.length; k++) {
                try {
                    hessianIsExact(loss, point, k, hessian[k]);
                } catch (ArithmeticException noFiniteValue) {
                    none++;
                }
            }
        }
        assertThat(none).as("what decimals have no value for").isLessThan(32);
    }

    private static void hessianIsExact(Loss loss, Point point, int k, double hessian) {
        DecimalRow oracle = DecimalRow.at(loss, point.y(), point.p());
        BigDecimal curvature = oracle.curvature(loss.value(), k);
        assertClose(hessian, curvature, curvature, loss, loss.computedHessian(), k, point);
        assertEqual(oracle.of(loss.hessian(), k), curvature, k, point);
        assertEqual(oracle.of(loss.formulas().derivedHessian(), k), curvature, k, point);
    }

    /** Those of which the diagonal of the Hessian can be written down. */
    static List<Loss> curvedLosses() {
        return Rows.curved(losses());
    }

    private static void assertClose(
            double actual, BigDecimal exact, BigDecimal size, Loss loss, Expr expr, int k, Point point) {
        BigDecimal term = DecimalRow.at(loss, point.y(), point.p()).largestTerm(expr, k);
        double unit = Math.ulp(term.max(size.abs()).doubleValue());
        double error = new BigDecimal(actual).subtract(exact).abs().doubleValue();
        if (error > Math.max(NOISE, ULPS * unit)) {
            unit += sensitivity(loss, expr, exact, k, point);
        }
        assertThat(error)
                .as(
                        "%s at y=%s p=%s class %d: %s, exactly %.20s",
                        expr, Arrays.toString(point.y()), Arrays.toString(point.p()), k, actual, exact)
                .isLessThanOrEqualTo(Math.max(NOISE, ULPS * unit));
    }

    /** By how much the result changes if the target and the prediction do by a unit in their last place. */
    private static double sensitivity(Loss loss, Expr expr, BigDecimal exact, int k, Point point) {
        double sum = 0;
        for (int j = 0; j < point.y().length; j++) {
            DecimalRow target = DecimalRow.at(loss, moved(point.y(), j), point.p());
            DecimalRow prediction = DecimalRow.at(loss, point.y(), moved(point.p(), j));
            sum += target.of(expr, k).subtract(exact).abs().doubleValue();
            sum += prediction.of(expr, k).subtract(exact).abs().doubleValue();
        }
        return sum;
    }

    private static double[] moved(double[] x, int j) {
        double[] moved = x.clone();
        moved[j] = Math.abs(x[j]) == 1 ? Math.nextDown(x[j]) : Math.nextUp(x[j]);
        return moved;
    }

    private static void assertEqual(BigDecimal other, BigDecimal exact, int k, Point point) {
        BigDecimal difference = other.subtract(exact).abs();
        assertThat(difference.doubleValue())
                .as("at y=%s p=%s class %d", Arrays.toString(point.y()), Arrays.toString(point.p()), k)
                .isLessThanOrEqualTo(1e-30 * (1 + Math.abs(exact.doubleValue())));
    }
}
