package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;
import org.surprisal.loss.Catalogue;

/** What must not change a result: threads, the order of rows, ways to say the same, units. */
final class InvarianceTest {
    private static final int ROWS = 30_000;

    /** Rows with numbers and categories, in some order. */
    private static Frame rows(int n, List<Integer> order) {
        Random random = new Random(3);
        double[] x = new double[n];
        double[] z = new double[n];
        double[] y = new double[n];
        double[] w = new double[n];
        int[] g = new int[n];
        int[] h = new int[n];
        for (int i = 0; i < n; i++) {
            int to = order.get(i);
            x[to] = random.nextGaussian();
            z[to] = 1e6 + random.nextDouble();
            g[to] = random.nextInt(30);
            h[to] = random.nextInt(3);
            w[to] = 1 + random.nextInt(3);
            y[to] = random.nextDouble() < 1 / (1 + Math.exp(-0.5 * x[to] - 0.1 * h[to])) ? 1 : 0;
        }
        List<String> levels = IntStream.range(0, 30).mapToObj(i -> "g" + i).toList();
        return Frame.EMPTY
                .with("y", y)
                .with("x", x)
                .with("z", z)
                .with("w", w)
                .with("g", Column.categories(g, levels))
                .with("h", Column.categories(h, List.of("a", "b", "c")));
    }

