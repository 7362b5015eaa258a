package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fitted map, applied to other rows. */
class RecalibratorTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Recalibrator event(RecalibrationMap map, Scale scale) {
        return new Recalibrator(
                RecalibrationMethod.PLATT, map, scale, List.of("y"), List.of("p"), List.of("0", "1"), 7);
    }

    private static Recalibrator classes(double slope, Scale scale) {
        return new Recalibrator(
                RecalibrationMethod.TEMPERATURE,
                new RecalibrationMap.ClassTemperature(slope),
                scale,
                List.of("y"),
                List.of("a", "b", "c"),
                List.of("a", "b", "c"),
                7);
    }

    private static double[] applied(Recalibrator map, double... forecasts) {
        double[] row = forecasts.clone();
        assertThat(map.apply(row)).isNull();
        return row;
    }

    @Test
    void aLineOnEveryScale() {
        RecalibrationMap line = new RecalibrationMap.LogOdds(2, 2, 1);
        double expected = 1 / (1 + StrictMath.exp(-(2 * StrictMath.log(0.3 / 0.7) + 1)));
        assertThat(applied(event(line, Scale.PROBABILITY), 0.3)[0]).isCloseTo(expected, within(1e-15));
        assertThat(applied(event(line, Scale.PERCENT), 30)[0]).isCloseTo(100 * expected, within(1e-13));
        assertThat(applied(event(line, Scale.LOGIT), StrictMath.log(0.3 / 0.7))[0])
                .isCloseTo(2 * StrictMath.log(0.3 / 0.7) + 1, within(1e-14));
    }

    @Test
    void certaintyStaysUnderALineAndTakesTheEndOfSteps() {
        RecalibrationMap line = new RecalibrationMap.LogOdds(0.5, 2, 1);
        assertThat(applied(event(line, Scale.PROBABILITY), 0)).containsExactly(0);
        assertThat(applied(event(line, Scale.PROBABILITY), 1)).containsExactly(1);
        assertThat(applied(event(line, Scale.LOGIT), INFINITY)).containsExactly(INFINITY);
        RecalibrationMap steps = new RecalibrationMap.Knots(List.of(0.2, 0.6), List.of(0.1, 0.9));
        assertThat(applied(event(steps, Scale.PROBABILITY), 0)).containsExactly(0.1);
        assertThat(applied(event(steps, Scale.PROBABILITY), 1)).containsExactly(0.9);
        assertThat(applied(event(steps, Scale.PROBABILITY), 0.4)[0]).isCloseTo(0.5, within(1e-15));
        assertThat(applied(event(steps, Scale.LOGIT), -INFINITY)[0])
                .isCloseTo(StrictMath.log(0.1 / 0.9), within(1e-15));
    }

    @Test
    void classesKeepTheirSumAndTheirScale() {
        double[] row = applied(classes(2, Scale.PROBABILITY), 0.5, 0.3, 0.2);
        assertThat(row).containsExactly(new double[] {0.25 / 0.38, 0.09 / 0.38, 0.04 / 0.38}, within(1e-15));
        assertThat(applied(classes(2, Scale.PERCENT), 50, 30, 20)[0]).isCloseTo(25 / 0.38, within(1e-13));
        assertThat(applied(classes(0.5, Scale.LOGIT), 4, -INFINITY, 1)).containsExactly(2, -INFINITY, 0.5);
    }

    @Test
    void whatIsNoForecastIsRefusedAndLeftAlone() {
        RecalibrationMap line = new RecalibrationMap.LogOdds(1, 1, 1);
        double[] outside = {1.5};
        assertThat(event(line, Scale.PROBABILITY).apply(outside)).isEqualTo(Recalibrator.Refusal.OUTSIDE_DOMAIN);
        assertThat(outside).containsExactly(1.5);
        assertThat(event(line, Scale.PERCENT).apply(new double[] {101})).isEqualTo(Recalibrator.Refusal.OUTSIDE_DOMAIN);
        assertThat(event(line, Scale.PROBABILITY).apply(new double[] {-0.1}))
                .isEqualTo(Recalibrator.Refusal.OUTSIDE_DOMAIN);
        double[] sum = {0.5, 0.5, 0.1};
        assertThat(classes(2, Scale.PROBABILITY).apply(sum)).isEqualTo(Recalibrator.Refusal.ROW_SUM);
        assertThat(sum).containsExactly(0.5, 0.5, 0.1);
        assertThat(classes(2, Scale.LOGIT).apply(new double[] {INFINITY, 0, INFINITY}))
                .isEqualTo(Recalibrator.Refusal.OUTSIDE_DOMAIN);
        assertThat(classes(2, Scale.LOGIT).apply(new double[] {-INFINITY, -INFINITY, -INFINITY}))
                .isEqualTo(Recalibrator.Refusal.OUTSIDE_DOMAIN);
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        RecalibrationMap line = new RecalibrationMap.LogOdds(1, 1, 1);
        assertThatThrownBy(() -> event(line, Scale.MEAN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event(new RecalibrationMap.ClassTemperature(1), Scale.PROBABILITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Scorecard card(int classes, boolean overconfident) {
        Random random = new Random(11);
        int n = 800;
        double[][] p = new double[Math.max(1, classes == 2 ? 1 : classes)][n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            if (classes == 2) {
                double q = random.nextInt(1, 40) / 40.0;
                y[i] = random.nextDouble() < (overconfident ? 0.25 + q / 2 : q) ? 1 : 0;
                p[0][i] = q;
            } else {
                for (int k = 0; k < classes; k++) {
                    p[k][i] = k == i % 3 ? 0.8 : 0.1;
                }
                y[i] = random.nextDouble() < 0.5 ? i % 3 : random.nextInt(3);
            }
        }
        if (classes == 2) {
            return Scorer.score(
                    ArraySource.empty().with("y", y).with("p", p[0]),
                    Request.automatic().withOutcome("y").withPrediction("p").withRecalibration(true));
        }
        return Scorer.score(
                ArraySource.empty().with("y", y).with("a", p[0]).with("b", p[1]).with("c", p[2]),
                Request.automatic()
                        .withOutcome("y")
                        .withPrediction("a", "b", "c")
                        .withClasses("0", "1", "2")
                        .withRecalibration(true));
    }

    @ParameterizedTest
    @EnumSource(RecalibrationMethod.class)
    void theMapOfAScorecard(RecalibrationMethod method) {
        Scorecard card = card(2, true);
        Recalibrator map = Recalibrator.of(card, method);
        RecalibrationGains gains = Objects.requireNonNull(card.section(RecalibrationGains.class));
        assertThat(gains.maps()).anySatisfy(gain -> {
            assertThat(gain.method()).isEqualTo(method);
            assertThat(gain.map()).isSameAs(map.map());
        });
        assertThat(map.rows()).isEqualTo(800);
        assertThat(map.classes()).containsExactly("0", "1");
        assertThat(applied(map, 0.95)[0]).isBetween(0.5, 0.85);
    }

    @Test
    void theBestMapUnlessNoneGains() {
        Scorecard card = card(2, true);
        assertThat(Recalibrator.of(card, null).method())
                .isEqualTo(Objects.requireNonNull(card.section(RecalibrationGains.class))
                        .best());
        Scorecard several = card(3, true);
        Recalibrator temperature = Recalibrator.of(several, null);
        assertThat(temperature.prediction()).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> Recalibrator.of(several, RecalibrationMethod.PLATT))
                .hasMessageContaining("by a temperature only");
        assertThatThrownBy(() -> Recalibrator.of(withoutSections(card), null)).hasMessageContaining("--recalibrate");
    }

    private static Scorecard withoutSections(Scorecard card) {
        return Scorer.score(
                ArraySource.empty().with("y", new double[] {0, 1, 1, 0}).with("p", new double[] {0.2, 0.4, 0.5, 0.6}),
                Request.automatic().withOutcome(card.outcome()).withPrediction(card.prediction()));
    }
}
