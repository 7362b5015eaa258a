package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 4: what is said of one side is said of the other, bit for bit. */
class MirrorTest {
    private static final double[] SCORES = {
        0,
        1,
        0.1,
        1e-300,
        Double.MIN_VALUE,
        17.3,
        36.7,
        37.1,
        40,
        708,
        709.9,
        745.2,
        746,
        1000,
        1e300,
        Double.POSITIVE_INFINITY
    };

    static List<Loss> scored() {
        return List.of(Catalogue.LOG_LOSS_LOGIT, Catalogue.HINGE);
    }

    static List<Loss> distances() {
        return List.of(
                Catalogue.SQUARED,
                Catalogue.ABSOLUTE,
                Catalogue.HUBER,
                Catalogue.HUBER.with("delta", 3.5),
                Catalogue.GAUSSIAN.with("sigma", 0.7));
    }

    @ParameterizedTest
    @MethodSource("scored")
    void theOtherOutcomeMirrorsTheScore(Loss loss) {
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            double z = i < SCORES.length ? SCORES[i] : random.nextGaussian() * 20;
            for (double score : new double[] {z, -z}) {
                assertThat(loss.value(1, score)).isEqualTo(loss.value(0, -score));
                assertThat(0.0 - loss.gradient(1, score)).isEqualTo(0.0 + loss.gradient(0, -score));
                assertThat(loss.hessian(1, score)).isEqualTo(loss.hessian(0, -score));
            }
        }
    }

    @Test
    void theOtherOutcomeMirrorsTheProbability() {
        for (int i = 0; i <= 1024; i++) {
            double p = i / 1024.0;
            assertThat(Catalogue.LOG_LOSS.value(1, p)).isEqualTo(Catalogue.LOG_LOSS.value(0, 1 - p));
            assertThat(0.0 - Catalogue.LOG_LOSS.gradient(1, p)).isEqualTo(Catalogue.LOG_LOSS.gradient(0, 1 - p));
            assertThat(Catalogue.BRIER.value(1, p)).isEqualTo(Catalogue.BRIER.value(0, 1 - p));
        }
    }

    @ParameterizedTest
    @MethodSource("distances")
    void theSignOfTheErrorDoesNotCount(Loss loss) {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            double y = random.nextGaussian() * 10;
            double p = i % 10 == 0 ? y : random.nextGaussian() * 10;
            assertThat(loss.value(y, p)).isEqualTo(loss.value(-y, -p));
            assertThat(0.0 - loss.gradient(y, p)).isEqualTo(0.0 + loss.gradient(-y, -p));
        }
    }

    @Test
    void softmaxGradientsOfARowSumToZero() {
        Random random = new Random(6);
        for (int classes : new int[] {2, 3, 8, 9, 40}) {
            for (int i = 0; i < 100; i++) {
                double[] z = random.doubles(classes, -30, 30).toArray();
                double[] y = new double[classes];
                y[random.nextInt(classes)] = 1;
                double[] gradient = Rows.gradient(Catalogue.CROSS_ENTROPY_LOGIT, new Points.Point(y, z));
                double sum = 0;
                for (double slope : gradient) {
                    sum += slope;
                }
                assertThat(sum).isCloseTo(0, within(1e-15 * classes));
                if (classes == 2) {
                    assertThat(gradient[0]).isEqualTo(-gradient[1]);
                }
            }
        }
    }

    @Test
    void changingTheTwoClassesChangesNoBit() {
        Random random = new Random(8);
        for (int i = 0; i < 300; i++) {
            double a = random.nextGaussian() * 15;
            double b = random.nextGaussian() * 15;
            Points.Point point = new Points.Point(new double[] {0, 1}, new double[] {a, b});
            Points.Point mirror = new Points.Point(new double[] {1, 0}, new double[] {b, a});
            Loss loss = Catalogue.CROSS_ENTROPY_LOGIT;
            assertThat(Rows.value(loss, point)).isEqualTo(Rows.value(loss, mirror));
            assertThat(Rows.gradient(loss, point)[0]).isEqualTo(Rows.gradient(loss, mirror)[1]);
            assertThat(Rows.hessian(loss, point)[0]).isEqualTo(Rows.hessian(loss, mirror)[1]);
        }
    }
}
