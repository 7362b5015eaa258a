package org.surprisal.loss.laws;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Total;

/**
 * Law 6, nothing silent: what is impossible and happens costs infinity, what is certain and happens costs nothing, and
 * nothing is clipped, renormalised or turned to NaN.
 */
class Law6NothingSilentTest {
    static List<Loss> losses() {
        return Subjects.all();
    }

    static List<Loss> rowLosses() {
        return Subjects.rows();
    }

    /**
     * Inside of the domains there is always an answer, which may be infinite, and a slope. Of custom formulas it is
     * asked where no square leaves the doubles and no slope is infinite; of counts, where the logarithm of their
     * factorial does not.
     */
    @ParameterizedTest
    @MethodSource("losses")
    void insideOfTheDomainsNothingIsUndefined(Loss loss) {
        Sample sample = Points.inside(loss);
        Answers answers = EntryPoint.alone(loss, sample);
        for (int i = 0; i < sample.rows(); i++) {
            if (!isAsked(loss, sample.point(i))) {
                continue;
            }
            assertThat(answers.value()[i])
                    .as("value of %s at %s", loss, sample.point(i))
                    .isNotNaN();
            for (int k = 0; k < sample.classes(); k++) {
                assertThat(answers.gradient()[k][i])
                        .as("gradient of %s at %s", loss, sample.point(i))
                        .isNotNaN();
                boolean asked = Double.isFinite(answers.gradient()[k][i]) || Subjects.isToTheEnd(loss);
                if (answers.hessian().length > 0 && asked) {
                    assertThat(answers.hessian()[k][i])
                            .as("Hessian of %s at %s", loss, sample.point(i))
                            .isNotNaN();
                }
            }
        }
    }

    private static boolean isAsked(Loss loss, Point point) {
        if (loss.name().equals("poisson")) {
            return point.y()[0] < 2.5e305;
        }
        return Subjects.isToTheEnd(loss) || Subjects.isAsked(loss, point);
    }

    /** NaN in, NaN out: in the value always, in the slope unless it does not depend on the prediction. */
    @ParameterizedTest
    @MethodSource("rowLosses")
    void notANumberStaysNotANumber(Loss loss) {
        for (double y : new double[] {1, 0.5, NaN}) {
            for (double p : new double[] {0.5, NaN}) {
                boolean seen = loss.value().nodes().stream()
                        .anyMatch(node -> node.toString().equals(loss.target().name()));
                if ((Double.isNaN(y) && seen) || Double.isNaN(p)) {
                    assertThat(loss.value(y, p))
                            .as("value of %s at %s, %s", loss, y, p)
                            .isNaN();
                }
            }
            boolean flat = loss.computedGradient().nodes().stream()
                    .noneMatch(node -> node.toString().equals(loss.prediction().name()));
            if (!flat) {
                assertThat(loss.gradient(y, NaN))
                        .as("gradient of %s at %s", loss, y)
                        .isNaN();
            }
        }
    }

    /** Where the loss grows without end, the slope says so too, and in which direction to flee. */
    @ParameterizedTest
    @CsvSource({
        "log_loss, 1, 0, -1",
        "log_loss, 0, 1, 1",
        "log_loss, 0.5, 0, -1",
        "log_loss, 0.5, 1, 1",
        "poisson, 3, 0, -1",
        "log_loss, 1, -0.0, -1",
        "poisson, 3, -0.0, -1",
        "focal, 1, 0, -1",
        "focal, 0, 1, 1",
    })
    void theImpossibleThatHappensCostsInfinity(String name, double y, double p, int direction) {
        Loss loss = Catalogue.find(name).orElse(Catalogue.FOCAL);
        assertThat(loss.value(y, p)).isEqualTo(POSITIVE_INFINITY);
        assertThat(loss.gradient(y, p)).isEqualTo(direction * POSITIVE_INFINITY);
        assertThat(loss.hessian(y, p)).isEqualTo(POSITIVE_INFINITY);
        Total total = loss.total(new double[] {y, y}, new double[] {0.5, p});
        assertThat(total.infinite()).isEqualTo(1);
        assertThat(total.mean()).isEqualTo(POSITIVE_INFINITY);
    }

