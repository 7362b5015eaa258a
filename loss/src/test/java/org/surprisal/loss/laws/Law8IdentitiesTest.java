package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.surprisal.loss.Domain.NON_NEGATIVE;
import static org.surprisal.loss.Domain.POSITIVE;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** Law 8, identities are tests: what is the same thing under two names, or in a limit. */
class Law8IdentitiesTest {
    private final Random random = new Random(11);

    @Test
    void focalOfGammaZeroIsTheLogLoss() {
        Loss focal = Catalogue.FOCAL.with("gamma", 0);
        for (double p : Points.inside(Catalogue.LOG_LOSS.prediction().domain())) {
            for (int y = 0; y < 2; y++) {
                Point point = Point.of(y, p);
                bits(focal, point, focal.value(y, p), Catalogue.LOG_LOSS.value(y, p));
                bits(focal, point, focal.gradient(y, p), Catalogue.LOG_LOSS.gradient(y, p));
                close(focal.hessian(y, p), Catalogue.LOG_LOSS.hessian(y, p), 2);
            }
        }
        same(Catalogue.FOCAL_LOGIT.with("gamma", 0), Catalogue.LOG_LOSS_LOGIT, 1);
    }

    @Test
    void smoothingOfZeroIsCrossEntropy() {
        Sample sample = Points.inside(Catalogue.CROSS_ENTROPY_LOGIT, 5);
        EntryPoint.alone(Catalogue.CROSS_ENTROPY_SMOOTHED.with("smoothing", 0), sample)
                .assertBitsOf(EntryPoint.alone(Catalogue.CROSS_ENTROPY_LOGIT, sample), "smoothed(0)", sample);
    }

    /** The same expression, hence the same bits. */
    @Test
    void crossEntropyOfTwoClassesIsTheLogLoss() {
        Loss binary = Catalogue.CROSS_ENTROPY.asBinary();
        assertThat(binary.value().sameAs(Catalogue.LOG_LOSS.value())).isTrue();
        assertThat(binary.computedGradient().sameAs(Catalogue.LOG_LOSS.computedGradient()))
                .isTrue();
        assertThat(binary.hessian()).hasToString("(1 - y) / (1 - p)^2 + y / p^2");
        assertThat(binary.name()).isEqualTo("cross_entropy of two classes");
        same(binary, Catalogue.LOG_LOSS, 1);
        assertThatThrownBy(Catalogue.LOG_LOSS::asBinary)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("log_loss is a row loss already");
    }

    /** And where 1 - p is a double, nothing is lost by writing it into a column. */
    @Test
    void twoColumnsGiveTheBitsOfTheLogLoss() {
        for (int i = 0; i < 3000; i++) {
            double p = (random.nextLong() >>> 11 >>> random.nextInt(53)) * 0x1p-53;
            int label = random.nextInt(2);
            double[] out = new double[1];
            Catalogue.CROSS_ENTROPY.evaluator().values(new int[] {label}, new double[][] {{1 - p}, {p}}, 1, out);
            assertThat(out[0]).isEqualTo(Catalogue.LOG_LOSS.value(label, p));
        }
    }

    @Test
    void twoClassSoftmaxIsTheSigmoid() {
        Loss binary = Catalogue.CROSS_ENTROPY_LOGIT.asBinary();
        assertThat(binary.value().sameAs(Catalogue.LOG_LOSS_LOGIT.value())).isTrue();
        assertThat(binary.prediction()).isEqualTo(Catalogue.LOG_LOSS_LOGIT.prediction());
        for (double z : Points.extremes()) {
            if (Double.isNaN(z)) {
                continue;
            }
            for (int y = 0; y < 2; y++) {
                Sample columns = Sample.of(List.of(new Point(new double[] {1 - y, y}, new double[] {0, z})));
                Answers softmax = EntryPoint.alone(Catalogue.CROSS_ENTROPY_LOGIT, columns);
                close(softmax.value()[0], Catalogue.LOG_LOSS_LOGIT.value(y, z), 1);
                close(softmax.gradient()[1][0], Catalogue.LOG_LOSS_LOGIT.gradient(y, z), 2);
                close(softmax.hessian()[1][0], Catalogue.LOG_LOSS_LOGIT.hessian(y, z), 3);
            }
        }
    }

