package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.UnknownLevel;

/** Models of classes: what they have in common with others, what must not change them, and bad problems. */
final class ClassFitTest {
    /** Rows with three columns and classes that depend on them, from 0 to k - 1. */
    private static Frame rows(int n, int k, long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(n, -2, 2).toArray();
        double[] z = random.doubles(n, 100, 101).toArray();
        int[] g = random.ints(n, 0, 4).toArray();
        double[] y = new double[n];
        double[] w = random.ints(n, 1, 4).asDoubleStream().toArray();
        for (int i = 0; i < n; i++) {
            double score = x[i] + (g[i] == 2 ? 1 : 0) + 2 * random.nextGaussian();
            y[i] = Math.clamp(Math.floor(score + 0.5 * k), 0, k - 1.0);
        }
        return Frame.EMPTY
                .with("y", y)
                .with("x", x)
                .with("z", z)
                .with("w", w)
                .with("g", Column.categories(g, List.of("a", "b", "c", "d")));
    }

    private static FittedClasses fit(ClassModel model, Frame frame) {
        return ClassFit.of("y ~ x + z + g", model)
                .l2(model == ClassModel.ALL_CLASSES ? 0.5 : 0)
                .to(frame);
    }

    /** Of two classes each model is one for events. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void twoClassesAreEvents(long seed) {
        Frame frame = rows(300, 2, seed);
        Fitted logit = Fit.glm("y ~ x + z + g", Family.BINOMIAL).to(frame);
        FittedClasses classes = fit(ClassModel.MULTINOMIAL, frame);
        assertThat(classes.estimates("1")).containsExactly(logit.estimates(), within(1e-10));
        assertThat(classes.estimates("0")).containsOnly(0);
        assertThat(ClassReferenceTest.errors(classes)).containsExactly(GlmReferenceTest.errors(logit), within(1e-9));
        assertThat(classes.logLikelihood()).isCloseTo(logit.logLikelihood(), within(1e-10));
        assertThat(classes.explained()).isCloseTo(logit.explained(), within(1e-10));
        for (Link link : new Link[] {Link.LOGIT, Link.PROBIT}) {
            Fitted events = Fit.glm("y ~ x + z + g", Family.BINOMIAL).link(link).to(frame);
            FittedClasses ordered = Fit.ordered("y ~ x + z + g", link).to(frame);
            assertThat(Arrays.copyOfRange(ordered.estimates("1"), 1, 6))
                    .containsExactly(Arrays.copyOfRange(events.estimates(), 1, 6), within(1e-9));
            assertThat(ordered.cuts()[0]).isCloseTo(-events.estimates()[0], within(1e-7));
            assertThat(ordered.estimates("0")[0]).isNaN();
        }
    }

    @ParameterizedTest
    @EnumSource(ClassModel.class)
    void sameBitsForAnyNumberOfThreads(ClassModel model) {
        Frame frame = rows(20_000, 4, 4);
        ClassFit fit = ClassFit.of("y ~ x + g", model).weight("w").l2(model == ClassModel.ALL_CLASSES ? 0.5 : 0);
        FittedClasses one = fit.to(frame);
        FittedClasses three = fit.threads(3).to(frame);
        assertThat(one.convergence().converged()).isTrue();
        assertThat(three.coefficients()).isEqualTo(one.coefficients());
        assertThat(three.convergence()).isEqualTo(one.convergence());
        assertThat(Arrays.deepToString(three.covariance(Errors.MODEL)))
                .isEqualTo(Arrays.deepToString(one.covariance(Errors.MODEL)));
    }

    /** At the best coefficients each class is predicted as often as it occurs, in all and along each column. */
    @ParameterizedTest
    @EnumSource(
            value = ClassModel.class,
            names = {"MULTINOMIAL", "ORDERED_LOGIT", "ORDERED_PROBIT"})
    void gradientsVanish(ClassModel model) {
        Frame frame = rows(500, 4, 5);
        FittedClasses fit = fit(model, frame);
        double[][] p = fit.predict(frame, UnknownLevel.REFUSE);
        double[] y = ((Column.Doubles) frame.column("y")).values();
        double surprisal = 0;
        double[] balance = new double[4];
        for (int i = 0; i < y.length; i++) {
            assertThat(Arrays.stream(p[i]).sum()).isCloseTo(1, within(1e-14));
            surprisal += Math.log(p[i][(int) y[i]]);
            for (int k = 0; k < 4; k++) {
                balance[k] += (y[i] == k ? 1 : 0) - p[i][k];
            }
        }
        assertThat(surprisal).isCloseTo(fit.logLikelihood(), within(1e-9));
        if (model == ClassModel.MULTINOMIAL) {
            assertThat(balance).containsExactly(new double[4], within(1e-9));
        }
        assertThat(fit.logLikelihood()).isGreaterThan(fit.nullLogLikelihood());
        assertThat(fit.deviance()).isEqualTo(-2 * fit.logLikelihood());
        assertThat(fit.bic()).isGreaterThan(fit.aic());
        assertThat(fit.convergence().gradient()).isLessThan(1e-10);
    }

