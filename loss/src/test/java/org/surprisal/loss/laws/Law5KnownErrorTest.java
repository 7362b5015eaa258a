package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Exact;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.math.decimal.DecimalLimitException;

/**
 * Law 5, known error: value, gradient and Hessian of each loss of the catalogue, at the extremes of its domains and of
 * its parameters, against decimals of any precision.
 */
class Law5KnownErrorTest {
    /** How many rows of the grid are compared with decimals, which take their time. */
    private static final int ROWS = 110;

    private static final int DIGITS = 25;

    /** In units in the last place of the result, or of the greatest term where terms cancel. */
    private record Bound(double value, double gradient, double hessian) {}

    private static final Map<String, Bound> BOUNDS = Map.ofEntries(
            Map.entry("log_loss", new Bound(1.5, 1, 1.5)),
            Map.entry("log_loss_logit", new Bound(2, 1.5, 2.5)),
            Map.entry("cross_entropy", new Bound(1.5, 0.5, 1.5)),
            Map.entry("cross_entropy_logit", new Bound(2, 6, 6)),
            Map.entry("brier", new Bound(1.5, 0.5, 0)),
            Map.entry("brier_classes", new Bound(2, 0.5, 0)),
            Map.entry("squared", new Bound(1.5, 0.5, 0)),
            Map.entry("absolute", new Bound(0.5, 0, 0)),
            Map.entry("huber", new Bound(2, 0.5, 0)),
            Map.entry("pinball", new Bound(1.5, 0.5, 0)),
            Map.entry("poisson", new Bound(4, 0.5, 1.5)),
            Map.entry("gamma", new Bound(4, 2, 2.5)),
            Map.entry("gaussian", new Bound(3, 1.5, 1)),
            Map.entry("kl_divergence", new Bound(3, 0.5, 1.5)),
            Map.entry("hinge", new Bound(2, 1, 0)),
            // The power of a rounded number has gamma times its error.
            Map.entry("focal", new Bound(40, 40, 40)),
            Map.entry("focal_logit", new Bound(40, 40, 40)),
            Map.entry("focal_classes", new Bound(80, 80, 80)),
            // The large terms of a likelihood of a count, which a condition hides, and a curvature that is nearly none.
            Map.entry("zero_inflated_poisson", new Bound(400, 6, 6)),
            Map.entry("negative_binomial", new Bound(400, 6, 6)),
            Map.entry("negative_binomial_dispersion", new Bound(400, 6, 6)),
            Map.entry("negative_binomial_probability", new Bound(400, 6, 6)),
            // Likewise, with a power and a series.
            Map.entry("tweedie_density", new Bound(20, 6, 6)),
            Map.entry("weibull", new Bound(10, 10, 12)),
            // A power with an exponent that is a large part of the prediction.
            Map.entry("crps_gamma", new Bound(20, 20, 60)),
            Map.entry("crps_poisson", new Bound(20, 20, 60)),
            Map.entry("cosine", new Bound(6, 6, 200)));

    /**
     * Of the others: in the same units, or where that is more by how much the exact result changes if each input does
     * by a unit in its last place.
     */
    private static final Bound OTHER = new Bound(6, 6, 6);

    /** Below it a factor on the way may have been a subnormal number. */
    private static final double TINY = 1e-290;

