package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** Quantile regression ends in the exact minimum; what has no exact solver is refused by name. */
final class QuantileTest {
    private static double[] each(IntToDoubleFunction of) {
        return IntStream.rangeClosed(1, 200).mapToDouble(of).toArray();
    }

    private static Frame waves() {
        return Frame.EMPTY
                .with("u", each(Math::sin))
                .with("v", each(i -> Math.cos(2.0 * i)))
                .with("w", each(i -> Math.sin(3.0 * i + 1)))
                .with(
                        "y",
                        each(i ->
                                1 + Math.sin(i) - 0.5 * Math.cos(2.0 * i) + Math.sin(7.0 * i * i) * (2 + Math.sin(i))));
    }

    /** Numbers of R's quantreg 5.94, with its errors by a kernel. */
    @ParameterizedTest
    @CsvSource({
        "0.1, -0.8622125711034445, 0.1568534556013007, -0.5549899591803167, 0.001589696254643651,"
                + " 0.159358092986028, 0.229173564187186, 0.217041522527683, 0.186414950943028, 38.86229681231301",
        "0.5, 1.1549449859158964, 1.5625707073741169, -0.4136950969135534, 0.2710391353439303,"
                + " 0.188563736751008, 0.265522998721554, 0.264289462272089, 0.258989778202136, 120.1190004363006",
        "0.75, 2.2037694109559465, 1.724828574124693, -0.3794800853785643, 0.3539678718965096,"
                + " 0.16392920591691, 0.229846639379479, 0.222943926405478, 0.232687690161622, 85.91925693174436"
    })
    void quantreg(
            double tau,
            double b0,
            double b1,
            double b2,
            double b3,
            double s0,
            double s1,
            double s2,
            double s3,
            double objective) {
        Fitted fit = Fit.of("y ~ u + v + w", Catalogue.PINBALL.with("tau", tau)).to(waves());
        assertThat(fit.convergence().reason()).isEqualTo(StopReason.SOLVED);
        assertThat(fit.estimates()).containsExactly(new double[] {b0, b1, b2, b3}, within(1e-12));
        assertThat(GlmReferenceTest.errors(fit)).containsExactly(new double[] {s0, s1, s2, s3}, within(1e-9));
        assertThat(fit.objective()).isCloseTo(objective, within(1e-10));
        assertThat(fit.usualErrors()).isEqualTo(Errors.MODEL);
        assertThat(fit.covariance(Errors.HC1)[1][1]).isPositive();
        assertThat(fit.convergence().iterations()).isLessThan(60);
        assertThat(fit.notes()).isEmpty();
    }

    /** No line through two points is better, whatever ties there are. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noOtherCornerIsLower(long seed) {
        Random random = new Random(seed);
        int n = 8 + random.nextInt(20);
        boolean ties = seed % 2 == 0;
        double[] x = random.doubles(n).map(v -> ties ? Math.rint(5 * v) : v).toArray();
        double[] y = random.doubles(n).map(v -> ties ? Math.rint(3 * v) : v).toArray();
        double[] w = random.ints(n, 1, 4).asDoubleStream().toArray();
        double tau = 0.05 + 0.9 * random.nextDouble();
        Frame frame = Frame.EMPTY.with("x", x).with("y", y).with("w", w);
        Fitted fit =
                Fit.of("y ~ x", Catalogue.PINBALL.with("tau", tau)).weight("w").to(frame);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double slope = x[i] == x[j] ? 0 : (y[i] - y[j]) / (x[i] - x[j]);
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    double r = y[k] - y[i] - slope * (x[k] - x[i]);
                    sum += w[k] * r * (r >= 0 ? tau : tau - 1);
                }
                least = Math.min(least, sum);
            }
        }
        assertThat(fit.objective()).isCloseTo(least, within(1e-12));
        assertThat(fit.convergence().converged()).isTrue();
    }

    @Test
    void medians() {
        Frame frame = waves();
        Fitted pinball = Fit.of("y ~ u + v", Catalogue.PINBALL).to(frame);
        Fitted absolute = Fit.of("y ~ u + v", Catalogue.ABSOLUTE).to(frame);
        assertThat(absolute.estimates()).containsExactly(pinball.estimates());
        assertThat(absolute.objective()).isCloseTo(2 * pinball.objective(), within(1e-12));
        assertThat(GlmReferenceTest.errors(absolute)).containsExactly(GlmReferenceTest.errors(pinball), within(1e-14));
        Fitted odd = Fit.of("y ~ 1", Catalogue.ABSOLUTE).to(Frame.EMPTY.with("y", 1, 5, 2, 100, 3));
        assertThat(odd.estimates()).containsExactly(3);
        Fitted even = Fit.of("y ~ 1", Catalogue.ABSOLUTE).to(Frame.EMPTY.with("y", 1, 5, 2, 100));
        assertThat(even.objective()).isCloseTo(102, within(1e-13));
        assertThat(even.notes()).contains(Note.of(Note.Code.NOT_UNIQUE));
    }

    /** A share of the response is a weight; a weight is as many rows; an offset is subtracted. */
    @Test
    void weightsAndOffsets() {
        double[] x = {1, 2, 3, 4, 5, 6, 7};
        double[] y = {2, 3, 3, 7, 4, 9, 6};
        Frame frame = Frame.EMPTY
                .with("x", x)
                .with("y", y)
                .with("w", Arrays.stream(y).map(v -> 1 / v).toArray());
        assertThat(Fit.of("y ~ x", Catalogue.MAPE).to(frame).estimates())
                .containsExactly(Fit.of("y ~ x", Catalogue.ABSOLUTE)
                        .weight("w")
                        .to(frame)
                        .estimates());
        Frame twice = Frame.EMPTY.with("x", 1, 2, 3, 4, 5, 6, 7, 4, 4).with("y", 2, 3, 3, 7, 4, 9, 6, 7, 7);
        Frame thrice = frame.with("w", 1, 1, 1, 3, 1, 1, 1);
        assertThat(Fit.of("y ~ x", Catalogue.PINBALL.with("tau", 0.3))
                        .weight("w")
                        .to(thrice)
                        .objective())
                .isCloseTo(
                        Fit.of("y ~ x", Catalogue.PINBALL.with("tau", 0.3))
                                .to(twice)
                                .objective(),
                        within(1e-13));
        double[] shifted = new double[7];
        Arrays.setAll(shifted, i -> y[i] - 2 * x[i]);
        double[] direct =
                Fit.of("s ~ x", Catalogue.ABSOLUTE).to(frame.with("s", shifted)).estimates();
        assertThat(Fit.of("y ~ x + offset(2 * x)", Catalogue.ABSOLUTE).to(frame).estimates())
                .containsExactly(direct, within(1e-13));
    }

