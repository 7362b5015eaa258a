package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.score.Decisions.Choice;
import org.surprisal.score.Decisions.Point;
import org.surprisal.score.Decisions.Tenth;
import org.surprisal.score.Estimate.Kind;

class DecisionsTest {
    private static final Policy COSTS = new Policy(0.5, new Policy.Costs(1, 3));

    private static Decisions decisions(Findings findings) {
        return Objects.requireNonNull(Section.of(findings.sections(), Decisions.class));
    }

    private static Point point(Decisions decisions, Choice choice) {
        return decisions.points().stream()
                .filter(point -> point.choice() == choice)
                .findFirst()
                .orElseThrow();
    }

    private static double value(Point point, String measure) {
        return Samples.estimate(point.measures(), measure).value();
    }

    /** The case of docs/decisions.md. */
    @Test
    void byHand() {
        Findings findings = Samples.score(
                Samples.binary().with(COSTS),
                Samples.pairs(new double[] {1, 0, 1, 1}, new double[] {0.9, 0.6, 0.6, 0.2}));
        Decisions decisions = decisions(findings);
        Point calibrated = point(decisions, Choice.CALIBRATED);
        assertThat(calibrated.threshold()).isEqualTo(0.25);
        assertThat(calibrated.rows()).isDeepEqualTo(new double[][] {{0, 1}, {1, 2}});
        assertThat(value(calibrated, "cost")).isEqualTo(1);
        assertThat(value(calibrated, "cost_against_always")).isEqualTo(0.75);
        assertThat(value(calibrated, "cost_against_never")).isEqualTo(-1.25);
        assertThat(value(calibrated, "net_benefit")).isCloseTo(5 / 12.0, within(1e-15));
        assertThat(value(calibrated, "net_benefit_treat_all")).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(value(calibrated, "precision")).isEqualTo(2 / 3.0);
        assertThat(value(calibrated, "recall")).isEqualTo(2 / 3.0);
        assertThat(value(calibrated, "specificity")).isZero();
        assertThat(value(calibrated, "f1")).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(value(calibrated, "mcc")).isCloseTo(-1 / 3.0, within(1e-15));
        assertThat(value(calibrated, "balanced_accuracy")).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(value(calibrated, "acted_on")).isEqualTo(0.75);
        Point best = point(decisions, Choice.BEST);
        assertThat(best.threshold()).isEqualTo(0.2);
        assertThat(value(best, "cost")).isEqualTo(0.25);
        assertThat(best.measures().values()).allMatch(each -> each.interval() == null);
        assertThat(Samples.estimate(best.measures(), "cost").reason()).isEqualTo(Reasons.CHOSEN_HERE);
        assertThat(best.measures()).doesNotContainKey("net_benefit");
        assertThat(Samples.estimate(decisions.standing(), "always").value()).isEqualTo(0.25);
        assertThat(Samples.estimate(decisions.standing(), "never").value()).isEqualTo(2.25);
        // A row whose forecast is the threshold is acted on.
        Point given = point(
                decisions(Samples.score(
                        Samples.binary().with(new Policy(0.6, null)),
                        Samples.pairs(new double[] {1, 0, 1, 1}, new double[] {0.9, 0.6, 0.6, 0.2}))),
                Choice.GIVEN);
        assertThat(given.rows()).isDeepEqualTo(new double[][] {{0, 1}, {1, 2}});
        assertThat(given.measures()).doesNotContainKey("cost");
        Curve curve = Objects.requireNonNull(Samples.event(findings).curves().get("decision"));
        assertThat(curve.points()).hasDimensions(99, 4);
        assertThat(curve.points()[24][1]).isCloseTo(5 / 12.0, within(1e-15));
        assertThat(curve.points()[24][2]).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(curve.points()[59][3]).isEqualTo(0.75);
        assertThat(curve.points()[60][3]).isEqualTo(0.25);
    }

