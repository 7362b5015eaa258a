package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            Map.entry("hinge", new Bound(2, 1, 0)));

    static List<Loss> losses() {
        return Subjects.all().stream()
                .filter(loss -> Catalogue.find(loss.name()).isPresent())
                // Decimals have no infinity; law 8 knows what an infinite delta is. The least double has no digits.
                .filter(loss -> loss.parameters().stream()
                        .allMatch(one -> Double.isFinite(one.value()) && one.value() > Double.MIN_NORMAL))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void errorsAreBounded(Loss loss) {
        Bound bound = Objects.requireNonNull(BOUNDS.get(loss.name()));
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
            Exact exact = loss.exact(point.y(), point.p(), DIGITS);
            Claim claim = new Claim(loss, point);
            compared += claim.holds("value", answers.value()[0], exact::value, exact::largestTermOfValue, bound.value);
            for (int k = 0; k < row.classes(); k++) {
                int at = k;
                compared += claim.holds(
                        "gradient",
                        answers.gradient()[k][0],
                        () -> exact.gradient(at),
                        () -> exact.largestTermOfGradient(at),
                        bound.gradient);
                compared += claim.holds(
                        "Hessian",
                        answers.hessian()[k][0],
                        () -> exact.hessian(at),
                        () -> exact.largestTermOfHessian(at),
                        bound.hessian);
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
            default -> true;
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
        /** A number in decimals. */
        interface Decimal {
            BigDecimal of();
        }

        /** Returns 1 if there was something to compare with. */
        int holds(String what, double actual, Decimal result, Decimal largestTerm, double bound) {
            BigDecimal exact;
            double scale;
            try {
                exact = result.of();
                scale = exact.abs().max(largestTerm.of()).doubleValue();
            } catch (DecimalLimitException tooFar) {
                return 0;
            } catch (ArithmeticException noFiniteValue) {
                assertThat(Double.isFinite(actual))
                        .as("%s of %s at %s is %s, but has no finite value", what, loss, point, actual)
                        .isFalse();
                return 0;
            }
            if (Double.isInfinite(scale)) {
                return 0;
            }
            assertThat(actual)
                    .as("%s of %s at %s, exactly %s", what, loss, point, exact)
                    .isFinite();
            double error = new BigDecimal(actual).subtract(exact).abs().doubleValue() / Math.ulp(scale);
            assertThat(error)
                    .as("%s of %s at %s: %s, exactly %s, greatest term %s", what, loss, point, actual, exact, scale)
                    .isLessThanOrEqualTo(bound);
            return 1;
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
