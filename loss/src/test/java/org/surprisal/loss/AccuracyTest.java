package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Points.Point;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;

/**
 * Law 5: value, gradient and Hessian against decimals, the derivatives against differences of the value in decimals.
 */
class AccuracyTest {
    /** In units in the last place of the result, or of its largest term where terms cancel. */
    private static final double ULPS = 6;

    private static final Set<String> SUMS = Set.of("+", "-", "sum");

    static List<Loss> losses() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void valueIsExact(Loss loss) {
        for (Point point : Points.inside(loss, 25)) {
            Oracle oracle = Oracle.at(loss, point.y(), point.p());
            BigDecimal exact = oracle.of(loss.value())[0];
            // Near a perfect forecast the terms y log(y / p) of a divergence are small although y is not.
            BigDecimal size = loss == Catalogue.KL_DIVERGENCE ? BigDecimal.ONE : exact;
            assertClose(Rows.value(loss, point), exact, size, oracle, loss.value(), 0, point);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsExact(Loss loss) {
        for (Point point : Points.inside(loss, 12)) {
            Oracle oracle = Oracle.at(loss, point.y(), point.p());
            double[] gradient = Rows.gradient(loss, point);
            for (int k = 0; k < gradient.length; k++) {
                BigDecimal slope = oracle.slope(loss.value(), k);
                assertClose(gradient[k], slope, slope, oracle, loss.computedGradient(), k, point);
                // The form to be read and the form that was derived say the same.
                assertEqual(oracle.of(loss.gradient()), k, slope, point);
                assertEqual(oracle.of(loss.formulas().derivedGradient()), k, slope, point);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void hessianIsExact(Loss loss) {
        for (Point point : Points.inside(loss, 8)) {
            Oracle oracle = Oracle.at(loss, point.y(), point.p());
            double[] hessian = Rows.hessian(loss, point);
            for (int k = 0; k < hessian.length; k++) {
                BigDecimal curvature = oracle.curvature(loss.value(), k);
                assertClose(hessian[k], curvature, curvature, oracle, loss.computedHessian(), k, point);
                assertEqual(oracle.of(loss.hessian()), k, curvature, point);
                assertEqual(oracle.of(loss.formulas().derivedHessian()), k, curvature, point);
            }
        }
    }

    private static void assertClose(
            double actual, BigDecimal exact, BigDecimal size, Oracle oracle, Expr expr, int k, Point point) {
        double scale = Math.max(largestTerm(oracle, expr, k), Math.abs(size.doubleValue()));
        double error = new BigDecimal(actual).subtract(exact).abs().doubleValue();
        assertThat(error)
                .as(
                        "%s at y=%s p=%s class %d: %s, exactly %.20s",
                        expr, Arrays.toString(point.y()), Arrays.toString(point.p()), k, actual, exact)
                .isLessThanOrEqualTo(ULPS * Math.ulp(scale));
    }

    private static void assertEqual(BigDecimal[] other, int k, BigDecimal exact, Point point) {
        BigDecimal difference = other[other.length == 1 ? 0 : k].subtract(exact).abs();
        assertThat(difference.doubleValue())
                .as("at y=%s p=%s class %d", Arrays.toString(point.y()), Arrays.toString(point.p()), k)
                .isLessThanOrEqualTo(1e-30 * (1 + Math.abs(exact.doubleValue())));
    }

    /** The greatest of the terms that an expression is a sum of. */
    private static double largestTerm(Oracle oracle, Expr expr, int k) {
        double largest = 0;
        Deque<Expr> open = new ArrayDeque<>(List.of(expr));
        while (!open.isEmpty()) {
            Expr node = open.pop();
            if (node instanceof Call call && SUMS.contains(call.operation().name())) {
                call.arguments().forEach(open::push);
            } else {
                BigDecimal[] value = oracle.of(node);
                boolean ofClass = expr.perClass() && value.length > 1;
                for (int i = ofClass ? k : 0; i < (ofClass ? k + 1 : value.length); i++) {
                    largest = Math.max(largest, Math.abs(value[i].doubleValue()));
                }
            }
        }
        return largest;
    }
}
