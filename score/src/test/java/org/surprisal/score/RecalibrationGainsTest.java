package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.RecalibrationGains.Gain;

/** What recalibration gains on rows that it was not fitted on. */
class RecalibrationGainsTest {
    private static final Request EVENT =
            Request.automatic().withOutcome("y").withPrediction("p").withRecalibration(true);

    private static RecalibrationGains gains(Source source, Request request, Grouping grouping) {
        return Objects.requireNonNull(
                Section.of(Scorer.score(source, request, grouping).sections(), RecalibrationGains.class));
    }

    private static RecalibrationGains gains(List<double[]> rows, Request request) {
        return gains(source(rows), request, Grouping.none());
    }

    /** Rows of outcome, forecast, weight and count. */
    private static Source source(List<double[]> rows) {
        return ArraySource.empty()
                .with("y", column(rows, 0))
                .with("p", column(rows, 1))
                .with("w", column(rows, 2))
                .with("c", column(rows, 3));
    }

    private static double[] column(List<double[]> rows, int c) {
        return rows.stream().mapToDouble(row -> row[c]).toArray();
    }

    private static Estimate gain(RecalibrationGains gains, RecalibrationMethod method, String score) {
        return Objects.requireNonNull(of(gains, method).gains().get(score)).estimate();
    }

    private static Gain of(RecalibrationGains gains, RecalibrationMethod method) {
        return gains.maps().stream()
                .filter(each -> each.method() == method)
                .findFirst()
                .orElseThrow();
    }

    private static RecalibrationMap.LogOdds line(RecalibrationGains gains, RecalibrationMethod method) {
        return (RecalibrationMap.LogOdds)
                Objects.requireNonNull(of(gains, method).map());
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    /** Events whose log-odds are half of what the forecast says. */
    private static List<double[]> overconfident(int n) {
        Random random = new Random(7);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double z = 3 * random.nextGaussian();
            double p = Math.rint(sigmoid(z) * 200) / 200;
            p = Math.min(0.995, Math.max(0.005, p));
            double y = random.nextDouble() < sigmoid(StrictMath.log(p / (1 - p)) / 2) ? 1 : 0;
            rows.add(new double[] {y, p, 1 + random.nextInt(3) * 0.7, 1 + random.nextInt(3)});
        }
        return rows;
    }

    @Test
    void linesOfTheGamesAreThoseOfR() {
        // glm(y ~ 0 + l), glm(y ~ l) and glm(y ~ log(p) + I(-log1p(-p))) of R 4, binomial, l = qlogis(p).
        RecalibrationGains gains = gains(
                SharedData.csv("nfl_games.csv"),
                Request.automatic()
                        .withOutcome("prob1_outcome")
                        .withPrediction("prob1")
                        .withRecalibration(true),
                Grouping.none());
        assertThat(line(gains, RecalibrationMethod.TEMPERATURE).a()).isCloseTo(0.866731267535, within(1e-9));
        RecalibrationMap.LogOdds platt = line(gains, RecalibrationMethod.PLATT);
        assertThat(platt.a()).isCloseTo(0.919915894592, within(1e-9)).isEqualTo(platt.b());
        assertThat(platt.c()).isCloseTo(-0.113238001866, within(1e-9));
        RecalibrationMap.LogOdds beta = line(gains, RecalibrationMethod.BETA);
        assertThat(beta.a()).isCloseTo(0.800346775631, within(1e-8));
        assertThat(beta.b()).isCloseTo(1.011906466819, within(1e-8));
        assertThat(beta.c()).isCloseTo(-0.271348314452, within(1e-8));
        assertThat(gains.folds()).isEqualTo(5);
    }

