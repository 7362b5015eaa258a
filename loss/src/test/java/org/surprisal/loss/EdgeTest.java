package org.surprisal.loss;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Points.Point;

/** Law 6: impossible events cost infinity, certain ones nothing, and nothing turns to NaN or to a limit in silence. */
class EdgeTest {
    static List<Loss> rowLosses() {
        return Catalogue.all().stream().filter(loss -> !loss.perClass()).toList();
    }

    @Test
    void anImpossibleEventThatHappensCostsInfinity() {
        assertThat(Catalogue.LOG_LOSS.value(1, 0)).isEqualTo(POSITIVE_INFINITY);
        assertThat(Catalogue.LOG_LOSS.value(0, 1)).isEqualTo(POSITIVE_INFINITY);
        assertThat(Catalogue.LOG_LOSS.value(0.5, 0)).isEqualTo(POSITIVE_INFINITY);
        assertThat(Catalogue.LOG_LOSS.gradient(1, 0)).isEqualTo(NEGATIVE_INFINITY);
        assertThat(Catalogue.LOG_LOSS.gradient(0, 1)).isEqualTo(POSITIVE_INFINITY);
        assertThat(Catalogue.LOG_LOSS.hessian(1, 0)).isEqualTo(POSITIVE_INFINITY);
        assertThat(Catalogue.POISSON.value(3, 0)).isEqualTo(POSITIVE_INFINITY);
        for (Loss loss : List.of(Catalogue.CROSS_ENTROPY, Catalogue.KL_DIVERGENCE)) {
            Point point = new Point(new double[] {1, 0, 0}, new double[] {0, 0.25, 0.75});
            assertThat(Rows.value(loss, point)).as(loss.name()).isEqualTo(POSITIVE_INFINITY);
        }
    }

    @Test
    void aCertainEventThatHappensCostsNothing() {
        // And not -0, which would print as a negative loss.
        assertThat(bits(Catalogue.LOG_LOSS.value(1, 1))).isZero();
        assertThat(bits(Catalogue.LOG_LOSS.value(0, 0))).isZero();
        assertThat(Catalogue.LOG_LOSS.gradient(1, 1)).isEqualTo(-1);
        assertThat(Catalogue.LOG_LOSS.gradient(0, 0)).isEqualTo(1);
        assertThat(Catalogue.LOG_LOSS.hessian(0, 0)).isEqualTo(1);
        assertThat(bits(Catalogue.LOG_LOSS_LOGIT.value(1, 1000))).isZero();
        assertThat(Catalogue.POISSON.value(0, 0)).isZero();
        assertThat(Catalogue.POISSON.gradient(0, 0)).isEqualTo(1);
        for (Loss loss : List.of(Catalogue.CROSS_ENTROPY, Catalogue.KL_DIVERGENCE, Catalogue.BRIER_CLASSES)) {
            Point point = new Point(new double[] {0, 1, 0}, new double[] {0, 1, 0});
            assertThat(bits(Rows.value(loss, point))).as(loss.name()).isZero();
            assertThat(Rows.gradient(loss, point)).as(loss.name()).doesNotContain(NaN);
        }
    }

    /** Scores beyond all reason (scikit-learn 28046: the gradient was NaN at -1000). */
    @ParameterizedTest
    @ValueSource(doubles = {-1000, 1000, -745, 745, -37, 37, 1e300, -1e300})
    void extremeScoresStayExact(double z) {
        double expected = Math.max(0, -z);
        double tail = StrictMath.exp(-Math.abs(z));
        assertThat(Catalogue.LOG_LOSS_LOGIT.value(1, z))
                .isBetween(expected, expected + tail * 1.01 + Math.ulp(expected));
        assertThat(Catalogue.LOG_LOSS_LOGIT.gradient(1, z)).isBetween(-1.0, 0.0);
        assertThat(Catalogue.LOG_LOSS_LOGIT.hessian(1, z)).isBetween(0.0, 1.01 * tail + 1e-300);
        Point point = new Point(new double[] {0, 1, 0}, new double[] {0, z, NEGATIVE_INFINITY});
        assertThat(Rows.value(Catalogue.CROSS_ENTROPY_LOGIT, point)).isEqualTo(Catalogue.LOG_LOSS_LOGIT.value(1, z));
        assertThat(Rows.gradient(Catalogue.CROSS_ENTROPY_LOGIT, point)[2]).isZero();
    }

    /** The tail of a confident forecast is not lost (Spark gave 0, Smile gives 0 above 15). */
    @Test
    void theTailIsNotLost() {
        assertThat(Catalogue.LOG_LOSS_LOGIT.value(1, 40)).isEqualTo(4.248354255291589e-18);
        assertThat(Catalogue.LOG_LOSS_LOGIT.gradient(1, 40)).isEqualTo(-4.248354255291589e-18);
        Point point = new Point(new double[] {0, 1}, new double[] {0, 40});
        assertThat(Rows.value(Catalogue.CROSS_ENTROPY_LOGIT, point)).isEqualTo(4.248354255291589e-18);
        assertThat(Rows.gradient(Catalogue.CROSS_ENTROPY_LOGIT, point)[1]).isEqualTo(-4.248354255291589e-18);
    }

    @ParameterizedTest
    @MethodSource("rowLosses")
    void notANumberStaysNotANumber(Loss loss) {
        for (double y : new double[] {1, 0.5, NaN}) {
            for (double p : new double[] {0.5, NaN}) {
                if (Double.isNaN(y) || Double.isNaN(p)) {
                    assertThat(loss.value(y, p)).as("value at %s, %s", y, p).isNaN();
                }
                if (Double.isNaN(p)) {
                    assertThat(loss.gradient(y, p))
                            .as("gradient at %s, %s", y, p)
                            .matches(g -> Double.isNaN(g) || isFlat(loss));
                }
            }
        }
    }

    /** Where the gradient does not depend on the prediction, there is no NaN to see. */
    private static boolean isFlat(Loss loss) {
        return loss.gradient().nodes().stream()
                .noneMatch(node -> node.toString().equals(loss.prediction().name()));
    }

    @Test
    void kinksAndTiesAreAsStated() {
        assertThat(Catalogue.ABSOLUTE.gradient(2, 2)).isZero();
        assertThat(Catalogue.ABSOLUTE.hessian(2, 2)).isZero();
        assertThat(Catalogue.PINBALL.with("tau", 0.9).gradient(2, 2)).isEqualTo(-0.9);
        assertThat(Catalogue.HUBER.gradient(0, 1)).isEqualTo(1);
        assertThat(Catalogue.HUBER.hessian(0, 1)).isEqualTo(1);
        assertThat(Catalogue.HUBER.hessian(0, 1.5)).isZero();
        assertThat(Catalogue.HINGE.gradient(1, 1)).isEqualTo(-1);
        assertThat(Catalogue.HINGE.gradient(0, -1)).isEqualTo(1);
        Loss margin = Loss.of("max(z) - sum(y * z)");
        Point tie = new Point(new double[] {0, 0, 1}, new double[] {2, 2, 1});
        assertThat(Rows.gradient(margin, tie)).containsExactly(1, 0, -1);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