    @Test
    void theImpossibleClassThatHappensCostsInfinity() {
        Sample sample = Sample.of(List.of(
                new Point(new double[] {1, 0, 0}, new double[] {0, 0.25, 0.75}),
                new Point(new double[] {0.5, 0.5, 0}, new double[] {0, 0.25, 0.75}),
                new Point(new double[] {1, 0, 0}, new double[] {-0.0, 0.25, 0.75})));
        for (Loss loss : List.of(Catalogue.CROSS_ENTROPY, Catalogue.KL_DIVERGENCE)) {
            Answers answers = EntryPoint.alone(loss, sample);
            for (int i = 0; i < sample.rows(); i++) {
                assertThat(answers.value()[i]).as("%s", loss).isEqualTo(POSITIVE_INFINITY);
                assertThat(answers.gradient()[0][i]).as("%s", loss).isEqualTo(NEGATIVE_INFINITY);
                assertThat(answers.gradient()[2][i]).as("%s", loss).isZero();
            }
        }
        // Scores may be infinite, too: an infinite gap is a probability of 0.
        Sample scores = Sample.of(List.of(
                new Point(new double[] {1, 0, 0}, new double[] {NEGATIVE_INFINITY, 2, 2}),
                new Point(new double[] {0, 1, 0}, new double[] {NEGATIVE_INFINITY, 2, 2})));
        Answers answers = EntryPoint.alone(Catalogue.CROSS_ENTROPY_LOGIT, scores);
        assertThat(answers.value()[0]).isEqualTo(POSITIVE_INFINITY);
        assertThat(answers.gradient()[0][0]).isEqualTo(-1);
        assertThat(answers.value()[1]).isEqualTo(StrictMath.log(2));
        assertThat(answers.gradient()[1][1]).isEqualTo(-0.5);
    }

    /** And not -0, which would be written as a negative loss. */
    @Test
    void theCertainThatHappensCostsNothing() {
        assertZero(Catalogue.LOG_LOSS.value(1, 1));
        assertZero(Catalogue.LOG_LOSS.value(0, 0));
        assertThat(Catalogue.LOG_LOSS.gradient(1, 1)).isEqualTo(-1);
        assertThat(Catalogue.LOG_LOSS.gradient(0, 0)).isEqualTo(1);
        assertThat(Catalogue.LOG_LOSS.hessian(0, 0)).isEqualTo(1);
        assertZero(Catalogue.LOG_LOSS_LOGIT.value(1, 1000));
        assertZero(Catalogue.LOG_LOSS_LOGIT.value(0, NEGATIVE_INFINITY));
        assertThat(Catalogue.POISSON.value(0, 0)).isZero();
        assertThat(Catalogue.POISSON.gradient(0, 0)).isEqualTo(1);
        Sample sample = Sample.of(List.of(new Point(new double[] {0, 1, 0}, new double[] {0, 1, 0})));
        for (Loss loss : List.of(Catalogue.CROSS_ENTROPY, Catalogue.KL_DIVERGENCE, Catalogue.BRIER_CLASSES)) {
            Answers answers = EntryPoint.alone(loss, sample);
            assertZero(answers.value()[0]);
            assertThat(answers.gradient()[0][0]).isZero();
        }
    }

    private static void assertZero(double value) {
        assertThat(Double.doubleToRawLongBits(value)).isZero();
    }

    /** A value that belongs to no domain is what the formula says, and the domain knows that it does not belong. */
    @ParameterizedTest
    @CsvSource({
        "log_loss, 1, -0.1, NaN",
        "log_loss, 1, 2, -0.6931471805599453",
        "log_loss, 0, 2, NaN",
        "log_loss, 1, Infinity, -Infinity",
        "log_loss_logit, 1, Infinity, 0",
        "log_loss_logit, 0, Infinity, Infinity",
        "log_loss_logit, 1, -Infinity, Infinity",
        "brier, 1, Infinity, Infinity",
        "squared, 1, -Infinity, Infinity",
        "squared, Infinity, Infinity, NaN",
        "absolute, Infinity, 0, Infinity",
        "poisson, 2, -1, NaN",
        "poisson, 0, -1, -1",
        "poisson, -1, 1, Infinity",
        "gamma(shape=2), -1, 1, NaN",
        "gamma(shape=2), 1, 0, NaN",
        "hinge, 0, -Infinity, 0",
        "hinge, 1, -Infinity, Infinity",
    })
    void outsideOfTheDomainsTheFormulaSpeaks(String name, double y, double p, double expected) {
        Loss loss = Catalogue.parse(name);
        assertThat(loss.value(y, p)).isEqualTo(Double.valueOf(expected));
        boolean belongs =
                loss.target().domain().contains(y) && loss.prediction().domain().contains(p);
        assertThat(belongs).isFalse();
    }

    /** Rows of a distribution that has not the sum 1 are taken as they are. */
    @Test
    void nothingIsRenormalised() {
        Sample sample = Sample.of(List.of(
                new Point(new double[] {0, 1}, new double[] {0.1, 0.3}),
                new Point(new double[] {0, 1}, new double[] {0.25, 0.75})));
        Answers answers = EntryPoint.alone(Catalogue.CROSS_ENTROPY, sample);
        assertThat(answers.value()[0]).isEqualTo(-StrictMath.log(0.3));
        assertThat(answers.value()[1]).isEqualTo(-StrictMath.log(0.75));
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
        Sample tie = Sample.of(List.of(new Point(new double[] {0, 0, 1}, new double[] {2, 2, 1})));
        double[][] gradient = EntryPoint.alone(Subjects.MARGIN, tie).gradient();
        assertThat(gradient).isDeepEqualTo(new double[][] {{1}, {0}, {-1}});
    }
}