    @Test
    void overconfidentForecastsGain() {
        List<double[]> rows = overconfident(4000);
        RecalibrationGains gains = gains(rows, EVENT);
        for (RecalibrationMethod method : RecalibrationMethod.values()) {
            for (String score : List.of("log_loss", "brier")) {
                Estimate gain = gain(gains, method, score);
                assertThat(Objects.requireNonNull(gain.interval()).low())
                        .as(method + " " + score)
                        .isPositive();
                assertThat(gain.better()).isEqualTo(Estimate.Better.HIGHER);
                assertThat(gain.n()).isEqualTo(4000);
            }
        }
        double slope = line(gains, RecalibrationMethod.TEMPERATURE).a();
        assertThat(slope).isBetween(0.4, 0.6);
        assertThat(loss(rows, slope)).isLessThan(loss(rows, slope + 1e-3)).isLessThan(loss(rows, slope - 1e-3));
        assertThat(gains.best()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "weights", "counts", "logit"})
    void neitherOrderNorRepetitionMatters(String form) {
        List<double[]> rows = overconfident(600);
        Request request = EVENT;
        if (form.equals("weights")) {
            request = request.withWeight("w");
        } else if (form.equals("logit")) {
            rows.forEach(row -> row[1] = Math.rint(4 * StrictMath.log(row[1] / (1 - row[1]))) / 4);
            request = request.withScale(Scale.LOGIT);
        }
        RecalibrationGains expected = gains(rows, form.equals("counts") ? request.withCount("c") : request);
        List<double[]> others = new ArrayList<>();
        for (double[] row : rows) {
            others.addAll(Collections.nCopies(form.equals("counts") ? (int) row[3] : 1, row));
        }
        Collections.shuffle(others, new Random(11));
        assertThat(gains(others, request.withThreads(3))).isEqualTo(expected);
    }

