package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.surprisal.score.Note.Code;

/** Each ill planted in a table of its own, and none found where there is none. */
class DiagnosisTest {
    private static final Set<Code> ALL = EnumSet.range(Code.TOO_GOOD, Code.ROUNDED_FORECASTS);

    private static double[] forecasts(int n, long seed) {
        Random random = new Random(seed);
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = 1 / (1 + Math.exp(-1.2 * random.nextGaussian()));
        }
        return p;
    }

    private static double[] outcomes(double[] p, long seed) {
        Random random = new Random(seed);
        return Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
    }

    private static double[] map(double[] p, DoubleUnaryOperator by) {
        return Arrays.stream(p).map(by).toArray();
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static Set<Code> found(Scorecard card) {
        Set<Code> codes = EnumSet.noneOf(Code.class);
        card.notes().forEach(note -> codes.add(note.code()));
        codes.retainAll(ALL);
        return codes;
    }

    private static Note note(Scorecard card, Code code) {
        return card.notes().stream()
                .filter(each -> each.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static double figure(Note note, String name) {
        return ((Number) Objects.requireNonNull(note.evidence().get(name))).doubleValue();
    }

    @Test
    void nothingIsFoundInGoodForecasts() {
        for (int seed = 0; seed < 20; seed++) {
            double[] p = forecasts(2000, seed);
            assertThat(found(Score.binary(outcomes(p, 100 + seed), p)))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void nothingIsFoundInCleanFiles() {
        assertThat(found(RowLog.score(SharedData.csv("nfl_games.csv"), Request.automatic())))
                .isEmpty();
        for (String name : new String[] {"world_cup_matches_men.csv", "world_cup_matches_women.csv"}) {
            assertThat(found(RowLog.score(SharedData.csv(name), Request.automatic())))
                    .isEmpty();
        }
    }

    @Test
    void forecastsThatAreTooExtremeOrTooTimid() {
        double[] p = forecasts(3000, 1);
        double[] y = outcomes(p, 2);
        Scorecard over = Score.binary(y, map(p, each -> sigmoid(2 * logit(each))));
        assertThat(found(over)).containsExactly(Code.OVERCONFIDENT);
        Note note = note(over, Code.OVERCONFIDENT);
        Estimate slope = over.get("calibration_slope");
        assertThat(note.severity()).isEqualTo(Note.Severity.WARNING);
        assertThat(figure(note, "slope")).isEqualTo(slope.value()).isCloseTo(0.5, within(0.05));
        assertThat(figure(note, "z"))
                .isEqualTo((slope.value() - 1) / Objects.requireNonNull(slope.se()))
                .isLessThan(-3);

        Scorecard under = Score.binary(y, map(p, each -> sigmoid(0.5 * logit(each))));
        assertThat(found(under)).containsExactly(Code.UNDERCONFIDENT);
        assertThat(figure(note(under, Code.UNDERCONFIDENT), "slope")).isCloseTo(2, within(0.2));

        // The same effect in few rows is no evidence.
        double[] few = Arrays.copyOf(p, 40);
        assertThat(found(Score.binary(Arrays.copyOf(y, 40), map(few, each -> sigmoid(1.3 * logit(each))))))
                .isEmpty();
        // Strong evidence of a small effect does not matter.
        double[] many = forecasts(200_000, 3);
        assertThat(found(Score.binary(outcomes(many, 4), map(many, each -> sigmoid(1.1 * logit(each))))))
                .isEmpty();
    }

    @Test
    void evidenceOfClustersIsThatOfClusters() {
        // Each of 40 events has 50 forecasts, which a cluster counts for little more than one.
        double[] p = new double[2000];
        double[] y = new double[2000];
        String[] event = new String[2000];
        double[] centre = forecasts(40, 5);
        double[] happened = outcomes(centre, 6);
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            event[i] = "e" + i / 50;
            p[i] = sigmoid(1.6 * logit(centre[i / 50]) + 0.1 * random.nextGaussian());
            y[i] = happened[i / 50];
        }
        Source table =
                ArraySource.empty().with("outcome", y).with("probability", p).with("match", event);
        Scorecard naive = Scorer.score(table, Request.automatic());
        Scorecard clustered =
                Scorer.score(table, Request.automatic(), Grouping.none().withCluster("match"));
        assertThat(found(naive)).isNotEmpty();
        assertThat(found(clustered)).isEmpty();
    }

    @Test
    void eventsThatHappenMoreOftenThanForecast() {
        double[] p = forecasts(3000, 8);
        double[] y = outcomes(p, 9);
        Scorecard card = Score.binary(y, map(p, each -> sigmoid(logit(each) - 0.7)));
        assertThat(found(card)).containsExactly(Code.SHIFTED_BASE_RATE);
        Note note = note(card, Code.SHIFTED_BASE_RATE);
        assertThat(figure(note, "share_happened"))
                .isEqualTo(Arrays.stream(y).average().orElseThrow());
        assertThat(figure(note, "share_forecast"))
                .isCloseTo(
                        Arrays.stream(p)
                                .map(each -> sigmoid(logit(each) - 0.7))
                                .average()
                                .orElseThrow(),
                        within(1e-12));
        assertThat(figure(note, "intercept")).isCloseTo(0.7, within(0.1));
        // With forecasts of exactly 1 there is no intercept, but the shift is there.
        double[] certain = map(p, each -> sigmoid(logit(each) - 0.7));
        int one = 0;
        while (y[one] == 0) {
            one++;
        }
        certain[one] = 1;
        assertThat(note(Score.binary(y, certain), Code.SHIFTED_BASE_RATE).evidence())
                .doesNotContainKey("intercept");
    }

    @Test
    void forecastsThatKnowTheOutcome() {
        double[] p = forecasts(500, 10);
        double[] y = outcomes(p, 11);
        double[] leaked = new double[500];
        for (int i = 0; i < 500; i++) {
            leaked[i] = 0.8 * y[i] + 0.2 * p[i];
        }
        Scorecard card = Score.binary(y, leaked);
        assertThat(found(card)).contains(Code.TOO_GOOD);
        assertThat(figure(note(card, Code.TOO_GOOD), "auc")).isEqualTo(1);
        // A few rows are told apart by luck.
        assertThat(found(Score.binary(Arrays.copyOf(y, 40), Arrays.copyOf(leaked, 40))))
                .doesNotContain(Code.TOO_GOOD);
    }

    @Test
    void roundedForecasts() {
        double[] p = forecasts(1500, 12);
        double[] y = outcomes(p, 13);
        for (int parts : new int[] {10, 20, 100}) {
            double[] rounded = map(p, each -> Math.max(1.0, Math.min(parts - 1.0, Math.rint(each * parts))) / parts);
            Scorecard card = Score.binary(y, rounded);
            assertThat(found(card)).containsExactly(Code.ROUNDED_FORECASTS);
            Note note = note(card, Code.ROUNDED_FORECASTS);
            assertThat(figure(note, "step")).isEqualTo(1.0 / parts);
            assertThat(figure(note, "distinct"))
                    .isEqualTo((double) Arrays.stream(rounded).distinct().count());
            rounded[700] += 0.001;
            assertThat(found(Score.binary(y, rounded))).isEmpty();
        }
        assertThat(found(Score.binary(y, map(p, each -> Math.rint(each * 1000) / 1000))))
                .isEmpty();
    }

    @Test
    void clippedForecasts() {
        double[] p = map(forecasts(3000, 14), each -> sigmoid(4 * logit(each)));
        double[] y = outcomes(p, 15);
        assertThat(found(Score.binary(y, p))).isEmpty();
        double[] clipped = map(p, each -> Math.min(1 - 1e-3, Math.max(1e-3, each)));
        Note note = note(Score.binary(y, clipped), Code.CLIPPED_FORECASTS);
        assertThat(figure(note, "least")).isEqualTo(1e-3);
        assertThat(figure(note, "greatest")).isEqualTo(1 - 1e-3);
        assertThat(figure(note, "share_least"))
                .isEqualTo(Arrays.stream(p).filter(each -> each <= 1e-3).count() / 3000.0);
        assertThat(figure(note, "share_greatest"))
                .isEqualTo(Arrays.stream(p).filter(each -> each >= 1 - 1e-3).count() / 3000.0);
    }

    @Test
    void oneForecastAgainAndAgain() {
        double[] p = forecasts(1000, 16);
        double[] y = outcomes(p, 17);
        for (int i = 0; i < 1000; i += 4) {
            p[i] = 0.4375;
            y[i] = i % 16 < 8 ? 1 : 0;
        }
        Scorecard card = Score.binary(y, p);
        assertThat(found(card)).containsExactly(Code.REPEATED_FORECAST);
        assertThat(figure(note(card, Code.REPEATED_FORECAST), "value")).isEqualTo(0.4375);
        assertThat(figure(note(card, Code.REPEATED_FORECAST), "share")).isEqualTo(0.25);
        assertThat(figure(note(card, Code.REPEATED_FORECAST), "distinct")).isEqualTo(751);
    }

    @Test
    void rowsThatAreThereSeveralTimes() {
        double[] p = forecasts(400, 18);
        double[] y = outcomes(p, 19);
        double[] manyP = new double[1200];
        double[] manyY = new double[1200];
        for (int i = 0; i < 1200; i++) {
            manyP[i] = p[i % 400];
            manyY[i] = y[i % 400];
        }
        Scorecard card = Score.binary(manyY, manyP);
        assertThat(found(card)).containsExactly(Code.REPEATED_ROWS);
        assertThat(figure(note(card, Code.REPEATED_ROWS), "times")).isEqualTo(3);
        manyY[5] = 1 - manyY[5];
        assertThat(found(Score.binary(manyY, manyP))).isEmpty();
    }

    @Test
    void manyPartsOfARankingSayTheSame() {
        // More distinct forecasts than a part holds, twice, and clipped.
        int n = 150_000;
        double[] p = map(forecasts(n, 20), each -> Math.max(1e-6, Math.min(1 - 1e-6, sigmoid(8 * logit(each)))));
        double[] y = outcomes(p, 21);
        double[] twiceP = new double[2 * n];
        double[] twiceY = new double[2 * n];
        for (int i = 0; i < n; i++) {
            twiceP[i] = p[i];
            twiceY[i] = y[i];
            twiceP[2 * n - 1 - i] = p[i];
            twiceY[2 * n - 1 - i] = y[i];
        }
        Scorecard card = Score.binary(twiceY, twiceP);
        assertThat(found(card)).containsExactlyInAnyOrder(Code.REPEATED_ROWS, Code.CLIPPED_FORECASTS);
        assertThat(figure(note(card, Code.REPEATED_ROWS), "distinct"))
                .isEqualTo((double) Arrays.stream(p).distinct().count());
        Note clipped = note(card, Code.CLIPPED_FORECASTS);
        assertThat(figure(clipped, "least")).isEqualTo(1e-6);
        assertThat(figure(clipped, "greatest")).isEqualTo(1 - 1e-6);
        assertThat(figure(clipped, "share_greatest"))
                .isEqualTo((double) Arrays.stream(p)
                                .filter(each -> each == 1 - 1e-6)
                                .count()
                        / n);
    }
}