    private static List<Integer> inOrder(int n) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        return order;
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        Frame frame = rows(ROWS, inOrder(ROWS));
        Fit fit = Fit.glm("y ~ x + z + g + C(h, sum):x", Family.BINOMIAL)
                .weight("w")
                .cluster("g");
        Fitted one = fit.to(frame);
        Fitted four = fit.threads(4).to(frame);
        assertThat(one.convergence().converged()).isTrue();
        assertThat(four.estimates()).containsExactly(one.estimates());
        for (Errors errors : Errors.values()) {
            assertThat(four.covariance(errors)).isDeepEqualTo(one.covariance(errors));
        }
        assertThat(four.convergence()).isEqualTo(one.convergence());
        assertThat(four.deviance()).isEqualTo(one.deviance());
    }

    /** Objective and gradient are exact sums; only the way to the minimum has an order. */
    @Test
    void anotherOrderOfRowsMovesLittleMoreThanALastBit() {
        List<Integer> order = inOrder(ROWS);
        Collections.shuffle(order, new Random(4));
        Fit fit = Fit.glm("y ~ x + g + C(h, sum):x", Family.BINOMIAL);
        Fitted one = fit.to(rows(ROWS, inOrder(ROWS)));
        Fitted other = fit.to(rows(ROWS, order));
        for (int j = 0; j < one.estimates().length; j++) {
            assertThat(other.estimates()[j]).isCloseTo(one.estimates()[j], within(1e-14));
        }
        assertThat(other.convergence().steps().get(0).objective())
                .isCloseTo(one.convergence().steps().get(0).objective(), within(1e-8));
    }

    /** Codes give what a column of 0 and 1 per level gives. */
    @Test
    void categoriesAreColumnsOfZeroAndOne() {
        Frame frame = rows(2000, inOrder(2000));
        Fitted codes = Fit.glm("y ~ x*h", Family.BINOMIAL).to(frame);
        int[] h = ((Column.Coded) frame.column("h")).codes();
        Frame dummies = frame.with(
                        "b", Arrays.stream(h).mapToDouble(c -> c == 1 ? 1 : 0).toArray())
                .with("c", Arrays.stream(h).mapToDouble(c -> c == 2 ? 1 : 0).toArray());
        Fitted columns = Fit.glm("y ~ x + b + c + x:b + x:c", Family.BINOMIAL).to(dummies);
        assertThat(codes.estimates()).containsExactly(columns.estimates(), within(1e-14));
        assertThat(GlmReferenceTest.errors(codes)).containsExactly(GlmReferenceTest.errors(columns), within(1e-13));
    }

    /** Contrasts name effects; they do not change the model. */
    @Test
    void contrastsDoNotChangePredictions() {
        Frame frame = rows(2000, inOrder(2000));
        double[] treatment = Fit.glm("y ~ h*x + g", Family.BINOMIAL).to(frame).fitted();
        for (String formula : List.of(
                "y ~ C(h, sum)*x + C(g, sum)",
                "y ~ h + h:x + g - 1",
                "y ~ C(h, base='c')*poly(x, 1) + C(g, base='g9')")) {
            Fitted other = Fit.glm(formula, Family.BINOMIAL).to(frame);
            assertThat(other.fitted()).containsExactly(treatment, within(1e-13));
        }
    }

    /** A column far from 0 is the same column. */
    @Test
    void aColumnNeedNotBeCentred() {
        Frame frame = rows(5000, inOrder(5000));
        double[] z = ((Column.Doubles) frame.column("z")).values();
        Frame centred = frame.with("c", Arrays.stream(z).map(v -> v - 1e6).toArray());
        Coefficient far =
                Fit.glm("y ~ z", Family.BINOMIAL).to(frame).coefficients().get(1);
        Coefficient near =
                Fit.glm("y ~ c", Family.BINOMIAL).to(centred).coefficients().get(1);
        assertThat(far.estimate()).isCloseTo(near.estimate(), within(1e-12 * near.se()));
        assertThat(far.se()).isCloseTo(near.se(), within(1e-12 * near.se()));
    }

    /** Least squares are Newton's method in one step. */
    @Test
    void leastSquaresAgreeWithTheGaussianLikelihood() {
        Frame frame = rows(3000, inOrder(3000));
        String formula = "x ~ h + y + g";
        Fitted squares = Fit.leastSquares(formula).weight("w").to(frame);
        Fit likelihood = Fit.glm(formula, Family.GAUSSIAN).weight("w");
        // As a loss without a family, so that it is not seen to be least squares.
        Fitted newton =
                Fit.of(formula, Catalogue.GAUSSIAN.with("sigma", 2)).weight("w").to(frame);
        assertThat(newton.estimates()).containsExactly(squares.estimates(), within(1e-13));
        assertThat(likelihood.to(frame).covariance(Errors.HC3)[1])
                .containsExactly(newton.covariance(Errors.HC3)[1], within(1e-13));
        assertThat(newton.leverage()).containsExactly(squares.leverage(), within(1e-13));
        assertThat(squares.deviance()).isCloseTo(squares.dispersion() * squares.degreesOfFreedom(), within(1e-9));
    }

    /** So many rows that pairs of doubles would take too long. */
    @Test
    void manyRowsAgreeWithFew() {
        Frame frame = rows(60_000, inOrder(60_000));
        Fitted many =
                Fit.leastSquares("x ~ y + h + poly(z, 2) + g*y").threads(2).to(frame);
        assertThat(many.convergence().reason()).isEqualTo(StopReason.CONVERGED);
        LeastSquares.Solution pairs = LeastSquares.of(many.data(), 0, Watcher.NONE);
        assertThat(many.estimates()).containsExactly(pairs.coefficients(), within(1e-13));
        assertThat(many.deviance()).isCloseTo(pairs.squares(), within(1e-9));
    }

    /** So many rows that some of them are fitted first. */
    @Test
    void aSampleOnlyShowsTheWay() {
        int n = 120_000;
        Frame frame = rows(n, inOrder(n));
        Fit fit = Fit.glm("y ~ x + z + g", Family.BINOMIAL).weight("w");
        Fitted sampled = fit.to(frame);
        // The same loss as one of nobody's family, which is fitted to all rows from the start.
        Fitted whole =
                Fit.of("y ~ x + z + g", Catalogue.LOG_LOSS_LOGIT).weight("w").to(frame);
        assertThat(sampled.convergence().converged()).isTrue();
        assertThat(sampled.convergence().steps().get(0).gap())
                .isLessThan(0.5 * whole.convergence().steps().get(0).gap());
        for (int j = 0; j < whole.estimates().length; j++) {
            double estimate = whole.estimates()[j];
            assertThat(sampled.estimates()[j]).isCloseTo(estimate, within(1e-12 * Math.max(1, Math.abs(estimate))));
        }
        Fitted threads = fit.threads(3).to(frame);
        assertThat(threads.estimates()).containsExactly(sampled.estimates());
        assertThat(threads.covariance(Errors.MODEL)).isDeepEqualTo(sampled.covariance(Errors.MODEL));
    }

    /** A sample that is separated, or lacks a level, does no harm. */
    @Test
    void aSampleMayBeOfNoUse() {
        int n = 120_000;
        double[] y = new double[n];
        double[] rare = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = i % 1000 == 500 ? 1 : 0;
            rare[i] = i % 5000 == 500 || i % 5000 == 17 ? 1 : 0;
        }
        Fitted fitted =
                Fit.glm("y ~ rare", Family.BINOMIAL).to(Frame.EMPTY.with("y", y).with("rare", rare));
        assertThat(fitted.convergence().converged()).isTrue();
        // Of the rare rows half are events, of the others 96 in 119952.
        assertThat(fitted.estimates()[0]).isCloseTo(Math.log(96.0 / (119_952 - 96)), within(1e-12));
        assertThat(fitted.estimates()[1]).isCloseTo(-Math.log(96.0 / (119_952 - 96)), within(1e-12));
    }

    @Test
    void residualsAndLeverageAddUp() {
        Frame frame = rows(2000, inOrder(2000));
        Fitted fit = Fit.glm("y ~ x + h", Family.BINOMIAL).to(frame);
        assertThat(Arrays.stream(fit.leverage()).sum()).isCloseTo(4, within(1e-10));
        assertThat(Arrays.stream(fit.residuals(Residual.RESPONSE)).sum()).isCloseTo(0, within(1e-9));
        assertThat(Arrays.stream(fit.residuals(Residual.DEVIANCE))
                        .map(r -> r * r)
                        .sum())
                .isCloseTo(fit.deviance(), within(1e-9));
        double[] pearson = fit.residuals(Residual.PEARSON);
        double[] working = fit.residuals(Residual.WORKING);
        double[] mean = fit.fitted();
        double[] response = fit.residuals(Residual.RESPONSE);
        for (int i = 0; i < mean.length; i++) {
            double variance = mean[i] * (1 - mean[i]);
            assertThat(pearson[i]).isCloseTo(response[i] / Math.sqrt(variance), within(1e-12));
            assertThat(working[i]).isCloseTo(response[i] / variance, within(1e-12));
        }
        double share = Arrays.stream(fit.data().response()).average().orElseThrow();
        double none = -2 * 2000 * (share * Math.log(share) + (1 - share) * Math.log(1 - share));
        assertThat(fit.nullDeviance()).isCloseTo(none, within(1e-9));
        assertThat(fit.explained()).isCloseTo(1 - fit.deviance() / none, within(1e-12));
        assertThat(fit.bic()).isCloseTo(4 * Math.log(2000) - 2 * fit.logLikelihood(), within(1e-9));
        assertThat(fit.objective()).isCloseTo(-fit.logLikelihood(), within(1e-9));
    }

    @Test
    void aPenaltyDrawsTowardsZero() {
        Frame frame = rows(500, inOrder(500));
        Fitted free = Fit.leastSquares("x ~ y + h").to(frame);
        Fitted drawn = Fit.leastSquares("x ~ y + h").l2(100).to(frame);
        assertThat(Math.abs(drawn.estimates()[1])).isLessThan(Math.abs(free.estimates()[1]));
        Fitted loss =
                Fit.of("x ~ y + h", Catalogue.GAUSSIAN.with("sigma", 2)).l2(25).to(frame);
        assertThat(loss.estimates()).containsExactly(drawn.estimates(), within(1e-14));
    }
}
