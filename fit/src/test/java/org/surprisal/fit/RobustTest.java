package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.Catalogue;
import org.surprisal.math.ChiSquared;
import org.surprisal.math.Normal;

/** What is estimated beside the coefficients: scales, degrees of freedom, shapes, powers. */
final class RobustTest {
    /** K. A. Brownlee (1965): a plant that turns ammonia into nitric acid. */
    private static final Frame STACK_LOSS = Frame.EMPTY
            .with("air", 80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70)
            .with("water", 27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20)
            .with("acid", 89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80, 82, 91)
            .with("loss", 42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15);

    private static final String FORMULA = "loss ~ air + water + acid";

    /** 50 digits, by reference.py beside the resources. */
    @Test
    void studentWithGivenFreedom() {
        Fitted fit = Fit.studentT(FORMULA, 4).to(STACK_LOSS);
        GlmReferenceTest.close(
                fit.estimates(), -40.0680926907363, 0.8570907789389713, 0.7452688108641794, -0.11512482642807335);
        GlmReferenceTest.close(
                GlmReferenceTest.errors(fit),
                7.406593544521895,
                0.11623464548685168,
                0.29238114087788053,
                0.0991243741549204);
        assertThat(fit.beside()).singleElement().satisfies(scale -> {
            assertThat(scale.term()).isEqualTo("scale");
            GlmReferenceTest.close(scale.estimate(), 2.024533933180306);
            GlmReferenceTest.close(scale.se(), 0.4662705611014917);
        });
        GlmReferenceTest.close(fit.logLikelihood(), -51.42333743265155);
        GlmReferenceTest.close(fit.aic(), 2 * 5 + 2 * 51.42333743265155);
        assertThat(Arrays.stream(fit.leverage()).sum()).isCloseTo(4, within(1e-9));
    }

    @Test
    void studentWithItsFreedom() {
        Fitted fit = Fit.studentT(FORMULA).to(STACK_LOSS);
        GlmReferenceTest.close(
                fit.estimates(), -38.48266323567805, 0.8519899458663888, 0.4902468846397534, -0.07056488656946033);
        GlmReferenceTest.close(
                GlmReferenceTest.errors(fit),
                3.8032759382074426,
                0.05147724179304435,
                0.13548850378169056,
                0.053304082887855646);
        GlmReferenceTest.close(fit.beside().get(0).estimate(), 0.9147670210976934);
        GlmReferenceTest.close(fit.beside().get(0).se(), 0.38988041623346276);
        GlmReferenceTest.close(fit.beside().get(1).estimate(), 1.0767012160308813);
        GlmReferenceTest.close(fit.beside().get(1).se(), 0.48908735608319953);
        GlmReferenceTest.close(fit.logLikelihood(), -49.56767690640093);
        LikelihoodRatio test = LikelihoodRatio.of(Fit.studentT(FORMULA, 4).to(STACK_LOSS), fit);
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThat(test.statistic()).isCloseTo(2 * (51.42333743265155 - 49.56767690640093), within(1e-9));
    }

    /** With ever more degrees of freedom it is the normal distribution. */
    @Test
    void studentBecomesNormal() {
        Fitted squares = Fit.leastSquares(FORMULA).to(STACK_LOSS);
        Fitted fit = Fit.studentT(FORMULA, 1e10).to(STACK_LOSS);
        assertThat(fit.estimates()).containsExactly(squares.estimates(), within(1e-6));
        assertThat(fit.beside().get(0).estimate()).isCloseTo(Math.sqrt(squares.deviance() / 21), within(1e-7));
        assertThat(fit.logLikelihood()).isCloseTo(squares.logLikelihood(), within(1e-6));
        double[] even = IntStream.range(0, 50)
                .mapToDouble(i -> Normal.quantile((i + 0.5) / 50))
                .toArray();
        Arrays.setAll(even, i -> Math.clamp(even[i], -1.5, 1.5));
        Fitted tame = Fit.studentT("y ~ 1").to(Frame.EMPTY.with("y", even));
        assertThat(tame.notes()).contains(Note.of(Note.Code.NORMAL_RESIDUALS));
    }