    /** Plain loops over the rows in decimals. */
    @ParameterizedTest
    @CsvSource({"1,false,false", "2,true,false", "3,false,true", "4,true,true", "5,true,true"})
    void asWrittenOut(int seed, boolean weighted, boolean counted) {
        Random random = new Random(seed);
        int n = 300;
        double[] p = random.doubles(n).map(each -> Math.rint(each * 40) / 40).toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        double[] w = random.doubles(n, 0.1, 3).toArray();
        long[] k = random.longs(n, 1, 4).toArray();
        Policy policy = new Policy(0.3, new Policy.Costs(0.7, 1.9));
        Rows rows = Samples.pairs(y, p);
        rows = weighted ? Samples.weighted(rows, w) : rows;
        rows = counted ? Samples.counted(rows, k) : rows;
        Plan plan = Samples.with(Samples.binary(), weighted, counted, false).with(policy);
        Findings findings = Samples.score(plan, rows);
        Decisions decisions = decisions(findings);

        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= 41; i++) {
            least = Math.min(least, cost(y, p, weighted ? w : null, counted ? k : null, i / 40.0)[0]);
        }
        Point best = point(decisions, Choice.BEST);
        assertThat(value(best, "cost")).isCloseTo(least, within(1e-13));
        for (Choice choice : List.of(Choice.GIVEN, Choice.CALIBRATED)) {
            Point point = point(decisions, choice);
            double[] expected = cost(y, p, weighted ? w : null, counted ? k : null, point.threshold());
            Estimate cost = Samples.estimate(point.measures(), "cost");
            assertThat(cost.value()).isCloseTo(expected[0], within(1e-14));
            assertThat(Samples.se(cost)).isCloseTo(expected[1], within(1e-14));
            assertThat(cost.method()).isEqualTo("hall");
            Estimate always = Samples.estimate(decisions.standing(), "always");
            assertThat(value(point, "cost_against_always")).isCloseTo(cost.value() - always.value(), within(1e-14));
        }
        Point given = point(decisions, Choice.GIVEN);
        Curve curve = Objects.requireNonNull(Samples.event(findings).curves().get("decision"));
        assertThat(curve.points()[29][1]).isCloseTo(value(given, "net_benefit"), within(1e-13));
        assertThat(curve.points()[29][2]).isCloseTo(value(given, "net_benefit_treat_all"), within(1e-13));
        assertThat(curve.points()[29][3]).isCloseTo(value(given, "acted_on"), within(1e-13));
    }

    private static double[] cost(double[] y, double[] p, double @Nullable [] w, long @Nullable [] k, double threshold) {
        BigDecimal weight = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        long n = 0;
        for (int i = 0; i < y.length; i++) {
            BigDecimal times = new BigDecimal(k == null ? 1 : k[i]);
            BigDecimal each = new BigDecimal(w == null ? 1 : w[i]);
            weight = weight.add(each.multiply(times));
            sum = sum.add(each.multiply(times).multiply(new BigDecimal(rowCost(y[i], p[i], threshold))));
            n += k == null ? 1 : k[i];
        }
        BigDecimal mean = sum.divide(weight, MathContext.DECIMAL128);
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = 0; i < y.length; i++) {
            BigDecimal away = new BigDecimal(rowCost(y[i], p[i], threshold)).subtract(mean);
            BigDecimal each = new BigDecimal(w == null ? 1 : w[i]).multiply(away);
            squares = squares.add(each.multiply(each).multiply(new BigDecimal(k == null ? 1 : k[i])));
        }
        BigDecimal variance = squares.multiply(new BigDecimal(n))
                .divide(new BigDecimal(n - 1).multiply(weight).multiply(weight), MathContext.DECIMAL128);
        return new double[] {mean.doubleValue(), Math.sqrt(variance.doubleValue())};
    }

    private static double rowCost(double y, double p, double threshold) {
        return p >= threshold ? (y == 1 ? 0 : 0.7) : (y == 1 ? 1.9 : 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theSameForEveryOrderAndNumberOfThreads(int seed) {
        Random random = new Random(seed);
        int n = 150_000;
        double[] p = random.doubles(n).toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        Rows rows =
                Samples.weighted(Samples.pairs(y, p), random.doubles(n, 0.5, 2).toArray());
        Plan plan = Samples.with(Samples.binary(), true, false, false).with(COSTS);
        Findings one = Samples.score(plan, rows);
        Findings other = Samples.score(plan.forPart().with(COSTS), Samples.pick(rows, Samples.shuffled(n, random)));
        Decisions expected = decisions(one);
        Decisions found = decisions(other);
        assertThat(found.tenths()).isEqualTo(expected.tenths());
        assertThat(found.standing()).isEqualTo(expected.standing());
        for (int i = 0; i < 3; i++) {
            assertThat(found.points().get(i).measures())
                    .isEqualTo(expected.points().get(i).measures());
            assertThat(found.points().get(i).rows())
                    .isDeepEqualTo(expected.points().get(i).rows());
        }
        assertThat(Objects.requireNonNull(Samples.event(other).curves().get("decision"))
                        .points())
                .isDeepEqualTo(
                        Objects.requireNonNull(Samples.event(one).curves().get("decision"))
                                .points());
    }

    @Test
    void rowsOfOneForecastAreSharedBetweenTenths() {
        double[] y = new double[20];
        double[] p = new double[20];
        // Eleven rows of 0.3, the rest higher; of the eleven the event happens in two, of the nine in six.
        Arrays.fill(p, 0, 11, 0.3);
        Arrays.fill(p, 11, 20, 0.8);
        y[0] = 1;
        y[1] = 1;
        Arrays.fill(y, 11, 17, 1);
        List<Tenth> tenths = decisions(Samples.score(Samples.binary().with(new Policy(0.5, null)), Samples.pairs(y, p)))
                .tenths();
        assertThat(tenths).hasSize(10);
        assertThat(tenths.getFirst().events()).isCloseTo(2 * 6 / 9.0, within(1e-14));
        assertThat(tenths.getFirst().lift()).isCloseTo(6 / 9.0 / 0.4, within(1e-14));
        Tenth middle = tenths.get(4);
        assertThat(middle.lowest()).isEqualTo(0.3);
        assertThat(middle.highest()).isEqualTo(0.8);
        assertThat(middle.events()).isCloseTo(6 / 9.0 + 2 / 11.0, within(1e-14));
        assertThat(middle.expected()).isCloseTo(1.1, within(1e-14));
        assertThat(tenths).allMatch(tenth -> Math.abs(tenth.rows() - 2) < 1e-12);
        assertThat(tenths.getLast().gain()).isCloseTo(1, within(1e-14));
    }

    @Test
    void logOddsDecideAsTheirProbabilities() {
        double[] y = {1, 0, 1, 1, 0};
        Plan plan = Samples.binary(Scale.LOGIT, ZeroRule.INFINITE).with(COSTS);
        Decisions decisions = decisions(Samples.score(plan, Samples.pairs(y, new double[] {2, 0, -0.5, -3, -4})));
        assertThat(point(decisions, Choice.GIVEN).rows()).isDeepEqualTo(new double[][] {{1, 1}, {2, 1}});
        // Acting on all but the lowest costs one false alarm.
        assertThat(point(decisions, Choice.BEST).threshold()).isCloseTo(1 / (1 + Math.exp(3)), within(1e-15));
        assertThat(value(point(decisions, Choice.BEST), "cost")).isEqualTo(0.2);
    }

    @Test
    void ofEquallyGoodThresholdsTheOneNearestToTheCalibratedOne() {
        // No event at all: it costs least never to act.
        Decisions none = decisions(Samples.score(
                Samples.binary().with(COSTS), Samples.pairs(new double[] {0, 0, 0}, new double[] {0.1, 0.2, 0.9})));
        Point never = point(none, Choice.BEST);
        assertThat(never.threshold()).isInfinite();
        assertThat(value(never, "cost")).isZero();
        assertThat(value(never, "precision")).isNaN();
        assertThat(none.tenths()).allMatch(tenth -> Double.isNaN(tenth.lift()) && Double.isNaN(tenth.gain()));
        // Acting from 0.1 or from 0.2 on: a false alarm more or less costs as much as a miss.
        Plan plan = Samples.binary().with(new Policy(null, new Policy.Costs(1, 1)));
        Decisions tied = decisions(
                Samples.score(plan, Samples.pairs(new double[] {1, 0, 1, 0}, new double[] {0.6, 0.6, 0.7, 0.1})));
        assertThat(point(tied, Choice.BEST).threshold()).isEqualTo(0.6);
    }

    @Test
    void degenerateRows() {
        Plan plan = Samples.binary().with(COSTS);
        assertThat(Samples.score(plan).sections()).isEmpty();
        Decisions one = decisions(Samples.score(plan, Samples.pairs(new double[] {1}, new double[] {0.7})));
        Estimate cost = Samples.estimate(point(one, Choice.CALIBRATED).measures(), "cost");
        assertThat(cost.value()).isZero();
        assertThat(cost.kind()).isEqualTo(Kind.NONE);
        assertThat(Samples.estimate(point(one, Choice.CALIBRATED).measures(), "specificity")
                        .kind())
                .isEqualTo(Kind.UNDEFINED);
        assertThat(one.tenths()).hasSize(10);
        assertThat(Samples.score(Samples.ranked(plan, 0).with(COSTS), Samples.pairs(new double[] {1}, new double[] {0.7
                        }))
                        .sections())
                .isEmpty();
    }

    private static final int ROWS = 400;

    /** Events whose rows of one cluster share a part of the forecast and the outcome. */
    private static ArraySource clustered(boolean logit) {
        Random random = new Random(12);
        double[] y = new double[ROWS];
        double[] p = new double[ROWS];
        double[] w = new double[ROWS];
        String[] group = new String[ROWS];
        double shared = 0;
        for (int i = 0; i < ROWS; i++) {
            shared = i % 4 == 0 ? random.nextDouble() : shared;
            double truth = (shared + random.nextInt(1, 20) / 20.0) / 2;
            p[i] = logit ? StrictMath.log(truth / (1 - truth)) : truth;
            y[i] = random.nextDouble() < shared ? 1 : 0;
            w[i] = 0.5 + random.nextDouble();
            group[i] = "g" + i / 4;
        }
        String[] own = new String[ROWS];
        Arrays.setAll(own, i -> "r" + i);
        return ArraySource.empty()
                .with("y", y)
                .with("p", p)
                .with("w", w)
                .with("group", group)
                .with("own", own);
    }

    private static Decisions decisions(boolean logit, Grouping grouping, boolean weighted) {
        Request request = Request.automatic()
                .withOutcome("y")
                .withPrediction("p")
                .withScale(logit ? Scale.LOGIT : Scale.PROBABILITY)
                .withPolicy(new Policy(0.5, new Policy.Costs(1, 3)));
        Scorecard card = Scorer.score(clustered(logit), weighted ? request.withWeight("w") : request, grouping);
        return Objects.requireNonNull(card.section(Decisions.class));
    }

    private static double se(Map<String, Estimate> of, String name) {
        return Objects.requireNonNull(Samples.estimate(of, name).se(), name);
    }

    @Test
    void clustersOfOneRowHaveTheErrorsOfRows() {
        for (boolean logit : new boolean[] {false, true}) {
            for (boolean weighted : new boolean[] {false, true}) {
                Decisions rows = decisions(logit, Grouping.none(), weighted);
                Decisions clusters = decisions(logit, Grouping.none().withCluster("own"), weighted);
                for (Choice choice : List.of(Choice.GIVEN, Choice.CALIBRATED)) {
                    Map<String, Estimate> one = point(rows, choice).measures();
                    Map<String, Estimate> two = point(clusters, choice).measures();
                    for (String name : List.of(
                            "cost",
                            "cost_against_always",
                            "cost_against_never",
                            "net_benefit",
                            "net_benefit_treat_all",
                            "f1",
                            "balanced_accuracy")) {
                        assertThat(se(two, name)).as(name).isCloseTo(se(one, name), within(1e-12));
                        assertThat(Samples.estimate(two, name).method()).isEqualTo("cluster_t");
                    }
                    assertThat(Samples.estimate(two, "mcc").reason()).isEqualTo(Reasons.INDEPENDENT_ROWS);
                }
                assertThat(se(clusters.standing(), "always")).isCloseTo(se(rows.standing(), "always"), within(1e-13));
                assertThat(se(clusters.standing(), "never")).isCloseTo(se(rows.standing(), "never"), within(1e-13));
                assertThat(point(clusters, Choice.BEST).measures().values())
                        .allMatch(each -> each.interval() == null)
                        .anyMatch(each -> Reasons.CHOSEN_HERE.equals(each.reason()));
            }
        }
    }

    @Test
    void clustersSumTheirRowsFirst() {
        Map<String, Estimate> found = point(
                        decisions(false, Grouping.none().withCluster("group"), false), Choice.CALIBRATED)
                .measures();
        double[][] cells = new double[ROWS][];
        clustered(false).read(List.of(new Source.Cell.Numeric("y"), new Source.Cell.Numeric("p")), true, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                cells[(int) batch.rows()[i] - 1] =
                        new double[] {batch.numbers()[0][i], batch.numbers()[1][i] >= 0.25 ? 1 : 0};
            }
            return true;
        });
        double hits = 0;
        double acted = 0;
        double cost = 0;
        for (double[] row : cells) {
            hits += row[0] * row[1];
            acted += row[1];
            cost += row[0] * (1 - row[1]) * 3 + (1 - row[0]) * row[1];
        }
        double ofCost = 0;
        double ofPrecision = 0;
        for (int g = 0; g < ROWS / 4; g++) {
            double sum = 0;
            double part = 0;
            for (int i = 4 * g; i < 4 * g + 4; i++) {
                double[] row = cells[i];
                sum += row[0] * (1 - row[1]) * 3 + (1 - row[0]) * row[1] - cost / ROWS;
                part += row[1] * (row[0] - hits / acted);
            }
            ofCost += sum * sum;
            ofPrecision += part * part;
        }
        double groups = ROWS / 4.0;
        assertThat(se(found, "cost")).isCloseTo(Math.sqrt(groups / (groups - 1) * ofCost) / ROWS, within(1e-13));
        assertThat(se(found, "precision"))
                .isCloseTo(Math.sqrt(groups / (groups - 1) * ofPrecision) / acted, within(1e-13));
        assertThat(Samples.estimate(found, "recall").interval()).isNotNull();
        assertThat(Samples.estimate(found, "specificity").interval()).isNotNull();
        assertThat(Samples.estimate(found, "acted_on").interval()).isNotNull();
    }

    @Test
    void policiesAreChecked() {
        for (double wrong : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> new Policy(wrong, null)).hasMessageContaining("between 0 and 1");
        }
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Policy.Costs(1, wrong)).hasMessageContaining("above 0");
            assertThatThrownBy(() -> new Policy.Costs(wrong, 1)).hasMessageContaining("above 0");
        }
        assertThat(Policy.NONE.any()).isFalse();
    }

    @Test
    void onlyOfEventsThatAreRanked() {
        ArraySource event = ArraySource.empty().with("y", 1, 0).with("p", 0.6, 0.4);
        Request request = Request.automatic().withPolicy(COSTS);
        assertThatThrownBy(() -> Scorer.score(event, request.withRankingMemory(0)))
                .hasMessageContaining("ranking");
        assertThatThrownBy(() -> Scorer.score(event, request.withSoftOutcomes()))
                .hasMessageContaining("soft");
    }
}
