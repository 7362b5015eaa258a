package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Missing;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** What is wrong with a problem is named, and never a silent wrong answer. */
final class DiagnosisTest {
    private static final Frame SIX = Frame.EMPTY.with("x", 1, 2, 3, 4, 5, 6).with("y", 0, 0, 0, 1, 1, 1);

    @ParameterizedTest
    @ValueSource(strings = {"LOGIT", "PROBIT", "CLOGLOG"})
    void completeSeparation(String link) {
        Fitted fit = Fit.glm("y ~ x", Family.BINOMIAL).link(Link.valueOf(link)).to(SIX);
        assertThat(fit.convergence().reason()).isEqualTo(StopReason.SEPARATED);
        assertThat(fit.convergence().converged()).isFalse();
        assertThat(fit.notes())
                .containsExactly(Note.of(
                        Note.Code.SEPARATED_OUTCOMES,
                        "extent",
                        "complete",
                        "columns",
                        List.of("(intercept)", "x"),
                        "limits",
                        List.of("-Infinity", "Infinity")));
        assertThat(fit.coefficients().get(1).se()).isNaN();
    }

    /** A tie in the middle: the fit runs away all the same. */
    @Test
    void separationInPart() {
        Frame frame = Frame.EMPTY
                .with("x", 1, 2, 3, 3, 4, 5, 6)
                .with("z", 1, -1, 2, 2, -2, 1, 0)
                .with("y", 0, 0, 0, 1, 1, 1, 1);
        Fitted fit = Fit.glm("y ~ x", Family.BINOMIAL).to(frame);
        assertThat(fit.convergence().reason()).isEqualTo(StopReason.SEPARATED);
        Note note = fit.notes().getFirst();
        assertThat(note.code()).isEqualTo(Note.Code.SEPARATED_OUTCOMES);
        assertThat(note.evidence())
                .containsEntry("extent", "part")
                .containsEntry("columns", List.of("(intercept)", "x"))
                .containsEntry("limits", List.of("-Infinity", "Infinity"));
    }

