package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Points.Point;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.op.Operations;

/** Each operation: its loop, its derivative, its place in the list. */
class OperationTest {
    static List<Elementwise> elementwise() {
        return Operations.all().stream()
                .filter(Elementwise.class::isInstance)
                .map(Elementwise.class::cast)
                .toList();
    }

    /**
     * Row-level formulas of y and p, each with the operation that it is about, to be derived at points where all are
     * smooth.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "y + p * p",
                "y - p^2",
                "y * p * exp(p)",
                "p / (y + p^2)",
                "-p * y",
                "p^3 + p^0.5 + 2^p + p^p",
                "abs(p - 5) + sign(p) * p",
                "min(p, y^2) + max(p^2, y)",
                "where(p > y, p^2, log(p)) + where(p < y, p, sqrt(p)) + where(p >= y, exp(p), 1) + where(p <= y, p, 2)",
                "where(p == y, 1, p) + where(p != y, p^2, 7)",
                "sqrt(p + y)",
                "exp(p * y) + expm1(p)",
                "log(p) * log1p(p)",
                "tanh(p - y) * sigmoid(p) + softplus(-p)",
                "xlogy(p, p + y) + xlog1py(p, p * y) + xlogy(y, p)",
                "xlogdiv(p, p + y) + xlogdiv(y, p) + xlogdiv(p, y^2)",
                "wmul(p, log(p)) + wdiv(p, p + y) + smul(p, sqrt(p))",
                "log2(p) * log1mexp(-p)",
                "erf(p - y) + erfc(p) * gaussian(p)",
                "ndtr(p) + normpdf(p - y)",
                "log_ndtr(p - 3) + imills(p - 2)^2 + imills_slope(p - 1)",
                "lgamma(p + 0.5) + digamma(p) * trigamma(p + y)",
                "polygamma(2, p) + polygamma(3, p) / (1 + polygamma(1, p)) - polygamma(0, p)",
                "lgammadelta(p, y) + lgammadelta(y, p) * lgammadelta(3, p^2)",
                "digammadelta(p, y) + digammadelta(y, p) + polygammadelta(1, p, y) + polygammadelta(2, y, p)",
                "lbeta(p, y) + lbeta(y, p^2)",
                "lgamma1p(p - y) - lgamma(1 + p)",
                "gammainc(y, p) + gammainc(3 * y + 1, p^2) + gammainc(40, 30 + p)",
                "stdtr(y, p) + stdtr(4, 3 * p - 2) * stdtr(2 + y, p^2)",
                "i0e(p) + i1e(p * y) * i0e(2 * p - 1) + i1e(30 + p)",
                "lrising(p, y) + lrising(y, p) * lrising(17 + p, y) - lrising(40, p) + lrising(p * 100, y)",
                "lwright(y, p) + lwright(3, p^2) * lwright(1, y + p)",
                "log(softplus(p)) / sigmoid(-p)",
            })
    void derivesTwice(String formula) {
        Loss loss = Loss.of(formula);
        Random random = new Random(formula.hashCode());
        for (int i = 0; i < 4; i++) {
            Point point =
                    new Point(new double[] {random.nextDouble() + 0.2}, new double[] {random.nextDouble() * 2 + 0.3});
            DecimalRow oracle = DecimalRow.at(loss, point.y(), point.p());
            assertNear(Rows.value(loss, point), oracle.of(loss.value(), 0));
            assertNear(Rows.gradient(loss, point)[0], oracle.slope(loss.value(), 0));
            assertNear(Rows.hessian(loss, point)[0], oracle.curvature(loss.value(), 0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(y * p^2) + max(p)",
                "sum(softmax(p)^2 * y)",
                "sum(cosoftmax(p) * y) + sum(atmax(p) * y)",
                "sum(wmul(y, nlsoftmax(p^2)))",
                "log(sum(exp(p))) + sum(p)^2 * K",
                "logsumexp(p^2) * sum(y) - logsumexp(p - y)",
                "sum(y * (p - sum(p) / K)^2)",
                "sum(nlsoftmax(p)^2)",
                "sum(y * softmax(p) * sum(exp(p)))",
            })
    void derivesOverClasses(String formula) {
        Loss loss = Loss.of(formula);
        Point point = new Point(new double[] {0.5, 0.2, 0.3}, new double[] {0.4, -0.7, 1.3});
        assertThat(loss.perClass()).isTrue();
        DecimalRow oracle = DecimalRow.at(loss, point.y(), point.p());
        assertNear(Rows.value(loss, point), oracle.of(loss.value(), 0));
        double[] gradient = Rows.gradient(loss, point);
        double[] hessian = Rows.hessian(loss, point);
        double[][] matrix = loss.hessianMatrix(point.y(), point.p());
        for (int k = 0; k < 3; k++) {
            assertNear(gradient[k], oracle.slope(loss.value(), k));
            assertNear(hessian[k], oracle.curvature(loss.value(), k));
            assertNear(matrix[k][k], oracle.curvature(loss.value(), k));
            for (int j = 0; j < 3; j++) {
                assertThat(matrix[k][j]).isCloseTo(matrix[j][k], within(1e-13));
            }
        }
    }

    /** The ranked probability score: the diagonal has no closed form here, but the matrix is at hand. */
    @Test
    void derivesThroughCumulativeSums() {
        Loss loss = Loss.of("sum(cumsum(p - y)^2) / (K - 1)");
        Point point = new Point(new double[] {0, 1, 0}, new double[] {0.5, 0.2, 0.3});
        assertThat(Rows.value(loss, point)).isCloseTo((0.25 + 0.09) / 2, within(1e-16));
        DecimalRow oracle = DecimalRow.at(loss, point.y(), point.p());
        for (int k = 0; k < 3; k++) {
            assertNear(Rows.gradient(loss, point)[k], oracle.slope(loss.value(), k));
            assertNear(loss.hessianMatrix(point.y(), point.p())[k][k], oracle.curvature(loss.value(), k));
        }
        assertThatThrownBy(loss::hessian)
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("Hessian-vector products are available");
        Loss smooth = Loss.of("sum(cumsum(p)) + sum(rcumsum(p^2) * y)");
        assertThat(Rows.gradient(smooth, point)).hasSize(3);
        assertThat(smooth.asBinary().gradient(0.5, 0.5)).isFinite();
        assertThat(Loss.of("sum(exp(cumsum(p)))").computedGradient()).hasToString("rcumsum(exp(cumsum(p)))");
    }