    @Test
    void otherLossesOfTwoClasses() {
        Loss brier = Catalogue.BRIER_CLASSES.asBinary();
        Loss divergence = Catalogue.KL_DIVERGENCE.asBinary();
        for (int i = 0; i < 300; i++) {
            double p = random.nextInt(1 << 20) * 0x1p-20;
            int y = random.nextInt(2);
            assertThat(brier.value(y, p)).isEqualTo(2 * Catalogue.BRIER.value(y, p));
            double expected = Catalogue.LOG_LOSS.value(y, p);
            assertThat(divergence.value(y, p)).isCloseTo(expected, within(0x1p-51 * Math.max(1, expected)));
        }
        Loss all = Loss.of("max(z) + sum(cumsum(y * z)) + sum(softmax(z) / K)");
        Sample pair = Sample.of(List.of(new Point(new double[] {0.75, 0.25}, new double[] {0, 1.5})));
        assertThat(all.asBinary().value(0.25, 1.5))
                .isEqualTo(EntryPoint.alone(all, pair).value()[0]);
    }

    /** The score of a probability costs what the probability costs. */
    @Test
    void aScoreIsItsProbability() {
        Loss sigmoid = Loss.of("sigmoid(p)");
        for (int i = 0; i < 300; i++) {
            double z = random.nextGaussian() * 4;
            double p = sigmoid.value(0, z);
            assertThat(Catalogue.LOG_LOSS.value(1, p)).isCloseTo(Catalogue.LOG_LOSS_LOGIT.value(1, z), within(1e-13));
        }
    }

    @Test
    void distancesInTheLimit() {
        Loss half = Loss.of("0.5 * (p - y)^2");
        same(Catalogue.HUBER.with("delta", Double.POSITIVE_INFINITY), half, 1);
        same(half, Catalogue.SQUARED, 0.5);
        same(Catalogue.PINBALL, Catalogue.ABSOLUTE, 0.5);
        for (Point point : Points.inside(Catalogue.SQUARED).points()) {
            double y = point.y()[0];
            double p = point.p()[0];
            assertThat(Catalogue.GAUSSIAN.gradient(y, p)).isEqualTo(half.gradient(y, p));
            assertThat(Catalogue.GAUSSIAN.hessian(y, p)).isEqualTo(half.hessian(y, p));
        }
    }

    /** Near its middle log(cosh) is half the square, far out the absolute error less log 2. */
    @Test
    void logCoshIsBetweenSquareAndAbsolute() {
        for (double d : new double[] {1e-9, 1e-160, 0x1p-30}) {
            close(Catalogue.LOG_COSH.value(0, d), 0.5 * d * d, 4);
            close(Catalogue.LOG_COSH.gradient(0, d), d, 1);
        }
        for (double d : new double[] {20, 745, 1000, 1e300}) {
            assertThat(Catalogue.LOG_COSH.value(0, d)).isCloseTo(d - StrictMath.log(2), within(2 * Math.ulp(d)));
            assertThat(Catalogue.LOG_COSH.gradient(0, d)).isEqualTo(1);
        }
    }

