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
    /** In units in the last place of the result, or of its largest term where terms cancel. */
    private static final double ULPS = 6;

    static List<Loss> losses() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void valueIsExact(Loss loss) {
        for (Point point : Points.inside(loss, 25)) {
            DecimalRow oracle = DecimalRow.at(loss, point.y(), point.p());
            BigDecimal exact = oracle.of(loss.value(), 0);
            // Near a perfect forecast the terms y log(y / p) of a divergence are small although y is not.
            BigDecimal size = loss == Catalogue.KL_DIVERGENCE ? BigDecimal.ONE : exact;
            assertClose(Rows.value(loss, point), exact, size, oracle, loss.value(), 0, point);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsExact(Loss loss) {
        for (Point point : Points.inside(loss, 12)) {
            DecimalRow oracle = DecimalRow.at(loss, point.y(), point.p());
            double[] gradient = Rows.gradient(loss, point);
            for (int k = 0; k < gradient.length; k++) {
                BigDecimal slope = oracle.slope(loss.value(), k);
                assertClose(gradient[k], slope, slope, oracle, loss.computedGradient(), k, point);
                // The form to be read and the form that was derived say the same.
                assertEqual(oracle.of(loss.gradient(), k), slope, k, point);
                assertEqual(oracle.of(loss.formulas().derivedGradient(), k), slope, k, point);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void hessianIsExact(Loss loss) {
        for (Point point : Points.inside(loss, 8)) {
            DecimalRow oracle = DecimalRow.at(loss, point.y(), point.p());
            double[] hessian = Rows.hessian(loss, point);
            for (int k = 0; k < hessian.length; k++) {
                BigDecimal curvature = oracle.curvature(loss.value(), k);
                assertClose(hessian[k], curvature, curvature, oracle, loss.computedHessian(), k, point);
                assertEqual(oracle.of(loss.hessian(), k), curvature, k, point);
                assertEqual(oracle.of(loss.formulas().derivedHessian(), k), curvature, k, point);
            }
        }
    }

    private static void assertClose(
            double actual, BigDecimal exact, BigDecimal size, DecimalRow oracle, Expr expr, int k, Point point) {
        double scale = oracle.largestTerm(expr, k).max(size.abs()).doubleValue();
        double error = new BigDecimal(actual).subtract(exact).abs().doubleValue();
        assertThat(error)
                .as(
                        "%s at y=%s p=%s class %d: %s, exactly %.20s",
                        expr, Arrays.toString(point.y()), Arrays.toString(point.p()), k, actual, exact)
                .isLessThanOrEqualTo(ULPS * Math.ulp(scale));
    }

    private static void assertEqual(BigDecimal other, BigDecimal exact, int k, Point point) {
        BigDecimal difference = other.subtract(exact).abs();
        assertThat(difference.doubleValue())
                .as("at y=%s p=%s class %d", Arrays.toString(point.y()), Arrays.toString(point.p()), k)
                .isLessThanOrEqualTo(1e-30 * (1 + Math.abs(exact.doubleValue())));
    }
}