    @Test
    void someHaveNoDerivativeInTheirFirstArgument() {
        for (String formula : new String[] {"gammainc(p, y)", "stdtr(p, y)"}) {
            assertThat(Loss.of(formula).value(1, 2)).isBetween(0.1, 0.9);
            assertThatThrownBy(() -> Loss.of(formula).gradient())
                    .isInstanceOf(FormulaException.class)
                    .hasMessageContaining("no derivative in closed form");
        }
        assertThat(Loss.of("i1e(p)").gradient(0, 0)).isEqualTo(0.5);
        assertThat(Loss.of("i0e(p)").gradient(0, -1))
                .isEqualTo(-Loss.of("i0e(p)").gradient(0, 1));
    }

    @Test
    void theOrderOfPolygammaIsAWholeNumber() {
        assertThatThrownBy(() -> Loss.of("polygamma(p, y)").gradient())
                .hasMessage("the order of polygamma is a whole number: it cannot depend on the prediction");
        assertThatThrownBy(() -> Loss.of("polygammadelta(p, y, 1)").gradient()).isInstanceOf(FormulaException.class);
        assertThat(Loss.of("polygamma(0.5, p)").value(1, 1)).isNaN();
        assertThat(Loss.of("polygammadelta(-1, p, y)").value(1, 1)).isNaN();
        assertThat(Loss.of("trigamma(p)").gradient()).hasToString("polygamma(2, p)");
    }

    /** Law 2: a row's bits do not depend on the loop that it is in. */
    @ParameterizedTest
    @MethodSource("elementwise")
    void loopsAndSingleRowsGiveTheSameBits(Elementwise operation) {
        int n = 777;
        Random random = new Random(operation.name().hashCode());
        double[][] x = new double[operation.arity()][n];
        double[] special = {
            0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-310, 700, -800
        };
        for (double[] column : x) {
            Arrays.setAll(
                    column, i -> random.nextInt(4) == 0 ? special[random.nextInt(10)] : random.nextGaussian() * 4);
        }
        double[] out = new double[n];
        operation.run(x, out, n);
        for (int i = 0; i < n; i++) {
            int row = i;
            double[] one = new double[1];
            operation.run(Arrays.stream(x).map(c -> new double[] {c[row]}).toArray(double[][]::new), one, 1);
            assertThat(Double.doubleToLongBits(out[i])).isEqualTo(Double.doubleToLongBits(one[0]));
            if (operation.commutes()) {
                operation.run(new double[][] {{x[1][row]}, {x[0][row]}}, one, 1);
                assertThat(Double.doubleToLongBits(out[i])).isEqualTo(Double.doubleToLongBits(one[0]));
            }
        }
    }