    @Test
    void tweedieOfPowerOneIsPoissonWithItsConstant() {
        Loss whole = Loss.named("tweedie with the constant of counts")
                .target("y", NON_NEGATIVE)
                .prediction("p", POSITIVE)
                .parameter("power", 1, NON_NEGATIVE)
                .value(Catalogue.TWEEDIE.formula() + " + lgamma(y + 1)")
                .build();
        same(whole, Catalogue.POISSON, 1);
        // And on the way there, but for a term without the mean.
        for (double power : new double[] {1 + 0x1p-40, 1 + 1e-9}) {
            Loss near = Catalogue.TWEEDIE.with("power", power);
            for (double p : new double[] {0.3, 1, 2.5}) {
                double difference = near.value(3, p) - near.value(3, 1);
                double poisson = Catalogue.POISSON.value(3, p) - Catalogue.POISSON.value(3, 1);
                assertThat(difference).isCloseTo(poisson, within(1e-7));
                assertThat(near.gradient(3, p)).isCloseTo(Catalogue.POISSON.gradient(3, p), within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e17, 1e22, 1e100, 1e300})
    void negativeBinomialOfHugeShapeIsPoisson(double shape) {
        Loss loss = Catalogue.NEGATIVE_BINOMIAL.with("shape", shape);
        for (int y = 0; y <= 5; y++) {
            for (double p : new double[] {1e-9, 0.3, 1, 2.5, 37, 745}) {
                double expected = Catalogue.POISSON.value(y, p);
                double largest = p + Math.abs(y * StrictMath.log(p)) + 5;
                double distance = (p + y) * (p + y) / shape;
                assertThat(loss.value(y, p)).isCloseTo(expected, within(4 * Math.ulp(largest) + distance));
                double slope = (p - y) / p;
                assertThat(loss.gradient(y, p))
                        .isCloseTo(slope, within(4 * Math.ulp(slope) + Math.abs(slope) * p / shape));
            }
        }
    }

    /** The limit is reached like 1 / df; the slopes have no gamma function that could lose digits. */
    @Test
    void studentTOfManyDegreesOfFreedomIsGaussian() {
        for (double d : new double[] {0, 0.5, -1, 3, 10}) {
            for (double df : new double[] {1e4, 1e6}) {
                double gap = Catalogue.STUDENT_T.with("df", df).value(0, d) - Catalogue.GAUSSIAN.value(0, d);
                assertThat(gap).isCloseTo(0, within((d * d * d * d + 1) / df + 1e-8));
            }
            for (double df : new double[] {1e20, 1e100, 1e300}) {
                close(Catalogue.STUDENT_T.with("df", df).gradient(0, d), Catalogue.GAUSSIAN.gradient(0, d), 4);
                close(Catalogue.STUDENT_T.with("df", df).hessian(0, d), 1, 4);
            }
        }
    }

    @Test
    void aGammaOfShapeOneIsExponential() {
        for (int i = 0; i < 100; i++) {
            double y = -StrictMath.log(random.nextDouble());
            double p = random.nextDouble() * 4 + 0.1;
            assertThat(Catalogue.GAMMA.value(y, p)).isCloseTo(StrictMath.log(p) + y / p, within(4e-15));
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
        Sample forecast = Sample.of(List.of(new Point(y, new double[] {0.4, 0.4, 0.2})));
        Sample itself = Sample.of(List.of(new Point(y, y)));
        double cross = EntryPoint.alone(Catalogue.CROSS_ENTROPY, forecast).value()[0];
        double entropy = EntryPoint.alone(Catalogue.CROSS_ENTROPY, itself).value()[0];
        assertThat(EntryPoint.alone(Catalogue.KL_DIVERGENCE, forecast).value()[0])
                .isCloseTo(cross - entropy, within(1e-15));
        assertThat(EntryPoint.alone(Catalogue.KL_DIVERGENCE, itself).value()[0]).isZero();
    }

    /**
     * Value, gradient and Hessian are so many times those of the other, at all extremes, but at the kinks of a line.
     */
    private static void same(Loss loss, Loss other, double factor) {
        for (Point point : Points.inside(other).points()) {
            double y = point.y()[0];
            double p = point.p()[0];
            bits(loss, point, loss.value(y, p), factor * other.value(y, p));
            if (y != p) {
                bits(loss, point, loss.gradient(y, p), factor * other.gradient(y, p));
            }
            bits(loss, point, loss.hessian(y, p), factor * other.hessian(y, p));
        }
    }

    private static void bits(Loss loss, Point point, double actual, double expected) {
        boolean overflown = Double.isInfinite(expected) && Math.abs(actual) > Double.MAX_VALUE / 4;
        if (!overflown && Double.doubleToLongBits(actual + 0.0) != Double.doubleToLongBits(expected + 0.0)) {
            throw new AssertionError("%s at %s: %s, not %s".formatted(loss, point, actual, expected));
        }
    }

    private static void close(double actual, double expected, int ulps) {
        // Not by isCloseTo, which compares the decimals that are printed.
        assertThat(actual == expected || Math.abs(actual - expected) <= ulps * Math.ulp(expected))
                .as("%s is within %d ulp of %s", actual, ulps, expected)
                .isTrue();
    }
}
