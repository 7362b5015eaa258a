package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calibration of predicted numbers, against values of R and brute force. */
class NumberCalibrationTest {
    private static final Request NUMBERS =
            Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.MEAN);

    /** Outcome, prediction, weight and cluster. */
    private static final double[][] ROWS = {
        {23.9, 17.5, 1, 2},
        {10.21, 27.75, 0.25, 5},
        {4.67, 15.25, 0.5, 4},
        {17.4, 20.75, 0.75, 1},
        {18.27, 19.75, 0.25, 1},
        {9.12, 11.25, 0.75, 1},
        {13.98, 22.25, 0.5, 6},
        {21.22, 24.5, 1, 1},
        {16.7, 18.75, 0.25, 6},
        {3.03, 5.75, 1, 5},
        {2.58, 1.75, 0.25, 2},
        {9.93, 10.5, 0.5, 7},
        {22.58, 15.5, 0.75, 6},
        {10.04, 12.75, 0.25, 5},
        {9.62, 14.25, 1, 4},
        {10.42, 20, 0.75, 6},
        {3.59, 5, 1, 6},
        {12.18, 7.5, 0.75, 3},
        {10.08, 7.75, 0.75, 1},
        {10.59, 19.25, 1, 6},
        {25.36, 22.5, 0.75, 1},
        {24.34, 24, 1, 7},
        {22.31, 19.5, 0.25, 4},
        {35.76, 28.5, 0.5, 5}
    };

    private static ArraySource source(List<double[]> rows) {
        ArraySource source = ArraySource.empty();
        String[] names = {"y", "p", "w", "g", "c"};
        for (int c = 0; c < rows.getFirst().length; c++) {
            int at = c;
            source = source.with(
                    names[c], rows.stream().mapToDouble(row -> row[at]).toArray());
        }
        return source;
    }

    private static Scorecard card(List<double[]> rows, Request request) {
        return Scorer.score(source(rows), request);
    }

    private static NumberCalibration of(Scorecard card) {
        return Objects.requireNonNull(card.section(NumberCalibration.class));
    }

    private static Estimate score(Scorecard card, String name) {
        return Objects.requireNonNull(card.scores().get(name), name);
    }

    private static Decomposition parts(Scorecard card) {
        return Objects.requireNonNull(card.decomposition().get("mse"));
    }

    private static void assertNear(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, Percentage.withPercentage(1e-10));
    }

    /**
     * Values of R 4.2: lm with weights, the sandwich of its residuals and of their sums by cluster, by hand; pf, pt.
     */
    @ParameterizedTest
    @CsvSource({
        "false,false,1.143405642115944,0.816923555358106,2.548191317080034,0.192311976979596,1.14095433526404"
                + "5,0.337705749552324,3.286898373612067,1.408130492331845,0.029116666626776",
        "true,false,0.2676523751436317,0.8896117825405457,2.0655507138309854,0.1408589518145133,0.84406963607"
                + "51057,0.4434136552944348,2.1234157010274841,1.0671698431925811,0.0591890175486802",
        "false,true,1.1434056421159438,0.8169235553581062,1.3770006328723143,0.0812355456544499,3.70540675500"
                + "32239,0.0895546995737774,3.2868983736120674,1.9353723783979901,0.1403631366103390",
        "true,true,0.267652375143632,0.889611782540546,1.847470877189246,0.116312245370255,1.081922252567294,"
                + "0.396980869388637,2.123415701027484,1.437349267195364,0.190060379096849"
    })
    void theLineItsErrorsAndItsTestAreThoseOfR(
            boolean weighted,
            boolean clustered,
            double intercept,
            double slope,
            double ofIntercept,
            double ofSlope,
            double f,
            double p,
            double trend,
            double ofTrend,
            double pOfTrend) {
        Scorecard card = Scorer.score(
                source(List.of(ROWS)),
                weighted ? NUMBERS.withWeight("w") : NUMBERS,
                clustered ? Grouping.none().withCluster("g") : Grouping.none());
        assertNear(score(card, "calibration_intercept").value(), intercept);
        assertNear(score(card, "calibration_slope").value(), slope);
        assertNear(Objects.requireNonNull(score(card, "calibration_intercept").se()), ofIntercept);
        assertNear(Objects.requireNonNull(score(card, "calibration_slope").se()), ofSlope);
        NumberCalibration found = of(card);
        NumberCalibration.Joint joint = Objects.requireNonNull(found.joint());
        assertNear(joint.statistic(), f);
        assertNear(joint.p(), p);
        assertThat(joint.df1()).isEqualTo(2);
        assertThat(joint.df2()).isEqualTo(clustered ? 6 : 22);
        assertThat(joint.method()).isEqualTo(clustered ? "cluster_t" : "hc1");
        assertNear(found.spreadTrend().value(), trend);
        assertNear(Objects.requireNonNull(found.spreadTrend().se()), ofTrend);
        assertNear(Objects.requireNonNull(found.spreadP()), pOfTrend);
    }

    /** Values of R 4.2: isoreg. */
    @Test
    void thePartsOfTheSquaredErrorAreThoseOfR() {
        Decomposition parts = parts(card(List.of(ROWS), NUMBERS));
        assertNear(parts.miscalibration().value(), 22.3683784226190);
        assertNear(parts.discrimination().value(), 51.4609575892857);
        assertNear(parts.uncertainty().value(), 67.1826416666667);
        assertThat(parts.miscalibration().reason()).isEqualTo(Reasons.NOT_REDRAWN);
    }

    private static List<double[]> random(int n, int seed, boolean tied) {
        Random random = new Random(seed);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double p = tied ? random.nextInt(9) : 5 * random.nextGaussian();
            double y = 1e3 + p / 2 + 3 * random.nextGaussian();
            rows.add(new double[] {y, 1e3 + p, random.nextInt(1, 5) / 4.0, random.nextInt(12), random.nextInt(4)});
        }
        return rows;
    }

    /** The isotonic mean of a row: the largest over starts of the smallest over ends of the means between them. */
    private static double[] isotonic(List<double[]> rows) {
        double[] levels =
                rows.stream().mapToDouble(row -> row[1]).distinct().sorted().toArray();
        double[] sums = new double[levels.length];
        double[] masses = new double[levels.length];
        for (double[] row : rows) {
            int at = Arrays.binarySearch(levels, row[1]);
            sums[at] += row[2] * row[0];
            masses[at] += row[2];
        }
        double[] best = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            best[i] = Double.NEGATIVE_INFINITY;
            for (int a = 0; a <= i; a++) {
                double least = Double.POSITIVE_INFINITY;
                for (int b = i; b < levels.length; b++) {
                    double sum = 0;
                    double mass = 0;
                    for (int k = a; k <= b; k++) {
                        sum += sums[k];
                        mass += masses[k];
                    }
                    least = Math.min(least, sum / mass);
                }
                best[i] = Math.max(best[i], least);
            }
        }
        return rows.stream()
                .mapToDouble(row -> best[Arrays.binarySearch(levels, row[1])])
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePartsAreThoseOfTheMinMaxFormulaAndMakeTheScore(boolean tied) {
        for (int seed = 1; seed < 6; seed++) {
            List<double[]> rows = random(60, seed, tied);
            double[] means = isotonic(rows);
            double mass = 0;
            double total = 0;
            for (double[] row : rows) {
                mass += row[2];
                total += row[2] * row[0];
            }
            double loss = 0;
            double recalibrated = 0;
            double spread = 0;
            for (int i = 0; i < means.length; i++) {
                double[] row = rows.get(i);
                loss += row[2] * (row[1] - row[0]) * (row[1] - row[0]) / mass;
                recalibrated += row[2] * (means[i] - row[0]) * (means[i] - row[0]) / mass;
                spread += row[2] * (row[0] - total / mass) * (row[0] - total / mass) / mass;
            }
            Scorecard card = card(rows, NUMBERS.withWeight("w"));
            Decomposition parts = parts(card);
            assertThat(parts.miscalibration().value()).isCloseTo(loss - recalibrated, within(1e-9));
            assertThat(parts.discrimination().value()).isCloseTo(spread - recalibrated, within(1e-9));
            assertThat(parts.miscalibration().value()
                            - parts.discrimination().value()
                            + parts.uncertainty().value())
                    .isCloseTo(score(card, "mse").value(), Percentage.withPercentage(1e-12));
            Curve curve = Objects.requireNonNull(of(card).curves().get("isotonic"));
            for (int i = 0; i < means.length; i++) {
                double p = rows.get(i)[1];
                double[] point = Arrays.stream(curve.points())
                        .filter(each -> each[0] <= p && p <= each[1])
                        .findFirst()
                        .orElseThrow();
                assertThat(point[2]).isCloseTo(means[i], within(1e-9));
            }
            assertThat(Arrays.stream(curve.column("rows")).sum()).isCloseTo(mass, within(1e-9));
            assertThat(curve.column("mean")).isSorted();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theOrderOfTheRowsDoesNotMatterAndCountsRepeat(int seed) {
        List<double[]> rows = random(5000, seed, seed == 2);
        List<double[]> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        List<double[]> repeated = new ArrayList<>();
        rows.forEach(row -> repeated.addAll(Collections.nCopies((int) row[4], row)));
        for (Request request : List.of(NUMBERS, NUMBERS.withWeight("w"), NUMBERS.withCount("c"))) {
            for (Grouping grouping : List.of(Grouping.none(), Grouping.none().withCluster("g"))) {
                Scorecard expected = Scorer.score(source(rows), request, grouping);
                assertSame(Scorer.score(source(shuffled), request.withThreads(3), grouping), expected);
            }
        }
        assertSame(card(rows, NUMBERS.withCount("c")), card(repeated, NUMBERS));
    }

    private static void assertSame(Scorecard actual, Scorecard expected) {
        assertThat(List.of(actual.scores(), actual.decomposition(), of(actual), actual.notes()))
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(List.of(expected.scores(), expected.decomposition(), of(expected), expected.notes()));
    }

    @Test
    void oneRowForEachClusterIsNoClusterButForTheDegreesOfFreedom() {
        List<double[]> rows = new ArrayList<>();
        for (double[] row : random(300, 4, false)) {
            rows.add(new double[] {row[0], row[1], row[2], rows.size()});
        }
        NumberCalibration plain = of(card(rows, NUMBERS));
        NumberCalibration alone =
                of(Scorer.score(source(rows), NUMBERS, Grouping.none().withCluster("g")));
        double factor = (300.0 / 298) / (300.0 / 299);
        assertNear(
                Objects.requireNonNull(alone.joint()).statistic(),
                Objects.requireNonNull(plain.joint()).statistic() * factor);
    }

    @Test
    void identicalPredictionsAreExact() {
        List<double[]> rows =
                List.of(new double[] {1, 3}, new double[] {2, 3}, new double[] {6, 3}, new double[] {7, 3});
        Scorecard card = card(rows, NUMBERS);
        assertThat(parts(card).miscalibration().value()).isEqualTo(1);
        assertThat(parts(card).discrimination().value()).isZero();
        assertThat(parts(card).uncertainty().value()).isEqualTo(6.5);
        assertThat(score(card, "calibration_slope").kind()).isEqualTo(Estimate.Kind.UNDEFINED);
        assertThat(score(card, "calibration_slope").reason()).isEqualTo(Reasons.ONE_PREDICTION);
        assertThat(of(card).joint()).isNull();
        assertThat(of(card).spreadP()).isNull();
        assertThat(Objects.requireNonNull(of(card).curves().get("isotonic")).points())
                .isDeepEqualTo(new double[][] {{3, 3, 4, 4}});
    }

    @Test
    void perfectPredictionsOneRowTwoRowsAndLargeNumbersAreDefined() {
        List<double[]> perfect = List.of(new double[] {1, 1}, new double[] {2, 2}, new double[] {5, 5});
        Scorecard card = card(perfect, NUMBERS);
        assertThat(score(card, "calibration_slope").value()).isEqualTo(1);
        assertThat(score(card, "calibration_slope").reason()).isEqualTo(Reasons.ON_A_LINE);
        assertThat(parts(card).miscalibration().value()).isZero();
        assertThat(parts(card).discrimination().value())
                .isCloseTo(parts(card).uncertainty().value(), within(1e-15));
        assertThat(of(card).joint()).isNull();
        Scorecard one = card(perfect.subList(0, 1), NUMBERS);
        assertThat(score(one, "calibration_intercept").kind()).isEqualTo(Estimate.Kind.UNDEFINED);
        assertThat(parts(one).miscalibration().value()).isZero();
        Scorecard two = card(List.of(new double[] {1, 2}, new double[] {3, 1}), NUMBERS);
        assertThat(score(two, "calibration_slope").value()).isEqualTo(-2);
        assertThat(score(two, "calibration_slope").reason()).isEqualTo(Reasons.TWO_ROWS);
        Scorecard large =
                card(List.of(new double[] {1e200, 1}, new double[] {1, -1e200}, new double[] {2, 5}), NUMBERS);
        assertThat(score(large, "calibration_slope").kind()).isEqualTo(Estimate.Kind.UNDEFINED);
        assertThat(score(large, "calibration_slope").reason()).isEqualTo(Reasons.NO_LINE);
        assertThat(parts(large).miscalibration().reason()).isEqualTo(Reasons.TOO_LARGE);
        Scorecard none = card(List.of(ROWS), NUMBERS.withRankingMemory(0));
        assertThat(none.decomposition()).isEmpty();
        assertThat(none.scores()).doesNotContainKey("calibration_slope");
        assertThat(none.section(NumberCalibration.class)).isNull();
    }

    @Test
    void thereAreNeverManyCellsAndTheyHoldAllRows() {
        Random random = new Random(3);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            double p = random.nextGaussian();
            rows.add(new double[] {0.1 * p + random.nextGaussian() / Math.max(1e-6, random.nextDouble()), 0.1 * p});
        }
        Curve cells = Objects.requireNonNull(of(card(rows, NUMBERS)).curves().get("observed_predicted"));
        assertThat(cells.points().length).isBetween(20, 1024);
        double all = 0;
        for (double[] cell : cells.points()) {
            double inside = rows.stream()
                    .filter(row -> row[1] >= cell[0]
                            && (row[1] < cell[1] || (row[1] == cell[1] && isEnd(cells, 1, cell[1])))
                            && row[0] >= cell[2]
                            && (row[0] < cell[3] || (row[0] == cell[3] && isEnd(cells, 3, cell[3]))))
                    .count();
            assertThat(cell[4]).isEqualTo(inside);
            all += cell[4];
        }
        assertThat(all).isEqualTo(40_000);
        Curve isotonic = Objects.requireNonNull(of(card(rows, NUMBERS)).curves().get("isotonic"));
        assertThat(isotonic.points().length).isLessThanOrEqualTo(501);
    }

    private static boolean isEnd(Curve cells, int column, double edge) {
        return Arrays.stream(cells.points()).allMatch(cell -> cell[column] <= edge);
    }

    @Test
    void manyBlocksAreTakenTogetherAndSayHowFar() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            rows.add(new double[] {i * (double) i, i});
        }
        Curve curve = Objects.requireNonNull(of(card(rows, NUMBERS)).curves().get("isotonic"));
        assertThat(curve.points().length).isEqualTo(500);
        assertThat(curve.error()).isEqualTo(1999.0 * 1999 - 1996.0 * 1996);
        assertThat(Arrays.stream(curve.column("rows")).sum()).isEqualTo(2000);
        assertThat(curve.points()[499])
                .containsExactly(1996, 1999, (1996.0 * 1996 + 1997.0 * 1997 + 1998.0 * 1998 + 1999.0 * 1999) / 4, 4);
    }

    private static List<double[]> planted(double intercept, double slope, double spread, double growth) {
        Random random = new Random(8);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double p = 10 * random.nextDouble();
            rows.add(new double[] {intercept + slope * p + (spread + growth * p) * random.nextGaussian(), p});
        }
        return rows;
    }

    private static List<Note.Code> codes(Scorecard card) {
        return card.notes().stream().map(Note::code).toList();
    }

    private static Map<String, Object> evidence(Scorecard card, Note.Code code) {
        return card.notes().stream()
                .filter(note -> note.code() == code)
                .findFirst()
                .orElseThrow()
                .evidence();
    }

    @Test
    void biasGrowingSpreadAndWrongSlopesAreNotedAndSoundPredictionsAreNot() {
        assertThat(codes(card(planted(0, 1, 1, 0), NUMBERS))).isEmpty();
        Scorecard biased = card(planted(0.5, 1, 1, 0), NUMBERS);
        assertThat(codes(biased)).containsExactly(Note.Code.BIASED_PREDICTIONS);
        assertThat((Double) evidence(biased, Note.Code.BIASED_PREDICTIONS).get("bias"))
                .isCloseTo(-0.5, within(0.1));
        assertThat((Double) evidence(biased, Note.Code.BIASED_PREDICTIONS).get("share_of_mse"))
                .isCloseTo(0.2, within(0.05));
        Scorecard growing = card(planted(0, 1, 0.5, 0.3), NUMBERS);
        assertThat(codes(growing)).containsExactly(Note.Code.GROWING_SPREAD);
        assertThat((Double) evidence(growing, Note.Code.GROWING_SPREAD).get("spread_high"))
                .isCloseTo(3.4, within(0.5));
        assertThat((Double) evidence(growing, Note.Code.GROWING_SPREAD).get("z"))
                .isGreaterThan(3);
        assertThat(codes(card(planted(2, 0.6, 1, 0), NUMBERS))).containsExactly(Note.Code.OVERCONFIDENT);
        Scorecard timid = card(planted(-2.5, 1.5, 1, 0), NUMBERS);
        assertThat(codes(timid)).containsExactly(Note.Code.UNDERCONFIDENT);
        assertThat((Double) evidence(timid, Note.Code.UNDERCONFIDENT).get("intercept"))
                .isCloseTo(-2.5, within(0.2));
    }
}