    @Test
    void namesAreUnique() {
        var names = new HashSet<String>();
        for (Operation operation : Operations.all()) {
            assertThat(names.add(operation.name() + "/" + operation.arity()))
                    .as(operation.name())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'wmul(y, p)', 0, NaN, 0",
        "'wmul(y, p)', 0, Infinity, 0",
        "'wmul(y, p)', -0.0, NaN, 0",
        "'wmul(y, p)', NaN, 0, NaN",
        "'wmul(y, p)', 2, 3, 6",
        "'wdiv(y, p)', 0, 0, 0",
        "'wdiv(y, p)', 1, 0, Infinity",
        "'xlogy(y, p)', 0, 0, 0",
        "'xlogy(y, p)', 0, -3, 0",
        "'xlogy(y, p)', 1, 0, -Infinity",
        "'xlogdiv(y, p)', 0, 0, 0",
        "'xlogdiv(y, p)', 0, -3, 0",
        "'xlogdiv(y, p)', 2, 2, 0",
        "'xlogdiv(y, p)', 1, 0, Infinity",
        "'xlogdiv(y, p)', 1, -0.0, Infinity",
        "'xlogdiv(y, p)', 1, -3, NaN",
        "'xlogdiv(y, p)', -1, 3, NaN",
        "'xlogdiv(y, p)', NaN, 1, NaN",
        "'xlogdiv(y, p)', 1, NaN, NaN",
        "'xlog1py(y, p)', 0, -1, 0",
        "'xlog1py(y, p)', 1, -1, -Infinity",
        "'smul(y, p)', NaN, 0, 0",
        "'smul(y, p)', 0, NaN, 0",
        "'where(p > y, 1, 2)', 0, NaN, NaN",
        "'where(p > y, 1, 2)', 0, 1, 1",
        "'where(p == y, 1, 2)', 1, 1, 1",
        "'lrising(p, y)', 3, Infinity, 0",
        "'i0e(p)', 1, 0, 1",
        "'i1e(p)', 1, 0, 0",
        "'i0e(p)', 1, Infinity, 0",
        "'i1e(p)', 1, NaN, NaN",
        "'gammainc(y, p)', 2, 0, 0",
        "'gammainc(y, p)', -1, 1, NaN",
        "'stdtr(y, p)', 3, 0, 0.5",
        "'stdtr(y, p)', 3, NaN, NaN",
        "'lwright(y, p)', 2, 0, -Infinity",
        "'lwright(y, p)', 0, 1, NaN",
        "'lwright(y, p)', 1, NaN, NaN",
        "'lwright(y, p)', 1, Infinity, Infinity",
        "'lrising(p, y)', Infinity, 3, Infinity",
        "'lrising(p, y)', 3, 0, NaN",
        "'lrising(p, y)', NaN, 3, NaN",
        "'sign(p) + y', 0, NaN, NaN",
        "'sign(p) + y', 1, -2, 0",
        "'-p + 0 * y', 0, 0, 0",
    })
    void specialValues(String formula, double y, double p, double expected) {
        assertThat(Loss.of(formula).value(y, p) + 0.0).isEqualTo(Double.valueOf(expected));
    }

    /** One shape at any width: the sum of classes k and k + 8 first, then pairs, pairs of pairs, and so on. */
    @Test
    void aSumOverClassesHasOneShape() {
        Random random = new Random(3);
        for (int classes : new int[] {1, 2, 3, 5, 7, 8, 9, 16, 17, 100}) {
            double[] p = random.doubles(classes).toArray();
            double[] part = new double[8];
            for (int k = 0; k < classes; k++) {
                part[k % 8] += p[k];
            }
            double expected = ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
            assertThat(Rows.value(Loss.of("sum(p)"), new Point(new double[classes], p)))
                    .isEqualTo(expected);
        }
    }

    private static void assertNear(double actual, BigDecimal exact) {
        double expected = exact.doubleValue();
        assertThat(actual).isCloseTo(expected, within(2e-14 * Math.max(1, Math.abs(expected))));
    }
}