    @Test
    void orderOfRowsAndClassOfReference() {
        Frame frame = rows(2000, 3, 6);
        List<Integer> order = new ArrayList<>(IntStream.range(0, 2000).boxed().toList());
        Collections.shuffle(order, new Random(7));
        Frame shuffled = Frame.EMPTY;
        for (String name : List.of("y", "x", "z")) {
            double[] of = ((Column.Doubles) frame.column(name)).values();
            shuffled =
                    shuffled.with(name, order.stream().mapToDouble(i -> of[i]).toArray());
        }
        ClassFit fit = Fit.multinomial("y ~ x + z");
        FittedClasses one = fit.to(frame);
        assertThat(ClassReferenceTest.estimates(fit.to(shuffled)))
                .containsExactly(ClassReferenceTest.estimates(one), within(1e-9));
        FittedClasses other = fit.reference("2").to(frame);
        for (int j = 0; j < 3; j++) {
            assertThat(other.estimates("1")[j]).isCloseTo(one.estimates("1")[j] - one.estimates("2")[j], within(1e-8));
        }
        assertThat(other.logLikelihood()).isCloseTo(one.logLikelihood(), within(1e-9));
    }

    /** With a ridge, coefficients of all classes sum to 0 in each column. */
    @Test
    void allClasses() {
        Frame frame = rows(400, 3, 8);
        FittedClasses fit = Fit.multinomial("y ~ x + z").allClasses().l2(2).to(frame);
        assertThat(fit.convergence().converged()).isTrue();
        for (int j = 0; j < 3; j++) {
            double sum = 0;
            for (String name : fit.classes()) {
                sum += fit.estimates(name)[j];
            }
            assertThat(sum).isCloseTo(0, within(1e-9));
        }
        assertThat(fit.coefficients().get(0).se()).isNaN();
        assertThat(fit.covariance(Errors.MODEL)[0][0]).isNaN();
        assertThat(fit.notes()).containsExactly(Note.of(Note.Code.PENALIZED));
    }

    /**
     * The first class of iris is like this: one column tells it from the others. Of ordered classes the upper cut point
     * then goes with the column, so that the other two stay as likely as they are.
     */
    @Test
    void separation() {
        Frame frame = rows(200, 3, 9);
        double[] y = ((Column.Doubles) frame.column("y")).values();
        double[] far = Arrays.stream(y).map(v -> v == 0 ? -5 : 5).toArray();
        Frame separated = frame.with("far", far);
        FittedClasses fit = Fit.multinomial("y ~ x + far").to(separated);
        assertThat(fit.convergence().reason()).isEqualTo(StopReason.SEPARATED);
        assertThat(fit.notes())
                .singleElement()
                .asString()
                .startsWith("separated_classes {extent=part")
                .contains("1: far", "2: far", "limits=[-Infinity, Infinity, Infinity, -Infinity, Infinity, Infinity]");
        assertThat(fit.coefficients().get(0).se()).isNaN();
        FittedClasses ordered = Fit.ordered("y ~ x + far", Link.LOGIT).to(separated);
        assertThat(ordered.convergence().reason()).isEqualTo(StopReason.SEPARATED);
        assertThat(ordered.notes())
                .singleElement()
                .asString()
                .startsWith("separated_classes {extent=part, columns=[far, ")
                .contains("1|2], limits=[Infinity, ")
                .endsWith(", Infinity]}");
        assertThat(Fit.multinomial("y ~ x + far")
                        .l2(1)
                        .to(separated)
                        .convergence()
                        .converged())
                .isTrue();
    }