    /** A level without events: its coefficient alone is infinite. */
    @Test
    void anEmptyLevel() {
        Random random = new Random(1);
        double[] x = random.doubles(200).toArray();
        String[] g = IntStream.range(0, 200)
                .mapToObj(i -> "abc".substring(i % 3, i % 3 + 1))
                .toArray(String[]::new);
        double[] y = IntStream.range(0, 200)
                .mapToDouble(i -> i % 3 != 2 && random.nextBoolean() ? 1 : 0)
                .toArray();
        Frame frame = Frame.EMPTY.with("x", x).with("g", g).with("y", y);
        for (Family family : new Family[] {Family.BINOMIAL, Family.POISSON}) {
            Fitted fit = Fit.glm("y ~ x + g", family).to(frame);
            assertThat(fit.notes())
                    .singleElement()
                    .hasToString("separated_outcomes {extent=part, columns=[g[c]], limits=[-Infinity]}");
        }
        Fitted ridge = Fit.glm("y ~ x + g", Family.BINOMIAL).l2(1).to(frame);
        assertThat(ridge.convergence().converged()).isTrue();
        assertThat(ridge.notes()).containsExactly(Note.of(Note.Code.PENALIZED));
        assertThat(ridge.coefficients().get(1).se()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dependentColumnsAreNamed(boolean squares) {
        Random random = new Random(2);
        double[] a = random.doubles(40).toArray();
        double[] b = random.doubles(40).toArray();
        double[] c = new double[40];
        double[] f = new double[40];
        Arrays.setAll(c, i -> 2 * a[i] - b[i]);
        Arrays.setAll(f, i -> 1.8 * a[i] + 32);
        double[] y = random.doubles(40).toArray();
        Frame frame = Frame.EMPTY
                .with("a", a)
                .with("b", b)
                .with("c", c)
                .with("f", f)
                .with("k", DoubleStream.generate(() -> 7).limit(40).toArray())
                .with("o", new double[40])
                .with("y", y);
        Fit fit = Fit.glm("y ~ a + b + c + f + k + o", squares ? Family.GAUSSIAN : Family.GAMMA);
        Fitted fitted = fit.to(frame);
        assertThat(fitted.notes())
                .containsExactly(
                        Note.of(Note.Code.DEPENDENT_COLUMN, "column", "c", "combination", "2·a - b"),
                        Note.of(Note.Code.DEPENDENT_COLUMN, "column", "f", "combination", "32·(intercept) + 1.8·a"),
                        Note.of(Note.Code.CONSTANT_COLUMN, "column", "k"),
                        Note.of(Note.Code.ZERO_COLUMN, "column", "o"));
        double[] estimates = fitted.estimates();
        assertThat(estimates[3]).isNaN();
        assertThat(estimates[5]).isNaN();
        double[] without = fit.formula("y ~ a + b").to(frame).estimates();
        assertThat(Arrays.copyOf(estimates, 3)).containsExactly(without, within(1e-11));
    }

    @Test
    void tooFewRows() {
        Frame one = Frame.EMPTY.with("x", 1).with("y", 2);
        assertThatThrownBy(() -> Fit.leastSquares("y ~ x").to(one))
                .isInstanceOf(Unfittable.class)
                .hasMessage("There are 1 row for 2 coefficients, too few: leave terms out, or add a ridge penalty."
                        .replace("are 1 row", "is 1 row"));
        assertThat(Fit.leastSquares("y ~ x").l2(1).to(one).convergence().converged())
                .isTrue();
        Fitted constant = Fit.leastSquares("y ~ 1").to(one);
        assertThat(constant.estimates()).containsExactly(2);
        assertThat(constant.notes()).containsExactly(Note.of(Note.Code.NO_ROWS_FOR_DISPERSION));
        assertThat(constant.coefficients().get(0).se()).isNaN();
    }

    @Test
    void noRowAtAll() {
        Frame none = SIX.with("w", new double[6]);
        assertThatThrownBy(() -> Fit.leastSquares("y ~ x").weight("w").to(none))
                .hasMessageContaining("No row is left to fit")
                .hasMessageContaining("6 with w = 0.");
    }

    @Test
    void leftOutRowsAreCounted() {
        Fitted fit = Fit.leastSquares("y ~ x").to(SIX.with("x", 1, Double.NaN, 3, 4, 5, 6));
        assertThat(fit.notes()).containsExactly(Note.counted(Note.Code.ROWS_LEFT_OUT, 1, "column", "x"));
        assertThat(fit.data().rows()).isEqualTo(5);
        Fitted weighted = Fit.leastSquares("y ~ x").weight("w").to(SIX.with("w", 1, 0, 1, 1, 0, 1));
        assertThat(weighted.notes()).containsExactly(Note.counted(Note.Code.WEIGHT_ZERO, 2, "column", "w"));
    }

    @Test
    void responsesOutsideOfTheFamily() {
        assertThatThrownBy(() -> Fit.glm("y ~ x", Family.GAMMA).to(SIX))
                .hasMessageContaining("The response is 0.0 in row 1")
                .hasMessageContaining("(0, ∞)");
        assertThatThrownBy(() -> Fit.glm("x ~ y", Family.BINOMIAL).to(SIX))
                .hasMessageContaining("The response is 2.0 in row 2");
    }

    @Test
    void extremeUnits() {
        double[] x = {1e300, 2e300, 3e300, 5e300};
        double[] y = {1e-300, 2e-300, 4e-300, 4e-300};
        Fitted fit = Fit.leastSquares("y ~ x").to(Frame.EMPTY.with("x", x).with("y", y));
        Fitted plain =
                Fit.leastSquares("y ~ x").to(Frame.EMPTY.with("x", 1, 2, 3, 5).with("y", 1, 2, 4, 4));
        assertThat(fit.estimates()[0] * 1e300).isCloseTo(plain.estimates()[0], within(1e-14));
        assertThatThrownBy(() -> Fit.glm("y ~ x", Family.GAMMA)
                        .to(Frame.EMPTY.with("x", x).with("y", 1, 2, 4, 4)))
                .hasMessage("The column x has values whose squares leave the doubles: change its unit.");
    }

    /** Means that a step would take out of the domain: the step is halved. */
    @Test
    void stepsStayInsideOfTheDomain() {
        Frame frame = Frame.EMPTY.with("x", 0, 1, 2, 3, 4, 5).with("y", 0, 0, 1, 0, 3, 9);
        Fitted identity = Fit.glm("y ~ x", Family.POISSON).link(Link.IDENTITY).to(frame);
        assertThat(Arrays.stream(identity.fitted()).boxed()).allMatch(mean -> mean >= 0);
        Frame events =
                Frame.EMPTY.with("x", 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2).with("y", 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 0);
        Fitted log = Fit.glm("y ~ x", Family.BINOMIAL).link(Link.LOG).to(events);
        assertThat(Arrays.stream(log.fitted()).boxed()).allMatch(mean -> mean > 0 && mean <= 1);
        assertThat(log.convergence().converged()).isTrue();
    }

    @Test
    void aLossThatIsNotConvex() {
        Frame frame = Frame.EMPTY.with("x", 1, 2, 3, 4, 5, 6).with("y", 1, 2.1, 2.9, 4, 20, 6.1);
        Fitted fit = Fit.of("y ~ x", Catalogue.STUDENT_T.with("scale", 0.1)).to(frame);
        assertThat(fit.convergence().converged()).isTrue();
        assertThat(fit.estimates()[1]).isBetween(0.9, 1.1);
        Fitted expectile = Fit.of("y ~ x", Catalogue.EXPECTILE.with("tau", 0.9)).to(frame);
        assertThat(expectile.convergence().converged()).isTrue();
        Fitted low = Fit.of("y ~ 1", Loss.of("(p - y)^4")).to(frame);
        assertThat(low.convergence().converged()).isTrue();
    }

    @Test
    void aLossThatIsNowhereFinite() {
        assertThatThrownBy(() -> Fit.of("y ~ x", Loss.of("log(-1 - (p - y)^2)")).to(SIX))
                .isInstanceOf(Unfittable.class)
                .hasMessageContaining("is not finite where the fit would begin, first in row 1");
    }

    @Test
    void aLossWithoutAMinimum() {
        Fitted fit = Fit.of("y ~ 1", Loss.of("exp(-p)")).to(SIX);
        assertThat(fit.convergence().converged()).isFalse();
        assertThat(fit.notes().getFirst().severity()).isEqualTo(Note.Severity.WARNING);
    }

    @Test
    void tooFewSteps() {
        Fitted fit = Fit.glm("y ~ x", Family.POISSON).iterations(1).to(SIX.with("y", 1, 2, 3, 9, 20, 50));
        assertThat(fit.convergence().reason()).isEqualTo(StopReason.ITERATIONS);
        Note note = fit.notes().getFirst();
        assertThat(fit.notes()).hasSize(1);
        assertThat(note.code()).isEqualTo(Note.Code.NOT_CONVERGED);
        assertThat(note.evidence())
                .containsEntry("steps", 1L)
                .containsEntry("gap", fit.convergence().gap());
    }

    @Test
    void canBeStopped() {
        Watcher impatient = new Watcher() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> Fit.leastSquares("y ~ x").watched(impatient).to(SIX))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() ->
                        Fit.glm("y ~ x", Family.POISSON).watched(impatient).to(SIX))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void stepsAreFollowed() {
        List<Step> seen = new ArrayList<>();
        Watcher watcher = new Watcher() {
            @Override
            public void step(Step step) {
                seen.add(step);
            }
        };
        Frame won = Frame.EMPTY.with("r", "lost", "won", "lost", "won", "won").with("x", 1, 2, 3, 4, 2.5);
        Fitted fit = Fit.glm("r ~ x", Family.BINOMIAL)
                .positive("won")
                .missing(Missing.REFUSE)
                .watched(watcher)
                .to(won);
        assertThat(fit.convergence().steps()).isEqualTo(seen);
        assertThat(seen.get(0).iteration()).isZero();
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.get(i).objective())
                    .isLessThanOrEqualTo(seen.get(i - 1).objective());
            assertThat(seen.get(i).length()).isEqualTo(1);
        }
        assertThat(fit.convergence().gradient()).isLessThan(1e-14);
    }

    /** What belongs to a family is not made up for a loss that has none. */
    @Test
    void aLossWithoutAFamilyHasNoLikelihood() {
        Fitted fit = Fit.of("y ~ x", Catalogue.HUBER).to(SIX);
        assertThat(fit.usualErrors()).isEqualTo(Errors.HC1);
        assertThat(fit.coefficients().get(1).se()).isPositive();
        assertThat(fit.family()).isNull();
        assertThat(fit.dispersion()).isNaN();
        assertThat(fit.deviance()).isNaN();
        assertThat(fit.nullDeviance()).isNaN();
        assertThat(fit.aic()).isNaN();
        assertThat(fit.residuals(Residual.PEARSON)).containsOnly(Double.NaN);
        assertThat(fit.residuals(Residual.DEVIANCE)).containsOnly(Double.NaN);
        assertThat(fit.parameters()).isEqualTo(2);
    }

    @Test
    void settingsOutOfRange() {
        assertThatThrownBy(() -> Fit.leastSquares("y ~ x").l2(-1)).hasMessageContaining("ridge penalty");
        assertThatThrownBy(() -> Fit.leastSquares("y ~ x").threads(0)).hasMessageContaining("at least one thread");
        assertThatThrownBy(() -> Fit.of("y ~ x", Catalogue.CROSS_ENTROPY))
                .hasMessageContaining("one prediction per row");
        assertThatThrownBy(() -> Fit.leastSquares("y ~ x").to(SIX).covariance(Errors.CLUSTER))
                .hasMessageContaining("at least two of them");
    }

    /** A loss that is greatest where its gradient vanishes is not at its least. */
    @Test
    void aMaximumIsNoMinimum() {
        Frame frame = Frame.EMPTY.with("x", 1, 2, 3, 4, 5, 6).with("y", 0, 0, 0, 1, 1, 1);
        Fitted fitted = Fit.of("y ~ x", Loss.of("-(p - y)^2")).to(frame);
        assertThat(fitted.convergence().converged()).isFalse();
        assertThat(fitted.convergence().reason()).isEqualTo(StopReason.NO_MINIMUM);
        assertThat(fitted.notes()).anyMatch(note -> note.code() == Note.Code.NO_MINIMUM);
        assertThat(fitted.coefficients().get(1).se()).isNaN();
    }

    /** The estimate of such a column is right, its variance no double. */
    @Test
    void anErrorBeyondDoublesIsNotZero() {
        for (double unit : new double[] {1e300, 1e-300}) {
            Frame frame = Frame.EMPTY
                    .with("x", 1, 2, 3, 4)
                    .with("z", unit, 2 * unit, 2.5 * unit, 4 * unit)
                    .with("y", 2, 3, 5, 4);
            Fitted fitted = Fit.leastSquares("y ~ x + z").to(frame);
            assertThat(fitted.estimates()[2] * unit).isCloseTo(-22.0 / 7, within(1e-12));
            assertThat(fitted.coefficients().get(2).se()).isNaN();
            assertThat(fitted.coefficients().get(1).se()).isPositive();
            assertThat(fitted.notes()).contains(Note.of(Note.Code.COLUMN_BEYOND_DOUBLES, "column", "z"));
        }
    }
}
