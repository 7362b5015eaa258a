package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

    private double elementary(double forecast, double outcome, double t) {
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
        assertThat(contrast(shuffled, EVENT, grouping)).isEqualTo(expected);
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
}
