package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.surprisal.score.Estimate.Kind;

/** Where one model is better than another, against brute force. */
class ContrastTest {
    private static final int ROWS = 800;
    private static final Request EVENT =
            Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.PROBABILITY);

    private final double[] y = new double[ROWS];
    private final double[] p = new double[ROWS];
    private final double[] q = new double[ROWS];
    private final String[] team = new String[ROWS];
    private final String[] home = new String[ROWS];

    /** The second model knows nothing where the truth is above one half, the first nothing below. */
    ContrastTest() {
        Random random = new Random(5);
        for (int i = 0; i < ROWS; i++) {
            double truth = random.nextInt(1, 20) / 20.0;
            p[i] = truth > 0.5 ? truth : 0.25;
            q[i] = truth > 0.5 ? 0.75 : truth;
            y[i] = random.nextDouble() < truth ? 1 : 0;
            team[i] = truth > 0.5 ? "strong" : "weak";
            home[i] = "t" + random.nextInt(60);
        }
    }

    private ArraySource table() {
        return ArraySource.empty()
                .with("y", y)
                .with("p", p)
                .with("q", q)
                .with("team", team)
                .with("home", home);
    }

    private static Contrast contrast(Source source, Request request, Grouping grouping) {
        ModelComparison comparison = Objects.requireNonNull(
                Scorer.score(source, request, grouping, Versus.of("q")).section(ModelComparison.class));
        return comparison.models().stream()
                .filter(model -> !model.own())
                .findFirst()
                .map(ModelComparison.Model::contrast)
                .orElseThrow();
    }

    private static ThresholdContrast thresholds(Contrast contrast) {
        return Objects.requireNonNull(contrast.thresholds());
    }

    private static double elementary(double forecast, double outcome, double t) {
        return forecast > t ? t * (1 - outcome) : (1 - t) * outcome;
    }

    @Test
    void differencesByThresholdAreMeansOverRows() {
        ThresholdContrast found = thresholds(contrast(table(), EVENT, Grouping.none()));
        assertThat(found.points()).hasSize(MurphyContrast.THRESHOLDS.length);
        int known = 0;
        for (ThresholdContrast.Point point : found.points()) {
            double t = point.threshold();
            double[] d = IntStream.range(0, ROWS)
                    .mapToDouble(i -> elementary(p[i], y[i], t) - elementary(q[i], y[i], t))
                    .toArray();
            double mean = Arrays.stream(d).average().orElseThrow();
            double squares = Arrays.stream(d).map(x -> (x - mean) * (x - mean)).sum();
            long apart = IntStream.range(0, ROWS)
                    .filter(i -> (p[i] > t) != (q[i] > t))
                    .count();
            assertThat(point.rows()).isEqualTo(apart);
            assertThat(point.difference().value()).isCloseTo(mean, within(1e-15));
            if (apart >= 10) {
                known++;
                assertThat(Objects.requireNonNull(point.difference().se()))
                        .isCloseTo(Math.sqrt(squares / ROWS / (ROWS - 1)), within(1e-15));
                Interval interval = Objects.requireNonNull(point.difference().interval());
                assertThat(Objects.requireNonNull(point.p()) < 0.05)
                        .isEqualTo(interval.low() > 0 || interval.high() < 0);
            } else {
                assertThat(point.difference().interval()).isNull();
                assertThat(point.p()).isNull();
            }
        }
        assertThat(known).isGreaterThan(50);
        // Each model is better where it knows more.
        assertThat(found.ranges()).isNotEmpty().allSatisfy(range -> {
            assertThat(range.prediction()).isEqualTo(range.from() >= 0.5);
            assertThat(range.to()).isGreaterThanOrEqualTo(range.from());
        });
        assertThat(found.ranges().stream().map(ThresholdContrast.Range::prediction))
                .contains(true, false);
    }

    @Test
    void theAreaIsHalfTheDifferenceOfTheBrierScores() {
        // Forecasts of the grid's middle jump on it, so that the differences between thresholds are straight lines.
        Contrast contrast = contrast(table(), EVENT, Grouping.none());
        double area = 0;
        List<ThresholdContrast.Point> points = thresholds(contrast).points();
        for (int k = 1; k < points.size(); k++) {
            double left = points.get(k - 1).threshold();
            double right = points.get(k).threshold();
            double end = 0;
            for (int i = 0; i < ROWS; i++) {
                // Just below the right threshold nobody has changed sides yet.
                boolean one = p[i] > left;
                boolean two = q[i] > left;
                if (one != two) {
                    double warning = (1 - y[i]) * right - y[i] * (1 - right);
                    end += (one ? warning : -warning) / ROWS;
                }
            }
            area += (right - left) * (points.get(k - 1).difference().value() + end) / 2;
        }
        double brier = 0;
        for (int i = 0; i < ROWS; i++) {
            brier += ((p[i] - y[i]) * (p[i] - y[i]) - (q[i] - y[i]) * (q[i] - y[i])) / ROWS;
        }
        assertThat(2 * area).isCloseTo(brier, within(1e-12));
    }

    @Test
    void weightsOfOneAndRepeatedRowsSayTheSame() {
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        ThresholdContrast plain = thresholds(contrast(table(), EVENT, Grouping.none()));
        ThresholdContrast weighted =
                thresholds(contrast(table().with("w", ones), EVENT.withWeight("w"), Grouping.none()));
        ThresholdContrast counted =
                thresholds(contrast(table().with("n", ones), EVENT.withCount("n"), Grouping.none()));
        assertThat(counted).isEqualTo(plain);
        for (int k = 0; k < plain.points().size(); k++) {
            Estimate one = plain.points().get(k).difference();
            Estimate two = weighted.points().get(k).difference();
            assertThat(two.value()).isCloseTo(one.value(), within(1e-15));
            assertThat(two.se() == null ? 0 : two.se()).isCloseTo(one.se() == null ? 0 : one.se(), within(1e-15));
        }
        assertThat(weighted.ranges()).isEqualTo(plain.ranges());
    }

    @Test
    void clustersSumTheirRowsFirst() {
        ThresholdContrast found =
                thresholds(contrast(table(), EVENT, Grouping.none().withCluster("home")));
        ThresholdContrast.Point point = found.points().stream()
                .filter(each -> each.threshold() == 0.6)
                .findFirst()
                .orElseThrow();
        double[] d = IntStream.range(0, ROWS)
                .mapToDouble(i -> elementary(p[i], y[i], 0.6) - elementary(q[i], y[i], 0.6))
                .toArray();
        double mean = Arrays.stream(d).average().orElseThrow();
        double squares = 0;
        List<String> groups = Arrays.stream(home).distinct().toList();
        for (String group : groups) {
            double sum = IntStream.range(0, ROWS)
                    .filter(i -> home[i].equals(group))
                    .mapToDouble(i -> d[i] - mean)
                    .sum();
            squares += sum * sum;
        }
        double g = groups.size();
        assertThat(Objects.requireNonNull(point.difference().se()))
                .isCloseTo(Math.sqrt(g / (g - 1) * squares) / ROWS, within(1e-14));
    }

    @Test
    void segmentsAreComparedOnTheirOwnRows() {
        Contrast contrast = contrast(table(), EVENT, Grouping.none().withBy("team"));
        assertThat(contrast.segments().stream().map(each -> each.by().get("team")))
                .containsExactly("strong", "weak");
        for (SegmentContrast segment : contrast.segments()) {
            double[] d = IntStream.range(0, ROWS)
                    .filter(i -> team[i].equals(segment.by().get("team")))
                    .mapToDouble(i -> (p[i] - y[i]) * (p[i] - y[i]) - (q[i] - y[i]) * (q[i] - y[i]))
                    .toArray();
            double mean = Arrays.stream(d).average().orElseThrow();
            double squares = Arrays.stream(d).map(x -> (x - mean) * (x - mean)).sum();
            Segment.Difference brier =
                    Objects.requireNonNull(segment.differences().get("brier"));
            assertThat(segment.rows()).isEqualTo(d.length);
            assertThat(brier.estimate().value()).isCloseTo(mean, within(1e-14));
            assertThat(Objects.requireNonNull(brier.estimate().se()))
                    .isCloseTo(Math.sqrt(squares / d.length / (d.length - 1)), within(1e-14));
            assertThat(brier.marked()).isTrue();
            assertThat(Math.signum(mean)).isEqualTo("strong".equals(segment.by().get("team")) ? -1 : 1);
        }
        double[] ps = contrast.segments().stream()
                .mapToDouble(each ->
                        Objects.requireNonNull(each.differences().get("brier")).p())
                .sorted()
                .toArray();
        double[] adjusted = contrast.segments().stream()
                .mapToDouble(each ->
                        Objects.requireNonNull(each.differences().get("brier")).adjusted())
                .sorted()
                .toArray();
        assertThat(adjusted[0]).isEqualTo(Math.min(2 * ps[0], ps[1]));
        assertThat(adjusted[1]).isEqualTo(ps[1]);
    }

    @Test
    void segmentsWithInfiniteLossesHaveNoTest() {
        double[] sure = p.clone();
        for (int i = 0; i < ROWS; i++) {
            sure[i] = team[i].equals("strong") ? 1 - y[i] : p[i];
        }
        ArraySource rows =
                ArraySource.empty().with("y", y).with("p", sure).with("q", q).with("team", team);
        List<SegmentContrast> segments =
                contrast(rows, EVENT, Grouping.none().withBy("team")).segments();
        Segment.Difference log =
                Objects.requireNonNull(segments.getFirst().differences().get("log_loss"));
        assertThat(log.estimate().kind()).isEqualTo(Kind.INFINITE);
        assertThat(log.estimate().value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(log.p()).isNaN();
        assertThat(Objects.requireNonNull(segments.getLast().differences().get("log_loss"))
                        .estimate()
                        .kind())
                .isEqualTo(Kind.INTERVAL);
        ArraySource both =
                ArraySource.empty().with("y", y).with("p", sure).with("q", sure).with("team", team);
        assertThat(Objects.requireNonNull(contrast(both, EVENT, Grouping.none().withBy("team"))
                                .segments()
                                .getFirst()
                                .differences()
                                .get("log_loss"))
                        .estimate()
                        .kind())
                .isEqualTo(Kind.UNDEFINED);
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        Grouping grouping = Grouping.none().withBy("team").withCluster("home");
        Contrast expected = contrast(table(), EVENT, grouping);
        List<Integer> order = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
        Collections.shuffle(order, new Random(2));
        ArraySource shuffled = ArraySource.empty()
                .with("y", order.stream().mapToDouble(i -> y[i]).toArray())
                .with("p", order.stream().mapToDouble(i -> p[i]).toArray())
                .with("q", order.stream().mapToDouble(i -> q[i]).toArray())
                .with("team", order.stream().map(i -> team[i]).toArray(String[]::new))
                .with("home", order.stream().map(i -> home[i]).toArray(String[]::new));
        Contrast found = contrast(shuffled, EVENT, grouping);
        assertThat(found.thresholds()).isEqualTo(expected.thresholds());
        assertThat(found.segments()).isEqualTo(expected.segments());
        assertThat(decisive(found).without()).isEqualTo(decisive(expected).without());
        assertThat(decisive(found).shareFor()).isEqualTo(decisive(expected).shareFor());
    }

    @Test
    void logOddsAreComparedAsProbabilities() {
        double[] a =
                Arrays.stream(p).map(x -> StrictMath.log(x / (1 - x)) + 0.001).toArray();
        double[] b =
                Arrays.stream(q).map(x -> StrictMath.log(x / (1 - x)) + 0.001).toArray();
        ArraySource rows = ArraySource.empty().with("y", y).with("p", a).with("q", b);
        ThresholdContrast odds = thresholds(contrast(rows, EVENT.withScale(Scale.LOGIT), Grouping.none()));
        double[] c = Arrays.stream(p).map(x -> x + 0.0001).toArray();
        double[] e = Arrays.stream(q).map(x -> x + 0.0001).toArray();
        ThresholdContrast plain = thresholds(
                contrast(ArraySource.empty().with("y", y).with("p", c).with("q", e), EVENT, Grouping.none()));
        assertThat(odds).isEqualTo(plain);
    }

    @Test
    void numbersHaveNoThresholds() {
        ArraySource rows =
                ArraySource.empty().with("y", 1, 2, 3).with("p", 1, 2, 2).with("q", 0, 2, 3);
        Request numbers =
                Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.MEAN);
        assertThat(contrast(rows, numbers, Grouping.none()).thresholds()).isNull();
    }

    private static DecisiveRows decisive(Contrast contrast) {
        return Objects.requireNonNull(contrast.rows());
    }

    @Test
    void rowsThatDecideAgainstSortingThemAll() {
        double[] w = new Random(9).doubles(ROWS, 0, 3).toArray();
        w[4] = 0;
        double[] c = IntStream.range(0, ROWS)
                .mapToDouble(i -> w[i] * (loss(p[i], y[i]) - loss(q[i], y[i])))
                .toArray();
        List<Integer> order = IntStream.range(0, ROWS)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> c[i]))
                .toList();
        DecisiveRows found =
                decisive(contrast(table().with("w", w), EVENT.withWeight("w").withWorst(5), Grouping.none()));
        assertThat(found.score()).isEqualTo("log_loss");
        assertThat(places(found.forPrediction()))
                .containsExactlyElementsOf(
                        order.subList(0, 5).stream().map(i -> i + 1L).toList());
        assertThat(places(found.against()))
                .containsExactlyElementsOf(
                        order.reversed().subList(0, 5).stream().map(i -> i + 1L).toList());
        double total = Arrays.stream(c).sum();
        double top = order.subList(0, 5).stream().mapToDouble(i -> c[i]).sum();
        assertThat(Objects.requireNonNull(found.shareFor())).isCloseTo(top / total, within(1e-10));
        int first = order.getFirst();
        DecisiveRows.Row row = found.forPrediction().getFirst();
        assertThat(row.difference()).isCloseTo(c[first] / w[first], within(1e-14));
        assertThat(row.outcome()).containsExactly(y[first]);
        assertThat(row.prediction()).containsExactly(p[first]);
        assertThat(row.versus()).containsExactly(q[first]);
        assertThat(row.columns())
                .containsEntry("team", team[first])
                .containsKey("w")
                .doesNotContainKey("q");
        // 799 rows weigh something, 8 of them are left out.
        List<Integer> left = IntStream.range(0, ROWS)
                .filter(i -> i != 4)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(c[i])))
                .skip(8)
                .toList();
        assertThat(found.leftOut()).isEqualTo(8);
        assertThat(Objects.requireNonNull(found.without()))
                .isCloseTo(
                        left.stream().mapToDouble(i -> c[i]).sum()
                                / left.stream().mapToDouble(i -> w[i]).sum(),
                        within(1e-13));
    }

    private static List<Long> places(List<DecisiveRows.Row> rows) {
        return rows.stream()
                .map(row -> Objects.requireNonNull(row.place()).row())
                .toList();
    }

    private static double loss(double forecast, double outcome) {
        return -StrictMath.log(outcome == 1 ? forecast : 1 - forecast);
    }

    @Test
    void oneRowMayDecide() {
        ArraySource rows = ArraySource.empty()
                .with("y", 1, 1, 1, 1)
                .with("p", 0.9, 0.6, 0.6, 0.6)
                .with("q", 0.1, 0.7, 0.7, 0.7)
                .with("name", new String[] {"a", "b", "c", "d"});
        DecisiveRows found = decisive(contrast(rows, EVENT, Grouping.none()));
        assertThat(found.forPrediction()).hasSize(1);
        assertThat(found.against().stream().map(row -> row.columns().get("name")))
                .containsExactly("b", "c", "d");
        assertThat(found.turns()).isTrue();
        assertThat(Objects.requireNonNull(found.without())).isCloseTo(StrictMath.log(7.0 / 6), within(1e-15));
        assertThat(decisive(contrast(
                                ArraySource.empty()
                                        .with("y", 1, 1)
                                        .with("p", 0.5, 0.5)
                                        .with("q", 0.5, 0.5),
                                EVENT,
                                Grouping.none()))
                        .shareFor())
                .isNull();
    }

    @Test
    void rowsOfClassesAndOfJoinedFiles() {
        ArraySource here = ArraySource.empty()
                .with("y", new String[] {"a", "b", "c", "a"})
                .with(".pred_a", 0.8, 0.1, 0.1, 0.3)
                .with(".pred_b", 0.1, 0.8, 0.1, 0.3)
                .with(".pred_c", 0.1, 0.1, 0.8, 0.4)
                .with("id", new String[] {"1", "2", "3", "4"});
        ArraySource there = ArraySource.empty()
                .with("id", new String[] {"4", "3", "2", "1"})
                .with(".pred_a", 0.4, 0.2, 0.2, 0.6)
                .with(".pred_b", 0.2, 0.2, 0.6, 0.2)
                .with(".pred_c", 0.4, 0.6, 0.2, 0.2);
        ModelComparison comparison = Objects.requireNonNull(Scorer.score(
                        here,
                        Request.automatic(),
                        Grouping.none(),
                        Versus.none().withFile(there, "t", "id"))
                .section(ModelComparison.class));
        DecisiveRows found = comparison.models().stream()
                .filter(model -> !model.own())
                .map(model -> decisive(Objects.requireNonNull(model.contrast())))
                .findFirst()
                .orElseThrow();
        assertThat(found.forPrediction()).hasSize(3);
        DecisiveRows.Row against = found.against().getFirst();
        assertThat(places(found.against())).containsExactly(4L);
        assertThat(against.happened()).isEqualTo("a");
        assertThat(against.versus()).containsExactly(0.4, 0.2, 0.4);
        assertThat(against.columns()).containsEntry("id", "4");
    }

    @Test
    void finnishForecastsOfOneAndTwoDays() {
        double[][] rows = SharedData.lines("gpl-weather/fmi_tampere_pop_2003.csv").stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new double[] {
                    number(cells[3]) > 0.2 ? 1 : Double.isNaN(number(cells[3])) ? Double.NaN : 0,
                    1 - number(cells[4]),
                    1 - number(cells[7])
                })
                .toArray(double[][]::new);
        Contrast contrast = contrast(
                ArraySource.empty()
                        .with("y", column(rows, 0))
                        .with("p", column(rows, 1))
                        .with("q", column(rows, 2)),
                EVENT,
                Grouping.none());
        List<double[]> common = Arrays.stream(rows)
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .toList();
        for (ThresholdContrast.Point point : thresholds(contrast).points()) {
            double mean = common.stream()
                    .mapToDouble(row -> elementary(row[1], row[0], point.threshold())
                            - elementary(row[2], row[0], point.threshold()))
                    .average()
                    .orElseThrow();
            assertThat(point.difference().value()).isCloseTo(mean, within(1e-14));
        }
        // The forecast one day ahead is nowhere worse beyond chance.
        assertThat(thresholds(contrast).ranges()).isNotEmpty().allMatch(ThresholdContrast.Range::prediction);
        DecisiveRows found = decisive(contrast);
        double[] d = common.stream()
                .mapToDouble(row -> (row[1] - row[0]) * (row[1] - row[0]) - (row[2] - row[0]) * (row[2] - row[0]))
                .toArray();
        double[] sorted = Arrays.stream(d).sorted().toArray();
        assertThat(found.score()).isEqualTo("brier");
        assertThat(found.forPrediction().getFirst().difference()).isCloseTo(sorted[0], within(1e-15));
        assertThat(found.against().getFirst().difference()).isCloseTo(sorted[329], within(1e-15));
        assertThat(found.turns()).isFalse();
        double[] rest = Arrays.stream(d)
                .boxed()
                .sorted(Comparator.comparingDouble(x -> -Math.abs(x)))
                .skip(4)
                .mapToDouble(Double::doubleValue)
                .toArray();
        assertThat(Objects.requireNonNull(found.without()))
                .isCloseTo(Arrays.stream(rest).average().orElseThrow(), within(1e-14));
    }

    private static double number(String cell) {
        return cell.isEmpty() || cell.equals("NA") ? Double.NaN : Double.parseDouble(cell);
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }
}