    /** Counts to fold each copy, fits by hand, sums in the plain way. */
    @Test
    void isotonicGainOfFewValuesAgainstBruteForce() {
        List<double[]> rows = new ArrayList<>();
        // 10, 20 and 10 copies are dealt out evenly: each fold has the same frequencies, and so has the rest.
        double[] p = {0.1, 0.4, 0.9};
        int[] events = {5, 10, 5};
        int[] others = {10, 10, 5};
        double brier = 0;
        double after = 0;
        int n = 0;
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < events[k] + others[k]; i++) {
                double y = i < events[k] ? 1 : 0;
                rows.add(new double[] {y, p[k], 1, 1});
                double q = (double) events[k] / (events[k] + others[k]);
                brier += (p[k] - y) * (p[k] - y);
                after += (q - y) * (q - y);
                n++;
            }
        }
        Estimate gain = gain(gains(rows, EVENT), RecalibrationMethod.ISOTONIC, "brier");
        assertThat(gain.value()).isCloseTo((brier - after) / n, within(1e-14));
    }

    @Test
    void clustersStayTogetherWhateverTheirOrder() {
        Random random = new Random(3);
        List<Integer> places = new ArrayList<>();
        List<double[]> rows = overconfident(300);
        String[] cluster = new String[300];
        for (int i = 0; i < 300; i++) {
            cluster[i] = "race " + random.nextInt(40);
            places.add(i);
        }
        Grouping grouping = Grouping.none().withCluster("g");
        RecalibrationGains expected = gains(withClusters(rows, cluster, places), EVENT, grouping);
        Collections.shuffle(places, random);
        assertThat(gains(withClusters(rows, cluster, places), EVENT, grouping)).isEqualTo(expected);
        assertThat(gain(expected, RecalibrationMethod.PLATT, "log_loss").method())
                .isEqualTo("cluster_t");
    }

    private static Source withClusters(List<double[]> rows, String[] cluster, List<Integer> places) {
        IntToDoubleFunction y = i -> rows.get(places.get(i))[0];
        IntToDoubleFunction p = i -> rows.get(places.get(i))[1];
        int n = places.size();
        double[] outcome = new double[n];
        double[] forecast = new double[n];
        String[] of = new String[n];
        for (int i = 0; i < n; i++) {
            outcome[i] = y.applyAsDouble(i);
            forecast[i] = p.applyAsDouble(i);
            of[i] = cluster[places.get(i)];
        }
        return ArraySource.empty().with("y", outcome).with("p", forecast).with("g", of);
    }

    @Test
    void whatCannotBeFittedSaysWhy() {
        List<double[]> separated = new ArrayList<>();
        List<double[]> alike = new ArrayList<>();
        List<double[]> oneClass = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double p = (i + 1) / 62.0;
            separated.add(new double[] {p < 0.5 ? 0 : 1, p, 1, 1});
            alike.add(new double[] {i % 3 == 0 ? 1 : 0, 0.5, 1, 1});
            oneClass.add(new double[] {0, p, 1, 1});
        }
        RecalibrationGains gains = gains(separated, EVENT);
        assertThat(gain(gains, RecalibrationMethod.PLATT, "log_loss").reason()).isEqualTo(Reasons.NO_MAP);
        assertThat(gain(gains, RecalibrationMethod.ISOTONIC, "log_loss").value())
                .isPositive()
                .isFinite();
        gains = gains(alike, EVENT);
        assertThat(gain(gains, RecalibrationMethod.TEMPERATURE, "brier").kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(gain(gains, RecalibrationMethod.ISOTONIC, "brier").value()).isPositive();
        gains = gains(oneClass, EVENT.withPositive("1"));
        assertThat(gain(gains, RecalibrationMethod.ISOTONIC, "log_loss").reason())
                .isEqualTo(Reasons.ONE_CLASS_TO_FIT);
        assertThat(gains.best()).isNull();
        gains = gains(separated.subList(30, 32), EVENT);
        assertThat(gains.maps()).hasSize(4).allMatch(gain -> gain.gains().size() == 2);
    }

    @Test
    void certainForecastsStayAsTheyAre() {
        List<double[]> rows = overconfident(200);
        rows.add(new double[] {1, 1, 1, 1});
        rows.add(new double[] {0, 0, 1, 1});
        RecalibrationGains gains = gains(rows, EVENT);
        assertThat(gain(gains, RecalibrationMethod.BETA, "log_loss").value()).isFinite();
        assertThat(line(gains, RecalibrationMethod.BETA).ofProbability(1)).isOne();
        rows.add(new double[] {1, 0, 1, 1});
        gains = gains(rows, EVENT);
        assertThat(gain(gains, RecalibrationMethod.BETA, "log_loss").reason()).isEqualTo(Reasons.BOTH_INFINITE);
        assertThat(gain(gains, RecalibrationMethod.ISOTONIC, "log_loss").value())
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void forecastsTheWrongWayRoundAreNotTurnedAround() {
        List<double[]> rows = overconfident(500);
        rows.forEach(row -> row[1] = 1 - row[1]);
        RecalibrationGains gains = gains(rows, EVENT);
        for (RecalibrationMethod method :
                List.of(RecalibrationMethod.TEMPERATURE, RecalibrationMethod.PLATT, RecalibrationMethod.BETA)) {
            RecalibrationMap.LogOdds line = line(gains, method);
            assertThat(line.ofProbability(0.2)).isEqualTo(line.ofProbability(0.7));
        }
    }

    @Test
    void oneTemperatureForClasses() {
        Random random = new Random(5);
        int n = 3000;
        double[][] p = new double[3][n];
        String[] y = new String[n];
        for (int i = 0; i < n; i++) {
            double[] z = new double[3];
            double sum = 0;
            double cool = 0;
            for (int k = 0; k < 3; k++) {
                z[k] = 2 * random.nextGaussian();
                sum += StrictMath.exp(z[k]);
                cool += StrictMath.exp(z[k] / 2);
            }
            double u = random.nextDouble() * cool;
            int happened = 0;
            for (int k = 0; k < 3; k++) {
                p[k][i] = StrictMath.exp(z[k]) / sum;
                happened += u > StrictMath.exp(z[k] / 2) && happened == k ? 1 : 0;
                u -= happened > k ? StrictMath.exp(z[k] / 2) : 0;
            }
            y[i] = "abc".substring(Math.min(2, happened), Math.min(2, happened) + 1);
        }
        ArraySource source =
                ArraySource.empty().with("y", y).with("a", p[0]).with("b", p[1]).with("c", p[2]);
        Request request = Request.automatic()
                .withOutcome("y")
                .withPrediction("a", "b", "c")
                .withClasses("a", "b", "c")
                .withRecalibration(true);
        RecalibrationGains gains = gains(source, request, Grouping.none());
        assertThat(gains.maps()).hasSize(1);
        RecalibrationMap.ClassTemperature map = (RecalibrationMap.ClassTemperature)
                Objects.requireNonNull(gains.maps().getFirst().map());
        assertThat(map.slope()).isCloseTo(0.5, within(0.06));
        assertThat(Objects.requireNonNull(gain(gains, RecalibrationMethod.TEMPERATURE, "log_loss")
                                .interval())
                        .low())
                .isPositive();
        double best = loss(p, y, map.slope());
        assertThat(best).isLessThan(loss(p, y, map.slope() + 1e-4)).isLessThan(loss(p, y, map.slope() - 1e-4));
        assertThat(map.ofProbabilities(new double[] {0, 0.2, 0.8})[0]).isZero();
    }

    private static double loss(List<double[]> rows, double slope) {
        double loss = 0;
        for (double[] row : rows) {
            double q = sigmoid(slope * StrictMath.log(row[1] / (1 - row[1])));
            loss -= StrictMath.log(row[0] == 1 ? q : 1 - q);
        }
        return loss;
    }

    private static double loss(double[][] p, String[] y, double slope) {
        double loss = 0;
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            for (double[] column : p) {
                sum += StrictMath.pow(column[i], slope);
            }
            loss -= StrictMath.log(StrictMath.pow(p["abc".indexOf(y[i])][i], slope) / sum);
        }
        return loss;
    }

    @Test
    void numbersAreRefused() {
        Source source =
                ArraySource.empty().with("y", new double[] {1.5, 2.5, 9}).with("p", new double[] {1.2, 2.2, 8});
        assertThatThrownBy(() -> Scorer.score(source, EVENT))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--recalibrate mends probabilities");
    }

    @Test
    void knotsAreStraightBetween() {
        RecalibrationMap.Knots knots = new RecalibrationMap.Knots(List.of(0.2, 0.4, 0.8), List.of(0.1, 0.1, 0.5));
        assertThat(knots.of(0)).isEqualTo(0.1);
        assertThat(knots.of(0.3)).isEqualTo(0.1);
        assertThat(knots.of(0.6)).isCloseTo(0.3, within(1e-15));
        assertThat(knots.of(1)).isEqualTo(0.5);
        assertThatThrownBy(() -> new RecalibrationMap.Knots(List.of(0.2, 0.1), List.of(0.1, 0.2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecalibrationMap.LogOdds(-1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecalibrationMap.ClassTemperature(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(RecalibrationMethod.of("beta")).contains(RecalibrationMethod.BETA);
        assertThat(RecalibrationMethod.of("spline")).isEmpty();
    }

    @Test
    void saysHowMuchMemoryItTakes() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(new double[] {i % 2, (i % 97 + 1) / 99.0, 1, 1});
        }
        assertThatThrownBy(() -> gains(source(rows), EVENT, new Grouping(List.of(), null, null, List.of(), 175_999)))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--recalibrate takes 176 bytes a row")
                .hasMessageContaining("raise --memory to 1M");
        assertThat(gains(source(rows), EVENT, new Grouping(List.of(), null, null, List.of(), 176_000))
                        .maps())
                .hasSize(4);
    }
}