    @Test
    void sameBitsForAnyNumberOfThreadsAndOrders() {
        Random random = new Random(11);
        int n = 20_000;
        double[] x = random.doubles(n).toArray();
        double[] z = random.doubles(n, 1e3, 1e3 + 1).toArray();
        double[] y = new double[n];
        Arrays.setAll(y, i -> x[i] - z[i] + random.nextGaussian() * (1 + x[i]));
        Frame frame = Frame.EMPTY.with("x", x).with("z", z).with("y", y);
        Fit fit = Fit.of("y ~ x + z", Catalogue.PINBALL.with("tau", 0.8));
        Fitted one = fit.to(frame);
        assertThat(one.convergence().converged()).isTrue();
        Fitted three = fit.threads(3).to(frame);
        assertThat(three.coefficients()).isEqualTo(one.coefficients());
        Frame turned = Frame.EMPTY.with("x", reversed(x)).with("z", reversed(z)).with("y", reversed(y));
        assertThat(fit.to(turned).estimates()).containsExactly(one.estimates(), within(1e-9));
        long below = Arrays.stream(one.residuals(Residual.RESPONSE))
                .filter(r -> r < -1e-9)
                .count();
        assertThat(below).isBetween(16_000L - 3, 16_000L);
    }

    private static double[] reversed(double[] of) {
        double[] to = new double[of.length];
        Arrays.setAll(to, i -> of[of.length - 1 - i]);
        return to;
    }

    /** Straight pieces without a solver of their own, and settings that do not fit. */
    @Test
    void refusals() {
        Frame events = Frame.EMPTY.with("x", 1, 2, 3, 4).with("y", 0, 1, 0, 1);
        for (Loss loss : new Loss[] {
            Catalogue.HINGE, Catalogue.EPSILON_INSENSITIVE, Loss.of("abs(p - y) + abs(p)"), Loss.of("-p")
        }) {
            assertThatThrownBy(() -> Fit.of("y ~ x", loss).to(events))
                    .isInstanceOf(Unfittable.class)
                    .hasMessageContaining("straight pieces");
        }
        Fit median = Fit.of("y ~ x", Catalogue.ABSOLUTE);
        assertThatThrownBy(() -> median.l2(1).to(events)).hasMessageContaining("takes no penalty");
        assertThatThrownBy(() -> median.link(Link.LOG).to(events)).hasMessageContaining("identity link");
    }

    @Test
    void badProblems() {
        Frame frame =
                Frame.EMPTY.with("x", 1, 2, 3, 4, 5).with("t", 2, 4, 6, 8, 10).with("y", 1, 2, 3, 4, 5);
        Fitted perfect =
                Fit.of("y ~ x + t", Catalogue.PINBALL.with("tau", 0.25)).to(frame);
        assertThat(perfect.estimates()[1]).isCloseTo(1, within(1e-14));
        assertThat(perfect.notes())
                .contains(
                        Note.of(Note.Code.DEPENDENT_COLUMN, "column", "t", "combination", "2·x"),
                        Note.of(Note.Code.NO_DENSITY));
        assertThat(perfect.coefficients().get(1).se()).isNaN();
        Frame wild = frame.with("y", 1e300, -1e300, 1, 2, 3);
        Fitted huge = Fit.of("y ~ x", Catalogue.ABSOLUTE).to(wild);
        assertThat(huge.convergence().converged() || !huge.notes().isEmpty()).isTrue();
        assertThatThrownBy(() -> Fit.of("y ~ x", Catalogue.ABSOLUTE).to(frame.with("x", 1e300, 2e300, 0, 0, 0)))
                .hasMessageContaining("change its unit");
    }
}