    /** Columns that depend on others, and a class of one row. */
    @Test
    void dependentColumns() {
        Frame frame = rows(60, 3, 10);
        double[] x = ((Column.Doubles) frame.column("x")).values();
        double[] y = ((Column.Doubles) frame.column("y")).values().clone();
        y[17] = 9;
        Frame twice =
                frame.with("y", y).with("t", Arrays.stream(x).map(v -> 2 * v).toArray());
        FittedClasses fit = Fit.multinomial("y ~ x + t").to(twice);
        assertThat(fit.notes())
                .containsExactly(Note.of(Note.Code.DEPENDENT_COLUMN, "column", "t", "combination", "2·x"));
        assertThat(fit.estimates("9")[2]).isNaN();
        assertThat(fit.convergence().converged()).isTrue();
        FittedClasses ordered = Fit.ordered("y ~ x + t", Link.PROBIT).to(twice);
        assertThat(ordered.convergence().converged()).isTrue();
        assertThat(ordered.cuts()).hasSize(3).isSorted();
    }

    @Test
    void missingValuesAndOffsets() {
        Frame frame = rows(100, 3, 11);
        double[] y = ((Column.Doubles) frame.column("y")).values().clone();
        y[3] = Double.NaN;
        FittedClasses fit = Fit.ordered("y ~ x + offset(z)", Link.LOGIT).to(frame.with("y", y));
        assertThat(fit.data().rows()).isEqualTo(99);
        assertThat(fit.notes()).containsExactly(Note.counted(Note.Code.ROWS_LEFT_OUT, 1, "column", "y"));
        double[][] p = fit.predict(Frame.EMPTY.with("x", Double.NaN, 0).with("z", 100, 100), UnknownLevel.REFUSE);
        assertThat(p[0]).containsOnly(Double.NaN);
        assertThat(Arrays.stream(p[1]).sum()).isCloseTo(1, within(1e-15));
    }

    @Test
    void badProblems() {
        Frame frame = rows(50, 3, 12);
        assertThatThrownBy(() -> Fit.multinomial("y ~ x").to(frame.with("y", new double[50])))
                .hasMessageContaining("has one class only, '0'");
        assertThatThrownBy(() -> Fit.multinomial("log(y) ~ x").to(frame)).hasMessageContaining("is computed");
        assertThatThrownBy(() -> Fit.multinomial("x ~ y").to(frame)).hasMessageContaining("names or whole numbers");
        assertThatThrownBy(() -> Fit.ordered("g ~ x", Link.LOGIT).to(frame)).hasMessageContaining("not guessed");
        assertThatThrownBy(() ->
                        Fit.ordered("g ~ x", Link.LOGIT).order("a", "b", "c").to(frame))
                .hasMessageContaining("the class 'd'");
        assertThatThrownBy(() -> Fit.ordered("y ~ x - 1", Link.LOGIT).to(frame)).hasMessageContaining("cut points");
        assertThatThrownBy(() -> Fit.ordered("y ~ x", Link.LOG)).hasMessageContaining("logit or the probit");
        assertThatThrownBy(() -> Fit.multinomial("y ~ x + offset(z)").to(frame)).hasMessageContaining("same for all");
        assertThatThrownBy(() -> Fit.multinomial("y ~ x").allClasses().to(frame))
                .hasMessageContaining("not unique");
        assertThatThrownBy(() -> Fit.multinomial("y ~ x").reference("7").to(frame))
                .hasMessageContaining("is none of");
        assertThatThrownBy(() -> fit(ClassModel.MULTINOMIAL, frame).estimates("7"))
                .hasMessageContaining("no class");
        assertThatThrownBy(() -> Fit.multinomial("y ~ x").weight("w").to(frame.with("w", new double[50])))
                .hasMessageContaining("No row is left");
        double[] huge = Arrays.stream(((Column.Doubles) frame.column("x")).values())
                .map(v -> v * 1e300)
                .toArray();
        assertThatThrownBy(() -> Fit.multinomial("y ~ x").to(frame.with("x", huge)))
                .hasMessageContaining("change its unit");
        FittedClasses few = Fit.multinomial("y ~ x").iterations(1).to(frame);
        assertThat(few.convergence().reason()).isEqualTo(StopReason.ITERATIONS);
        assertThat(few.notes()).singleElement().asString().startsWith("not_converged {steps=");
    }
}