    /** At the end the scale is that of the residuals, and the slopes of the rows balance. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void huberWithItsScale(boolean weighted) {
        double[] w = IntStream.range(0, 21).mapToDouble(i -> 1 + i % 2).toArray();
        Frame frame = STACK_LOSS.with("w", w);
        Fit fit = weighted ? Fit.huber(FORMULA).weight("w") : Fit.huber(FORMULA);
        Fitted huber = fit.to(frame);
        assertThat(huber.convergence().converged()).isTrue();
        assertThat(huber.notes()).isEmpty();
        double scale = huber.beside().get(0).estimate();
        double[] r = huber.residuals(Residual.RESPONSE);
        double[] off = IntStream.range(0, 21)
                .boxed()
                .flatMap(i -> IntStream.range(0, weighted ? (int) w[i] : 1).mapToObj(k -> Math.abs(r[i])))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double median = 0.5 * (off[(off.length - 1) / 2] + off[off.length / 2]);
        assertThat(scale).isCloseTo(median / Normal.quantile(0.75), within(1e-12));
        double balance = 0;
        for (int i = 0; i < 21; i++) {
            balance += (weighted ? w[i] : 1) * Math.clamp(r[i], -1.345 * scale, 1.345 * scale);
        }
        assertThat(balance).isCloseTo(0, within(1e-9));
        if (!weighted) {
            // R's rlm, whose constant is 0.6745.
            assertThat(huber.estimates())
                    .containsExactly(
                            new double[] {-41.026485373295, 0.829385770254, 0.926059415549, -0.127846317965},
                            within(1e-4));
            assertThat(scale).isCloseTo(2.44048904599, within(1e-4));
        }
        assertThat(huber.coefficients().get(1).se()).isPositive();
    }

    @Test
    void lossesBecomeLeastSquares() {
        double[] squares = Fit.leastSquares(FORMULA).to(STACK_LOSS).estimates();
        assertThat(Fit.of(FORMULA, Catalogue.EXPECTILE.with("tau", 0.5))
                        .to(STACK_LOSS)
                        .estimates())
                .containsExactly(squares, within(1e-11));
        assertThat(Fit.of(FORMULA, Catalogue.HUBER.with("delta", 1e6))
                        .to(STACK_LOSS)
                        .estimates())
                .containsExactly(squares, within(1e-11));
    }

    /** An expectile balances what is above against what is below. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.9, 0.999})
    void expectiles(double tau) {
        Fitted fit = Fit.of(FORMULA, Catalogue.EXPECTILE.with("tau", tau)).to(STACK_LOSS);
        assertThat(fit.convergence().converged()).isTrue();
        double balance = Arrays.stream(fit.residuals(Residual.RESPONSE))
                .map(r -> r * (r >= 0 ? tau : 1 - tau))
                .sum();
        assertThat(balance).isCloseTo(0, within(1e-11));
    }

    /** R's glm.nb: the shape and its error, which is of the step before the last. */
    @Test
    void shapeOfCounts() {
        Frame counts = Frame.EMPTY
                .with("y", 2, 0, 5, 1, 9, 3, 0, 0, 14, 2, 7, 1, 1, 0, 22, 4)
                .with("x", IntStream.rangeClosed(1, 16).asDoubleStream().toArray());
        Fitted fit = Fit.negativeBinomial("y ~ x").to(counts);
        Coefficient shape = fit.beside().get(0);
        assertThat(shape.estimate()).isCloseTo(0.700805361237, within(1e-8));
        assertThat(shape.se()).isCloseTo(0.3131545611, within(1e-6));
        assertThat(fit.estimates()).containsExactly(new double[] {0.7205069233197, 0.0821509707205}, within(1e-8));
    }

    /** No other power is likelier, and the ends of the interval lie where the likelihood has fallen so far. */
    @Test
    void powerOfTweedie() {
        Random random = new Random(5);
        int n = 60;
        double[] x = random.doubles(n).toArray();
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            int claims = random.nextInt(4);
            for (int k = 0; k < claims; k++) {
                y[i] -= Math.log(random.nextDouble() * random.nextDouble()) * (1 + x[i]);
            }
        }
        Frame frame = Frame.EMPTY.with("x", x).with("y", y);
        Fitted fit = Fit.tweedie("y ~ x").to(frame);
        Coefficient power = fit.beside().get(0);
        double top = fit.logLikelihood();
        assertThat(power.estimate()).isBetween(1.05, 1.95);
        for (double other : new double[] {1.02, power.estimate() - 1e-3, power.estimate() + 1e-3, 1.9}) {
            Fitted given = Fit.glm("y ~ x", Family.tweedie(other)).to(frame);
            assertThat(given.logLikelihood()).isLessThan(top);
        }
        for (double end : new double[] {power.low(), power.high()}) {
            double at = Fit.glm("y ~ x", Family.tweedie(end)).to(frame).logLikelihood();
            assertThat(at).isCloseTo(top - 0.5 * ChiSquared.quantile(0.95, 1), within(1e-4));
        }
        assertThat(fit.parameters()).isEqualTo(4);
        assertThat(fit.family()).isNotNull();
    }

    @Test
    void badProblems() {
        Frame line = Frame.EMPTY.with("x", 1, 2, 3, 4, 5, 6).with("y", 1, 2, 3, 4, 5, 60);
        assertThatThrownBy(() -> Fit.studentT("y ~ x").to(line))
                .isInstanceOf(Unfittable.class)
                .hasMessageContaining("no bound");
        assertThatThrownBy(() -> Fit.huber("y ~ x").to(line)).hasMessageContaining("no scale");
        assertThatThrownBy(() -> Fit.studentT("y ~ x").link(Link.LOG).to(line)).hasMessageContaining("identity");
        assertThatThrownBy(() -> Fit.studentT("y ~ x").l2(1).to(line)).hasMessageContaining("no penalty");
        Fitted few = Fit.studentT(FORMULA).iterations(1).to(STACK_LOSS);
        assertThat(few.convergence().converged()).isFalse();
        assertThat(few.notes()).anyMatch(note -> note.code() == Note.Code.NOT_CONVERGED);
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        Random random = new Random(6);
        int n = 20_000;
        double[] x = random.doubles(n).toArray();
        double[] y = new double[n];
        Arrays.setAll(y, i -> x[i] + random.nextGaussian() / Math.sqrt(0.01 + random.nextDouble()));
        Frame frame = Frame.EMPTY.with("x", x).with("y", y);
        Fitted one = Fit.studentT("y ~ x").to(frame);
        Fitted three = Fit.studentT("y ~ x").threads(3).to(frame);
        assertThat(three.coefficients()).isEqualTo(one.coefficients());
        assertThat(three.beside()).isEqualTo(one.beside());
        assertThat(one.convergence().converged()).isTrue();
    }
}