    static List<Loss> losses() {
        return Subjects.all().stream()
                .filter(Subjects::isBuiltIn)
                // Decimals have no infinity; law 8 knows what an infinite delta is. The least double has no digits.
                .filter(loss -> loss.parameters().stream()
                        .allMatch(one -> Double.isFinite(one.value()) && one.value() > Double.MIN_NORMAL))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void errorsAreBounded(Loss loss) {
        Bound bound = BOUNDS.getOrDefault(loss.name(), OTHER);
        Sample grid = Points.inside(loss, 3);
        int compared = 0;
        for (int i = 0; i < ROWS; i++) {
            // The grid in an order that mixes it: 997 has no divisor in common with its length.
            Sample row = grid.part(i * 997 % grid.rows(), 1);
            Point point = row.point(0);
            if (!isAsked(loss, point)) {
                continue;
            }
            Answers answers = EntryPoint.alone(loss, row);
            Claim claim = new Claim(loss, point);
            compared += claim.holds("value", answers.value()[0], Exact::value, Exact::largestTermOfValue, bound.value);
            for (int k = 0; k < row.classes(); k++) {
                int at = k;
                compared += claim.holds(
                        "gradient",
                        answers.gradient()[k][0],
                        exact -> exact.gradient(at),
                        exact -> exact.largestTermOfGradient(at),
                        bound.gradient);
                if (answers.hessian().length > 0) {
                    compared += claim.holds(
                            "Hessian",
                            answers.hessian()[k][0],
                            exact -> exact.hessian(at),
                            exact -> exact.largestTermOfHessian(at),
                            bound.hessian);
                }
            }
        }
        assertThat(compared).as("what had a finite value").isPositive();
    }

    /**
     * Where the bounds are claimed. A likelihood with a shape multiplies and divides three numbers, whose products may
     * leave the doubles on the way, as may the share of a class that hardly happens; counts are none below 1, and
     * beyond 1e305 their factorial has no logarithm; a rounded difference decides on which side of a kink it is.
     */
    private static boolean isAsked(Loss loss, Point point) {
        double y = point.y()[0];
        double p = point.p()[0];
        return switch (loss.name()) {
            case "gamma" -> {
                double shape = parameter(loss);
                double far = shape < 1e-5 || shape > 1e20 ? 1e4 : 1e90;
                yield DoubleStream.of(y, p).allMatch(x -> x > 1 / far && x < far);
            }
            case "poisson" -> y == 0 || (y >= 1 && y < 2.5e305);
            case "huber" -> {
                double distance = Math.abs(p - y);
                yield Math.abs(distance - parameter(loss)) > Math.ulp(distance);
            }
            case "kl_divergence" -> Arrays.stream(point.y()).allMatch(share -> share == 0 || share > 1e-300);
            // What the other classes share is a difference.
            case "focal_classes" ->
                Subjects.isAsked(loss, point) && Arrays.stream(point.y()).allMatch(share -> share == 0 || share == 1);
            default -> Subjects.isToTheEnd(loss) || Subjects.isAsked(loss, point);
        };
    }

    private static double parameter(Loss loss) {
        return loss.parameters().stream()
                .mapToDouble(Parameter::value)
                .findFirst()
                .orElseThrow();
    }

    /** What is claimed of a loss at a point. */
    private record Claim(Loss loss, Point point) {
        /** Returns 1 if there was something to compare with. */
        int holds(
                String what,
                double actual,
                Function<Exact, BigDecimal> result,
                Function<Exact, BigDecimal> largestTerm,
                double bound) {
            BigDecimal exact;
            double scale;
            try {
                Exact row = loss.exact(point.y(), point.p(), DIGITS);
                exact = result.apply(row);
                scale = exact.abs().max(largestTerm.apply(row)).doubleValue();
            } catch (DecimalLimitException tooFar) {
                return 0;
            } catch (ArithmeticException noFiniteValue) {
                assertThat(Double.isFinite(actual))
                        .as("%s of %s at %s is %s, but has no finite value", what, loss, point, actual)
                        .isFalse();
                return 0;
            }
            if (Double.isInfinite(scale) || (scale < TINY && !Subjects.isToTheEnd(loss))) {
                return 0;
            }
            assertThat(actual)
                    .as("%s of %s at %s, exactly %s", what, loss, point, exact)
                    .isFinite();
            double difference = new BigDecimal(actual).subtract(exact).abs().doubleValue();
            double unit = Math.ulp(scale);
            if (difference > bound * unit && !Subjects.isToTheEnd(loss)) {
                unit += sensitivity(result, exact);
            }
            assertThat(difference / unit)
                    .as("%s of %s at %s: %s, exactly %s, greatest term %s", what, loss, point, actual, exact, scale)
                    .isLessThanOrEqualTo(bound);
            return 1;
        }

        /** By how much the result changes if each input and parameter does by a unit in its last place. */
        private double sensitivity(Function<Exact, BigDecimal> result, BigDecimal exact) {
            double sum = 0;
            for (int k = 0; k < point.y().length; k++) {
                sum += change(result, exact, loss, moved(point.y(), k), point.p());
                sum += change(result, exact, loss, point.y(), moved(point.p(), k));
            }
            for (Parameter parameter : loss.parameters()) {
                double up = Math.nextUp(parameter.value());
                double other = parameter.domain().contains(up) ? up : Math.nextDown(parameter.value());
                sum += change(result, exact, loss.with(parameter.name(), other), point.y(), point.p());
            }
            return sum;
        }

        private static double change(
                Function<Exact, BigDecimal> result, BigDecimal exact, Loss loss, double[] y, double[] p) {
            return result.apply(loss.exact(y, p, DIGITS)).subtract(exact).abs().doubleValue();
        }

        private static double[] moved(double[] x, int k) {
            double[] moved = x.clone();
            moved[k] = Math.abs(x[k]) == 1 ? Math.nextDown(x[k]) : Math.nextUp(x[k]);
            return moved;
        }
    }

    /** The surprisal of a score z is max(0, -z) + log1p(exp(-|z|)), also where exp(-|z|) is no double any more. */
    @ParameterizedTest
    @ValueSource(doubles = {-1000, 1000, -745, 745, -37, 37, 1e300, -1e300})
    void extremeScoresStayExact(double z) {
        double expected = Math.max(0, -z);
        double tail = StrictMath.exp(-Math.abs(z));
        assertThat(Catalogue.LOG_LOSS_LOGIT.value(1, z))
                .isBetween(expected, expected + tail * 1.01 + Math.ulp(expected));
        assertThat(Catalogue.LOG_LOSS_LOGIT.gradient(1, z)).isBetween(-1.0, 0.0);
        assertThat(Catalogue.LOG_LOSS_LOGIT.hessian(1, z)).isBetween(0.0, 1.01 * tail + 1e-300);
        Point point = new Point(new double[] {0, 1, 0}, new double[] {0, z, Double.NEGATIVE_INFINITY});
        Answers softmax = EntryPoint.alone(Catalogue.CROSS_ENTROPY_LOGIT, Sample.of(List.of(point)));
        assertThat(softmax.value()[0]).isEqualTo(Catalogue.LOG_LOSS_LOGIT.value(1, z));
        assertThat(softmax.gradient()[2][0]).isZero();
    }

    /** The slope at a certain forecast goes on as its tail does, to the last subnormal number. */
    @ParameterizedTest
    @ValueSource(doubles = {15, 30, 36, 37, 40, 100, 700, 708, 709, 710, 740, 744})
    void tailsGoOn(double z) {
        double tail = StrictMath.exp(-z);
        double[] found = {
            Catalogue.LOG_LOSS_LOGIT.value(1, z),
            -Catalogue.LOG_LOSS_LOGIT.gradient(1, z),
            Catalogue.LOG_LOSS_LOGIT.value(0, -z),
            Catalogue.LOG_LOSS_LOGIT.gradient(0, -z)
        };
        assertThat(Arrays.stream(found).allMatch(x -> Math.abs(x - tail) <= tail * tail + 2 * Math.ulp(tail)))
                .as("%s beside %s", Arrays.toString(found), tail)
                .isTrue();
    }
}
