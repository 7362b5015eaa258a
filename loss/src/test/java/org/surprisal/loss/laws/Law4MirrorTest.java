package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/**
 * Law 4, mirror: what is said of one side is said of the other, bit for bit, and gradients are exact negatives. The
 * Hessians of the catalogue are the same; those of custom formulas come in whatever order their derivation finds.
 */
class Law4MirrorTest {
    /** Targets y of which 1 - y is a double, and 1 - (1 - y) is y again. */
    private static final double[] OUTCOMES = {0, 1, 0.5, 0.25, 0.75, 0x1p-53, 1 - 0x1p-53, 0.625};

    /** Without those whose outcomes weigh differently. */
    static List<Loss> scores() {
        return Subjects.scores().stream()
                .filter(loss -> !loss.name().equals("log_loss_weighted"))
                .toList();
    }

    static List<Loss> probabilities() {
        return Subjects.probabilities();
    }

    /** Without the quantiles whose mirror image is no double, and without intervals, whose ends have two names. */
    static List<Loss> distances() {
        return Subjects.distances().stream()
                .filter(loss ->
                        loss.parameters().stream().noneMatch(one -> one.name().equals("upper")))
                .filter(loss -> loss.parameters().stream()
                        .noneMatch(one -> one.name().equals("tau") && 1 - (1 - one.value()) != one.value()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scores")
    void theOtherOutcomeMirrorsTheScore(Loss loss) {
        for (double y : outcomes(loss)) {
            for (double z : Points.extremes()) {
                assertMirrored(loss, loss, Point.of(y, z), Point.of(1 - y, -z));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("probabilities")
    void theOtherOutcomeMirrorsTheProbability(Loss loss) {
        Random random = new Random(4);
        for (int i = 0; i < 3000; i++) {
            // Multiples of 2^-53: also those next to 0 and 1.
            long steps = i < 200 ? i : (long) (random.nextDouble() * 0x1p53) >> random.nextInt(53);
            double p = steps * 0x1p-53;
            for (double y : outcomes(loss)) {
                assertMirrored(loss, loss, Point.of(y, p), Point.of(1 - y, 1 - p));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("distances")
    void theSignOfTheErrorDoesNotCount(Loss loss) {
        Loss mirror = mirrored(loss);
        for (Point point : Points.inside(loss).points()) {
            double y = point.y()[0];
            double p = point.p()[0];
            if (mirror == loss || y != p) {
                assertMirrored(loss, mirror, point, Point.of(-y, -p));
            }
        }
    }

    /** A custom formula may add up the parts of both outcomes in its own order, so it is asked for one of them. */
    private static double[] outcomes(Loss loss) {
        return Subjects.isToTheEnd(loss) ? OUTCOMES : new double[] {0, 1};
    }

    /** The pinball of the other quantile; at its kink the two take different sides. */
    private static Loss mirrored(Loss loss) {
        return loss.name().equals("pinball") || loss.name().equals("expectile")
                ? loss.with("tau", 1 - loss.parameters().get(0).value())
                : loss;
    }

    private static void assertMirrored(Loss loss, Loss mirror, Point a, Point b) {
        double y = a.y()[0];
        double p = a.p()[0];
        double otherY = b.y()[0];
        double otherP = b.p()[0];
        same(loss, "value", a, loss.value(y, p), mirror.value(otherY, otherP));
        same(loss, "gradient", a, 0.0 - loss.gradient(y, p), 0.0 + mirror.gradient(otherY, otherP));
        if (Subjects.isToTheEnd(loss)) {
            same(loss, "Hessian", a, loss.hessian(y, p), mirror.hessian(otherY, otherP));
        }
    }

    private static void same(Loss loss, String what, Point point, double a, double b) {
        if (Double.doubleToLongBits(a + 0.0) != Double.doubleToLongBits(b + 0.0)) {
            throw new AssertionError("%s of %s at %s: %s, but mirrored %s".formatted(what, loss, point, a, b));
        }
    }

    /** Two classes may change places; only the slope of a tie goes to the first one of them. */
    @ParameterizedTest
    @MethodSource("classLosses")
    void changingTwoClassesChangesNoBit(Loss loss) {
        Sample sample = Points.everywhere(loss, 2);
        Sample mirror = Sample.of(sample.points().stream()
                .map(point -> new Point(reversed(point.y()), reversed(point.p())))
                .toList());
        Answers of = EntryPoint.alone(loss, sample);
        Answers other = EntryPoint.alone(loss, mirror);
        for (int i = 0; i < sample.rows(); i++) {
            same(loss, "value", sample.point(i), of.value()[i], other.value()[i]);
            boolean tie = sample.p()[0][i] == sample.p()[1][i] || sample.p()[0][i] == -sample.p()[1][i];
            if (!tie || Subjects.isToTheEnd(loss)) {
                same(loss, "gradient", sample.point(i), of.gradient()[0][i], other.gradient()[1][i]);
            }
        }
    }

    /** All but those that know an order of the classes, and the one whose rounded sums have ties. */
    static List<Loss> classLosses() {
        return Subjects.classes().stream()
                .filter(loss -> !ORDERED.contains(loss))
                .toList();
    }

    private static final List<Loss> ORDERED =
            List.of(Catalogue.RANKED_PROBABILITY, Catalogue.CUMULATIVE_LOGIT, Catalogue.MULTI_HINGE);

    private static double[] reversed(double[] pair) {
        return new double[] {pair[1], pair[0]};
    }

    /**
     * A constant added to all scores changes nothing, so the slopes of a row have the sum 0. Each is a probability less
     * a target; the probabilities share the rounding error of their sum over K classes, whose eight partial sums have K
     * / 8 terms each, and have some of their own. The sum of the computed slopes, itself taken without error, is thus
     * at most (K / 8 + 16) units of 2^-53, whatever the scores are.
     */
    @ParameterizedTest
    @MethodSource("classCounts")
    void softmaxSlopesOfARowSumToZero(int classes) {
        Loss loss = Catalogue.CROSS_ENTROPY_LOGIT;
        Random random = new Random(classes);
        Sample sample = Points.inside(loss, classes).labelled();
        double[][] gradient = EntryPoint.alone(loss, sample).gradient();
        double bound = (classes / 8.0 + 16) * 0x1p-53;
        for (int i = 0; i < sample.rows(); i++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (double[] column : gradient) {
                sum = sum.add(new BigDecimal(column[i]));
            }
            assertThat(sum.abs().doubleValue()).as("%s", sample.point(i)).isLessThanOrEqualTo(bound);
            if (classes == 2) {
                assertThat(gradient[0][i]).isEqualTo(-gradient[1][i]);
            }
        }
        double[] even = new double[classes];
        double[] score = new double[classes];
        Arrays.fill(even, 1.0 / classes);
        Arrays.fill(score, random.nextGaussian() * 1000);
        Sample flat = Sample.of(List.of(new Point(even, score)));
        for (double[] column : EntryPoint.alone(loss, flat).gradient()) {
            assertThat(Math.abs(column[0])).isLessThanOrEqualTo(bound);
        }
    }

    static int[] classCounts() {
        return new int[] {2, 3, 8, 9, 40, 300};
    }
}
