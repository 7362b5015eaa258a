package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Points.Point;

/** Law 8: what is the same thing under two names. */
class IdentityTest {
    private final Random random = new Random(11);

    @Test
    void crossEntropyOfTwoClassesIsTheLogLoss() {
        Loss binary = Catalogue.CROSS_ENTROPY.asBinary();
        assertThat(binary.value().sameAs(Catalogue.LOG_LOSS.value())).isTrue();
        assertThat(binary.computedGradient().sameAs(Catalogue.LOG_LOSS.computedGradient()))
                .isTrue();
        assertThat(binary.hessian().toString()).isEqualTo("(1 - y) / (1 - p)^2 + y / p^2");
        assertThat(binary.name()).isEqualTo("cross_entropy of two classes");
        for (int i = 0; i < 200; i++) {
            double p = random.nextDouble();
            int y = random.nextInt(2);
            assertThat(binary.value(y, p)).isEqualTo(Catalogue.LOG_LOSS.value(y, p));
        }
    }

    @Test
    void twoClassSoftmaxIsTheSigmoid() {
        Loss binary = Catalogue.CROSS_ENTROPY_LOGIT.asBinary();
        assertThat(binary.value().sameAs(Catalogue.LOG_LOSS_LOGIT.value())).isTrue();
        assertThat(binary.prediction()).isEqualTo(Catalogue.LOG_LOSS_LOGIT.prediction());
        for (int i = 0; i < 300; i++) {
            double z = random.nextGaussian() * 20;
            Point columns = new Point(new double[] {0, 1}, new double[] {0, z});
            assertThat(Rows.value(Catalogue.CROSS_ENTROPY_LOGIT, columns))
                    .isCloseTo(Catalogue.LOG_LOSS_LOGIT.value(1, z), within(Math.ulp(Math.abs(z) + 1)));
        }
    }

    @Test
    void classColumnsGiveTheBitsOfTheLogLoss() {
        for (int i = 0; i < 500; i++) {
            // Where 1 - p is a double, nothing is lost by writing it into a column.
            double p = random.nextInt(1 << 20) / (double) (1 << 20);
            int label = random.nextInt(2);
            double[] out = new double[1];
            Catalogue.CROSS_ENTROPY.evaluator().values(new int[] {label}, Rows.columns(1 - p, p), 1, out);
            assertThat(out[0]).isEqualTo(Catalogue.LOG_LOSS.value(label, p));
        }
    }

    @Test
    void otherClassLossesOfTwoClasses() {
        double brier = Catalogue.BRIER_CLASSES.asBinary().value(1, 0.25);
        assertThat(brier).isEqualTo(2 * Catalogue.BRIER.value(1, 0.25));
        assertThat(Catalogue.KL_DIVERGENCE.asBinary().value(1, 0.25)).isEqualTo(Catalogue.LOG_LOSS.value(1, 0.25));
        Loss all = Loss.of("max(z) + sum(cumsum(y * z)) + sum(softmax(z) / K)");
        Point point = new Point(new double[] {1 - 0.25, 0.25}, new double[] {0, 1.5});
        assertThat(all.asBinary().value(0.25, 1.5)).isEqualTo(Rows.value(all, point));
        assertThatThrownBy(Catalogue.LOG_LOSS::asBinary)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("log_loss is a row loss already");
    }

    @Test
    void distancesInTheLimit() {
        Loss huber = Catalogue.HUBER.with("delta", Double.POSITIVE_INFINITY);
        for (int i = 0; i < 200; i++) {
            double y = random.nextGaussian() * 10;
            double p = random.nextGaussian() * 10;
            assertThat(huber.value(y, p)).isEqualTo(0.5 * Catalogue.SQUARED.value(y, p));
            assertThat(huber.gradient(y, p)).isEqualTo(0.5 * Catalogue.SQUARED.gradient(y, p));
            assertThat(huber.hessian(y, p)).isEqualTo(0.5 * Catalogue.SQUARED.hessian(y, p));
            assertThat(Catalogue.PINBALL.value(y, p)).isEqualTo(0.5 * Catalogue.ABSOLUTE.value(y, p));
            assertThat(Catalogue.PINBALL.gradient(y, p)).isEqualTo(0.5 * Catalogue.ABSOLUTE.gradient(y, p));
            assertThat(Catalogue.GAUSSIAN.gradient(y, p)).isEqualTo(0.5 * Catalogue.SQUARED.gradient(y, p));
        }
    }

    @Test
    void aGammaOfShapeOneIsExponential() {
        for (int i = 0; i < 100; i++) {
            double y = -StrictMath.log(random.nextDouble());
            double p = random.nextDouble() * 4 + 0.1;
            double expected = StrictMath.log(p) + y / p;
            assertThat(Catalogue.GAMMA.value(y, p)).isCloseTo(expected, within(4e-15));
        }
    }

    /** Published: dpois(3, 2), dgamma(1.5, shape = 2, rate = 1), dnorm(1, 0.5, 2) of R, with their logarithms. */
    @Test
    void constantsAreFull() {
        assertThat(StrictMath.exp(-Catalogue.POISSON.value(3, 2))).isCloseTo(0.1804470443154836, within(1e-15));
        assertThat(StrictMath.exp(-Catalogue.GAMMA.with("shape", 2).value(1.5, 2)))
                .isCloseTo(0.33469524022264474, within(1e-15));
        assertThat(StrictMath.exp(-Catalogue.GAUSSIAN.with("sigma", 2).value(1, 0.5)))
                .isCloseTo(0.19333405840142462, within(1e-15));
    }

    @Test
    void divergenceIsCrossEntropyLessEntropy() {
        double[] y = {0.2, 0.5, 0.3};
        double[] p = {0.4, 0.4, 0.2};
        double cross = Rows.value(Catalogue.CROSS_ENTROPY, new Point(y, p));
        double entropy = Rows.value(Catalogue.CROSS_ENTROPY, new Point(y, y));
        assertThat(Rows.value(Catalogue.KL_DIVERGENCE, new Point(y, p))).isCloseTo(cross - entropy, within(1e-15));
        assertThat(Rows.value(Catalogue.KL_DIVERGENCE, new Point(y, y))).isZero();
    }
}
