package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;
import org.surprisal.loss.Catalogue;

/** Lasso and elastic net: the conditions of a minimum, other tools' numbers, what they have in common with others. */
final class PathTest {
    /** Columns x0, x1, ... with what depends on the first three: a quantity y, an event e, a count k. */
    private static Frame rows(int n, int p, long seed) {
        Random random = new Random(seed);
        Frame frame = Frame.EMPTY;
        double[] score = new double[n];
        double[] common = random.doubles(n).toArray();
        for (int j = 0; j < p; j++) {
            double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = 10 * j + (random.nextGaussian() + common[i]) * Math.scalb(1.0, j % 5);
                score[i] += j < 3 ? (j - 1.5) * (x[i] - 10 * j) / (1 << (j % 5)) : 0;
            }
            frame = frame.with("x" + j, x);
        }
        double[] y = new double[n];
        double[] e = new double[n];
        double[] k = new double[n];
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = score[i] + random.nextGaussian();
            e[i] = score[i] + random.nextGaussian() > 0 ? 1 : 0;
            k[i] = Math.floor(Math.exp(0.3 * score[i] + random.nextDouble()));
            w[i] = 1 + random.nextInt(3);
        }
        return frame.with("y", y).with("e", e).with("k", k).with("w", w);
    }

    private static String formula(String response, int p) {
        StringBuilder all = new StringBuilder(response + " ~ 1");
        for (int j = 0; j < p; j++) {
            all.append(" + x").append(j);
        }
        return all.toString();
    }

    /** The slopes of the losses, from the predictions. */
    private static double[] slopes(Fitted fit, Frame frame, int p) {
        double[] y = fit.data().response();
        double[] mean = fit.fitted();
        double[] to = new double[p];
        for (int j = 0; j < p; j++) {
            double[] x = ((Column.Doubles) frame.column("x" + j)).values();
            for (int i = 0; i < y.length; i++) {
                to[j] += fit.data().weight(i) * (mean[i] - y[i]) * x[i];
            }
        }
        return to;
    }

    /** At the minimum a slope is the penalty's where a coefficient is not 0, and no larger where it is. */
    @ParameterizedTest
    @CsvSource({"y, 200, 20, 5", "y, 30, 60, 3", "e, 200, 20, 3", "k, 300, 15, 4", "e, 40, 50, 2"})
    void conditionsOfKarushKuhnAndTucker(String response, int n, int p, double l1) {
        Frame frame = rows(n, p, 1);
        Family family =
                response.equals("y") ? Family.GAUSSIAN : response.equals("e") ? Family.BINOMIAL : Family.POISSON;
        for (double l2 : new double[] {0, 1.5}) {
            Fitted fit = Fit.glm(formula(response, p), family)
                    .weight("w")
                    .l1(l1)
                    .l2(l2)
                    .to(frame);
            assertThat(fit.convergence().converged()).isTrue();
            double[] b = Arrays.copyOfRange(fit.estimates(), 1, p + 1);
            double[] slope = slopes(fit, frame, p);
            int zeros = 0;
            for (int j = 0; j < p; j++) {
                double off = slope[j] + l2 * b[j];
                zeros += b[j] == 0 ? 1 : 0;
                if (b[j] == 0) {
                    assertThat(Math.abs(off)).isLessThanOrEqualTo(l1 * (1 + 1e-9));
                } else {
                    assertThat(off).isCloseTo(-Math.signum(b[j]) * l1, within(1e-8 * l1));
                }
            }
            assertThat(zeros).isBetween(1, p - 1);
            assertThat(fit.convergence().gradient()).isLessThan(1e-9);
            assertThat(fit.coefficients().get(1).se()).isNaN();
            assertThat(fit.parameters()).isEqualTo(1 + p - zeros + (family.equals(Family.GAUSSIAN) ? 1 : 0));
        }
    }

    /** Numbers of glmnet 4.1 at its closest: Longley's data. */
    @Test
    void lassoOfLongley() {
        Path path = Fit.leastSquares("y ~ .").path(1).to(longley());
        assertThat(path.points().get(0).lambda()).isCloseTo(3344.516835750751, within(1e-9));
        PathPoint point = path.points().get(19);
        assertThat(point.lambda()).isCloseTo(571.026967402934, within(1e-9));
        assertThat(point.coefficients()[0]).isCloseTo(54143.9760425200, within(1e-6));
        assertThat(point.coefficients()[2]).isCloseTo(0.0288188521716185, within(1e-12));
        assertThat(point.nonzeros()).isEqualTo(1);
        assertThat(point.explained()).isCloseTo(0.939174313088721, within(1e-12));
        assertThat(path.design().names()).hasSize(7);
        assertThat(path.validation()).isNull();
    }

    private static Frame longley() {
        NistSet set = NistSet.of("Longley");
        Frame frame = Frame.EMPTY;
        for (String name : set.frame().names()) {
            frame = frame.with(name, set.frame().column(name));
        }
        return frame;
    }

    private static double[] each(IntToDoubleFunction of) {
        return IntStream.rangeClosed(1, 200).mapToDouble(of).toArray();
    }

    /** Numbers of glmnet 4.1, an elastic net of events and a lasso of counts. */
    @Test
    void generalisedLinearModels() {
        Frame frame = Frame.EMPTY
                .with("u", each(Math::sin))
                .with("v", each(i -> Math.cos(2.0 * i)))
                .with("w", each(i -> Math.sin(3.0 * i + 1)))
                .with("e", each(i -> Math.sin(i) + 0.5 * Math.cos(2.0 * i) + Math.sin(7.0 * i * i) > 0 ? 1 : 0))
                .with("k", each(i -> Math.floor(Math.exp(1 + Math.sin(i)) + Math.abs(Math.sin(3.0 * i + 1)) * 3)));
        Fit events = Fit.glm("e ~ u + v + w", Family.BINOMIAL).standardised();
        assertThat(events.l1(0.5 * 0.1 * 200).l2(0.5 * 0.1 * 200).to(frame).estimates())
                .containsExactly(
                        new double[] {-0.0747765840079154, 1.3328822122415578, 0.2628408386767934, 0}, within(1e-8));
        Fitted fine = events.l1(0.5 * 0.02 * 200).l2(0.5 * 0.02 * 200).to(frame);
        assertThat(fine.estimates())
                .containsExactly(
                        new double[] {-0.2271444628801287, 2.123086636159457, 0.7721404846842496, 0.0155120256519845},
                        within(1e-8));
        assertThat(fine.explained()).isCloseTo(0.353269760927768, within(1e-9));
        Fitted counts = Fit.glm("k ~ u + v + w", Family.POISSON)
                .standardised()
                .l1(0.05 * 200)
                .to(frame);
        assertThat(counts.estimates())
                .containsExactly(
                        new double[] {1.489640260435533, 0.62153882635721, -0.0434797278158042, 0}, within(1e-8));
    }

    /** Without a penalty it is the fit without one, and without the lasso it is ridge. */
    @Test
    void theEndsOfTheNet() {
        Frame frame = rows(150, 6, 2);
        for (Family family : new Family[] {Family.GAUSSIAN, Family.POISSON}) {
            Fit fit = Fit.glm(formula(family.equals(Family.GAUSSIAN) ? "y" : "k", 6), family);
            double[] free = fit.to(frame).estimates();
            assertThat(fit.standardised().to(frame).estimates()).containsExactly(free, within(1e-9));
            assertThat(fit.l1(1e-300).to(frame).estimates()).containsExactly(free, within(1e-9));
            double[] ridge = fit.l2(3).to(frame).estimates();
            assertThat(fit.l2(3).l1(1e-300).to(frame).estimates()).containsExactly(ridge, within(1e-9));
        }
        Fit huber = Fit.of(formula("y", 6), Catalogue.HUBER);
        assertThat(huber.l1(1e-300).to(frame).estimates())
                .containsExactly(huber.to(frame).estimates(), within(1e-8));
        Path ridge = Fit.leastSquares(formula("y", 6)).path(0).count(3).to(frame);
        assertThat(ridge.points().get(2).nonzeros()).isEqualTo(6);
        assertThat(ridge.points().get(2).explained())
                .isGreaterThan(ridge.points().get(0).explained());
    }

    /** A path gives what a fit with one of its penalties gives; each penalty explains more than the one before. */
    @ParameterizedTest
    @ValueSource(strings = {"y", "e"})
    void aPathIsManyFits(String response) {
        Frame frame = rows(200, 12, 3);
        Fit fit = Fit.glm(formula(response, 12), response.equals("y") ? Family.GAUSSIAN : Family.BINOMIAL);
        Path path = fit.path(0.7).count(20).to(frame);
        for (int k = 0; k < 20; k++) {
            PathPoint point = path.points().get(k);
            assertThat(point.convergence().converged()).isTrue();
            assertThat(point.explained())
                    .isGreaterThanOrEqualTo(
                            k == 0 ? -1e-12 : path.points().get(k - 1).explained());
            Fitted alone = fit.standardised()
                    .l1(point.lambda() * 0.7 * 200)
                    .l2(point.lambda() * 0.3 * 200)
                    .to(frame);
            assertThat(alone.estimates()).containsExactly(point.coefficients(), within(1e-8));
            assertThat(path.fitted(k).estimates()).containsExactly(point.coefficients());
            assertThat(alone.explained()).isCloseTo(point.explained(), within(1e-9));
            assertThat(alone.objective()).isCloseTo(path.fitted(k).objective(), within(1e-9));
        }
        assertThat(path.points().get(0).nonzeros()).isZero();
        assertThat(path.points().get(1).nonzeros()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "k"})
    void sameBitsForAnyNumberOfThreads(String response) {
        Frame frame = rows(20_000, 8, 4);
        Fit fit = Fit.glm(formula(response, 8), response.equals("y") ? Family.GAUSSIAN : Family.POISSON)
                .weight("w");
        Path one = fit.path(1).count(5).folds(3).to(frame);
        Path three = fit.threads(3).path(1).count(5).folds(3).to(frame);
        for (int k = 0; k < 5; k++) {
            assertThat(three.points().get(k).coefficients())
                    .containsExactly(one.points().get(k).coefficients());
        }
        assertThat(Objects.requireNonNull(three.validation()).error())
                .containsExactly(Objects.requireNonNull(one.validation()).error());
    }

    /** The errors of rows left out, worked out again from fits without them. */
    @Test
    void crossValidation() {
        Frame frame = rows(60, 5, 5);
        int[] group = IntStream.range(0, 60).map(i -> i % 3).toArray();
        Frame grouped = frame.with("g", Column.categories(group, List.of("a", "b", "c")));
        Path path = Fit.leastSquares(formula("y", 5))
                .cluster("g")
                .path(1)
                .count(10)
                .folds(3)
                .to(grouped);
        Validation validation = Objects.requireNonNull(path.validation());
        double[] y = ((Column.Doubles) frame.column("y")).values();
        double lambda = path.points().get(5).lambda();
        double[] parts = new double[3];
        for (int g = 0; g < 3; g++) {
            int own = g;
            double[] w = IntStream.range(0, 60)
                    .mapToDouble(i -> group[i] == own ? 0 : 1)
                    .toArray();
            Fitted without = Fit.leastSquares(formula("y", 5))
                    .weight("out")
                    .standardised()
                    .l1(lambda * 40)
                    .to(frame.with("out", w));
            double[] p = without.predict(frame, org.surprisal.fit.design.UnknownLevel.REFUSE);
            for (int i = 0; i < 60; i++) {
                parts[g] += w[i] == 0 ? (y[i] - p[i]) * (y[i] - p[i]) / 20 : 0;
            }
        }
        double mean = (parts[0] + parts[1] + parts[2]) / 3;
        double variance = Arrays.stream(parts).map(e -> (e - mean) * (e - mean)).sum() / 3;
        assertThat(validation.error()[5]).isCloseTo(mean, within(1e-10));
        assertThat(validation.se()[5]).isCloseTo(Math.sqrt(variance / 2), within(1e-10));
        assertThat(validation.simplest()).isLessThanOrEqualTo(validation.best());
        Path huber = Fit.of(formula("y", 5), Catalogue.HUBER)
                .path(1)
                .count(4)
                .folds(2)
                .to(frame);
        assertThat(Objects.requireNonNull(huber.validation()).error()[1])
                .isLessThan(Objects.requireNonNull(huber.validation()).error()[0]);
    }

    /** Columns that are constant or twice the same; separated outcomes. */
    @Test
    void badColumns() {
        Frame frame = rows(80, 4, 6);
        double[] x = ((Column.Doubles) frame.column("x0")).values();
        double[] far = new double[80];
        Arrays.fill(far, 1e8 + 1.0 / 3);
        Frame bad = frame.with("far", far).with("twin", x.clone());
        Path path =
                Fit.leastSquares("y ~ x0 + x1 + far + twin").path(0.9).count(10).to(bad);
        assertThat(path.fitted(9).notes()).contains(Note.of(Note.Code.COEFFICIENT_LEFT_AT_ZERO, "column", "far"));
        double[] b = path.points().get(9).coefficients();
        assertThat(b[3]).isZero();
        assertThat(b[1]).isCloseTo(b[4], within(1e-6));
        double[] e = Arrays.stream(x).map(v -> v > 0.3 ? 1 : 0).toArray();
        Fitted separated = Fit.glm("e ~ x0 + x1", Family.BINOMIAL).l1(0.5).to(frame.with("e", e));
        assertThat(separated.convergence().converged()).isTrue();
    }

    @Test
    void badProblems() {
        Frame frame = rows(30, 3, 7);
        Fit fit = Fit.leastSquares("y ~ x0");
        assertThatThrownBy(() -> fit.path(2)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> fit.path(1).folds(1)).hasMessageContaining("at least two");
        assertThatThrownBy(() -> fit.path(1).count(0)).hasMessageContaining("at least one penalty");
        assertThatThrownBy(() -> fit.l1(1).path(1)).hasMessageContaining("chooses the penalty");
        assertThatThrownBy(() -> fit.l1(Double.NaN)).hasMessageContaining("lasso penalty");
        assertThatThrownBy(() -> fit.path(1).folds(31).to(frame)).hasMessageContaining("ask for fewer");
        assertThatThrownBy(() -> Fit.negativeBinomial("k ~ x0").path(1)).hasMessageContaining("nothing is estimated");
        assertThatThrownBy(() -> Fit.leastSquares("y ~ 1").path(1).to(frame)).hasMessageContaining("No column");
        assertThatThrownBy(() -> Fit.multinomial("k ~ x0").l2(-1)).hasMessageContaining("ridge");
        assertThatThrownBy(() -> new ClassFit(
                        "y ~ x",
                        ClassModel.MULTINOMIAL,
                        List.of(),
                        null,
                        org.surprisal.fit.design.Roles.NONE,
                        new Penalty(1, 0, false, false),
                        Settings.USUAL))
                .hasMessageContaining("no other one");
    }
}
