package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;
import org.surprisal.score.Estimate.Kind;

/** Paired differences against brute force, published values and hand. */
class ModelComparisonTest {
    private static final int ROWS = 200;
    private final double[] y = new double[ROWS];
    private final double[] p = new double[ROWS];
    private final double[] q = new double[ROWS];

    ModelComparisonTest() {
        Random random = new Random(7);
        for (int i = 0; i < ROWS; i++) {
            // Rounded forecasts tie.
            p[i] = (1 + random.nextInt(19)) / 20.0;
            q[i] = Math.min(0.95, Math.max(0.05, (Math.rint(20 * p[i]) + random.nextInt(9) - 4) / 20));
            y[i] = random.nextDouble() < p[i] ? 1 : 0;
        }
    }

    private static final Request BINARY =
            Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.PROBABILITY);

    private ArraySource table() {
        return ArraySource.empty().with("y", y).with("p", p).with("q", q);
    }

    private static ModelComparison compare(Source source, Request request, Grouping grouping, Versus versus) {
        return Objects.requireNonNull(
                Scorer.score(source, request, grouping, versus).section(ModelComparison.class));
    }

    private static ModelComparison compare(Source source, Request request, String... versus) {
        return compare(source, request, Grouping.none(), Versus.of(versus));
    }

    private static Difference of(ModelComparison comparison, String score) {
        return Objects.requireNonNull(comparison.differences().get(score), score);
    }

    private static double se(Difference difference) {
        return Objects.requireNonNull(difference.estimate().se());
    }

    @Test
    void finnishForecastsOfOneAndTwoDays() {
        List<String> lines = SharedData.lines("gpl-weather/fmi_tampere_pop_2003.csv");
        double[][] rows = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new double[] {
                    number(cells[3]) > 0.2 ? 1 : Double.isNaN(number(cells[3])) ? Double.NaN : 0,
                    1 - number(cells[4]),
                    1 - number(cells[7])
                })
                .toArray(double[][]::new);
        ModelComparison comparison = compare(
                ArraySource.empty()
                        .with("y", column(rows, 0))
                        .with("p", column(rows, 1))
                        .with("p48", column(rows, 2)),
                BINARY,
                "p48");
        assertThat(comparison.rows()).isEqualTo(330);
        assertThat(comparison.leftOut()).containsEntry("p", 16L).containsEntry("p48", 16L);
        Difference brier = of(comparison, "brier");
        assertThat(brier.estimate().value()).isCloseTo(-0.041970, within(5e-7));
        assertThat(se(brier)).isCloseTo(0.010838, within(5e-7));
        assertThat(brier.p()).isBetween(0.00005, 0.0002);
        // Both models lost infinitely much.
        Difference log = of(comparison, "log_loss");
        assertThat(log.estimate().kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(log.p()).isNull();
        assertThat(comparison.rankedBy()).isEqualTo("brier");
    }

    private static double number(String cell) {
        return cell.isEmpty() || cell.equals("NA") ? Double.NaN : Double.parseDouble(cell);
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    @Test
    void byHand() {
        ModelComparison comparison = compare(
                ArraySource.empty().with("y", 1, 0, 1).with("p", 0.8, 0.3, 0.6).with("q", 0.5, 0.5, 0.5), BINARY, "q");
        Difference brier = of(comparison, "brier");
        assertThat(brier.estimate().value()).isCloseTo(-0.46 / 3, within(1e-15));
        assertThat(se(brier)).isCloseTo(0.034801, within(5e-7));
        // One row is 1 % of three, rounded up.
        assertThat(brier.topShare()).isCloseTo(0.21 / 0.46, within(1e-14));
        assertThat(of(comparison, "brier").estimate().better()).isEqualTo(Estimate.Better.LOWER);
    }

    @Test
    void areasAgainstAllPairs() {
        Difference auc = of(compare(table(), BINARY, "q"), "auc");
        int[] up = IntStream.range(0, ROWS).filter(i -> y[i] == 1).toArray();
        int[] down = IntStream.range(0, ROWS).filter(i -> y[i] == 0).toArray();
        double[] v = new double[up.length];
        double[] u = new double[down.length];
        for (int i = 0; i < up.length; i++) {
            for (int j = 0; j < down.length; j++) {
                double d = wins(p[up[i]], p[down[j]]) - wins(q[up[i]], q[down[j]]);
                v[i] += d / down.length;
                u[j] += d / up.length;
            }
        }
        double mean = Arrays.stream(v).average().orElseThrow();
        double variance =
                spread(v, mean) / up.length / (up.length - 1) + spread(u, mean) / down.length / (down.length - 1);
        assertThat(auc.estimate().value()).isCloseTo(mean, within(1e-13));
        assertThat(se(auc)).isCloseTo(Math.sqrt(variance), within(1e-13));
        assertThat(auc.estimate().method()).isEqualTo("delong");
    }

    private static double wins(double a, double b) {
        return a > b ? 1 : a == b ? 0.5 : 0;
    }

    private static double spread(double[] x, double mean) {
        return Arrays.stream(x).map(each -> (each - mean) * (each - mean)).sum();
    }

    @Test
    void theIntervalLeavesOutZeroWhereTheTestDoes() {
        ModelComparison comparison = compare(table(), BINARY, "q");
        assertThat(comparison.differences())
                .containsKeys("log_loss", "brier", "auc", "average_precision", "brier_skill");
        comparison.differences().forEach((name, difference) -> {
            Interval interval = difference.estimate().interval();
            if (interval != null) {
                boolean without = interval.low() > 0 || interval.high() < 0;
                assertThat(without).as(name).isEqualTo(Objects.requireNonNull(difference.p()) < 0.05);
            }
        });
        for (String name : List.of("log_loss", "brier", "accuracy", "auc")) {
            double level = 1 - Objects.requireNonNull(of(comparison, name).p());
            Interval edge = Objects.requireNonNull(of(compare(table(), BINARY.withLevel(level), "q"), name)
                    .estimate()
                    .interval());
            assertThat(Math.min(Math.abs(edge.low()), Math.abs(edge.high())))
                    .as(name)
                    .isLessThan(1e-12);
        }
    }

    /** The influence of a row, from removing it: the jackknife agrees up to terms that vanish faster. */
    @Test
    void smoothFunctionsAgainstTheJackknife() {
        ModelComparison comparison = compare(table(), BINARY, "q");
        List<String> names = List.of("average_precision", "perplexity", "calibration_slope", "brier_skill");
        double[][] left = new double[names.size()][ROWS];
        for (int i = 0; i < ROWS; i++) {
            int out = i;
            int[] rest = IntStream.range(0, ROWS).filter(k -> k != out).toArray();
            ArraySource others = ArraySource.empty()
                    .with("y", pick(y, rest))
                    .with("p", pick(p, rest))
                    .with("q", pick(q, rest));
            Scorecard one = Scorer.score(others, BINARY);
            Scorecard two = Scorer.score(others, BINARY.withPrediction("q"));
            for (int k = 0; k < names.size(); k++) {
                left[k][i] = value(one, names.get(k)) - value(two, names.get(k));
            }
        }
        for (int k = 0; k < names.size(); k++) {
            double mean = Arrays.stream(left[k]).average().orElseThrow();
            double jackknife = Math.sqrt((ROWS - 1.0) / ROWS * spread(left[k], mean));
            assertThat(se(of(comparison, names.get(k))) / jackknife)
                    .as(names.get(k))
                    .isBetween(0.94, 1.06);
        }
    }

    private static double value(Scorecard card, String name) {
        return name.equals("brier_skill")
                ? Objects.requireNonNull(card.skill().get("brier")).value()
                : card.get(name).value();
    }

    private static double[] pick(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }

    /** Without the rows that decide, whose numbers follow the order of the table. */
    private static ModelComparison unnumbered(ModelComparison of) {
        List<ModelComparison.Model> models = of.models().stream()
                .map(model -> {
                    Contrast contrast = model.contrast();
                    Contrast without =
                            contrast == null ? null : new Contrast(contrast.thresholds(), contrast.segments(), null);
                    return new ModelComparison.Model(
                            model.name(), model.own(), model.scores(), model.differences(), model.toBest(), without);
                })
                .toList();
        return new ModelComparison(of.against(), of.rows(), of.leftOut(), of.rankedBy(), models, of.join());
    }

    @Test
    void anyOrderAndRepeatedRows() {
        ModelComparison expected = compare(table(), BINARY, "q");
        List<Integer> order =
                new java.util.ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
        Collections.shuffle(order, new Random(3));
        int[] places = order.stream().mapToInt(i -> i).toArray();
        ArraySource shuffled = ArraySource.empty()
                .with("y", pick(y, places))
                .with("p", pick(p, places))
                .with("q", pick(q, places));
        assertThat(unnumbered(compare(shuffled.inBatchesOf(7), BINARY, "q"))).isEqualTo(unnumbered(expected));
        int[] twice = IntStream.range(0, 2 * ROWS).map(i -> i / 2).toArray();
        ArraySource doubled = ArraySource.empty()
                .with("y", pick(y, twice))
                .with("p", pick(p, twice))
                .with("q", pick(q, twice));
        double[] two = new double[ROWS];
        Arrays.fill(two, 2);
        assertThat(compare(table().with("n", two), BINARY.withCount("n"), "q").differences())
                .isEqualTo(compare(doubled, BINARY, "q").differences());
        Difference weighted = of(compare(table().with("w", two), BINARY.withWeight("w"), "q"), "brier");
        assertThat(se(weighted)).isCloseTo(se(of(expected, "brier")), within(1e-15));
    }

    @Test
    void infiniteLosses() {
        ArraySource rows = ArraySource.empty()
                .with("y", 1, 0, 1, 0)
                .with("p", 0, 0.2, 0.7, 0.4)
                .with("q", 0.5, 0.5, 0.6, 0.4);
        Estimate worse = of(compare(rows, BINARY, "q"), "log_loss").estimate();
        assertThat(worse.value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(worse.kind()).isEqualTo(Kind.INFINITE);
        Difference better = of(compare(rows, BINARY.withPrediction("q"), "p"), "log_loss");
        assertThat(better.estimate().value()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(better.p()).isNull();
        assertThat(of(compare(rows, BINARY, "q"), "brier").estimate().interval())
                .isNotNull();
    }

    @Test
    void severalModelsAreRanked() {
        double[] half = new double[ROWS];
        Arrays.fill(half, 0.5);
        ModelComparison comparison = compare(table().with("half", half), BINARY, "half", "q");
        assertThat(comparison.rankedBy()).isEqualTo("log_loss");
        assertThat(comparison.models().stream().map(ModelComparison.Model::name))
                .containsExactly("p", "q", "half");
        assertThat(comparison.models().getFirst().toBest()).isEmpty();
        Difference last =
                Objects.requireNonNull(comparison.models().getLast().toBest().get("log_loss"));
        // The best is the prediction, so both differences are one with opposite signs.
        assertThat(last.estimate().value())
                .isEqualTo(-of(comparison, "log_loss").estimate().value());
        assertThat(comparison.differences())
                .isEqualTo(comparison.models().getLast().differences());
    }

    @Test
    void pValuesToTheBestAreAdjustedByHolm() {
        double[] half = new double[ROWS];
        Arrays.fill(half, 0.5);
        double[] near = Arrays.stream(p).map(x -> 0.9 * x + 0.05).toArray();
        ModelComparison comparison =
                compare(table().with("half", half).with("near", near), BINARY, "half", "q", "near");
        for (String score : List.of("log_loss", "brier", "auc", "perplexity")) {
            List<Difference> sorted = comparison.models().stream()
                    .map(model -> model.toBest().get(score))
                    .filter(Objects::nonNull)
                    .filter(difference -> difference.p() != null)
                    .sorted(java.util.Comparator.comparingDouble(d -> Objects.requireNonNull(d.p())))
                    .toList();
            // "near" ranks as "p" does, so that the areas of both are the same.
            assertThat(sorted).hasSize(score.equals("auc") ? 2 : 3);
            double before = 0;
            for (int k = 0; k < sorted.size(); k++) {
                double p = Objects.requireNonNull(sorted.get(k).p());
                double expected = Math.max(before, Math.min(1, (sorted.size() - k) * p));
                assertThat(sorted.get(k).adjusted()).isEqualTo(expected);
                before = expected;
            }
        }
        assertThat(of(compare(table(), BINARY, "q"), "brier").adjusted()).isNull();
    }

    @Test
    void quantilesAndCountsAreRankedByTheirProperScores() {
        ArraySource quantiles = ArraySource.empty()
                .with("y", 1, 2, 3, 4)
                .with("q0.1", 0, 1, 2, 2)
                .with("q0.5", 1, 2, 4, 3)
                .with("q0.9", 3, 3, 5, 6)
                .with("m0.1", 0, 0, 0, 0)
                .with("m0.5", 2, 2, 2, 2)
                .with("m0.9", 5, 5, 5, 5)
                .with("n0.1", -9, -9, -9, -9)
                .with("n0.5", 2, 2, 2, 2)
                .with("n0.9", 9, 9, 9, 9);
        Request request = Request.automatic()
                .withOutcome("y")
                .withPrediction("q0.1", "q0.5", "q0.9")
                .withScale(Scale.QUANTILE);
        ModelComparison ranked = compare(quantiles, request, "m{level}", "n{level}");
        assertThat(ranked.rankedBy()).isEqualTo("wis");
        assertThat(ranked.models().stream().map(ModelComparison.Model::name))
                .containsExactly("q0.1,q0.5,q0.9", "m{level}", "n{level}");
        ArraySource counts =
                ArraySource.empty().with("y", 1, 2, 3).with("m", 1.1, 2, 2.5).with("far", 9, 9, 9);
        Request poisson =
                Request.automatic().withOutcome("y").withPrediction("m").withScale(Scale.POISSON);
        assertThat(compare(counts, poisson, "far").rankedBy()).isEqualTo("log_score");
    }

    @Test
    void theSamePredictionsDoNotDiffer() {
        ModelComparison comparison = compare(table().with("same", p), BINARY, "same");
        for (String name : List.of("log_loss", "brier", "auc", "average_precision")) {
            Estimate none = of(comparison, name).estimate();
            assertThat(none.value()).as(name).isZero();
            assertThat(none.se()).as(name).isZero();
            assertThat(none.kind()).as(name).isEqualTo(Kind.NONE);
        }
        ModelComparison one =
                compare(ArraySource.empty().with("y", 1).with("p", 0.7).with("q", 0.6), BINARY, "q");
        assertThat(of(one, "brier").estimate().kind()).isEqualTo(Kind.NONE);
        assertThat(of(one, "auc").estimate().kind()).isEqualTo(Kind.UNDEFINED);
    }

    @Test
    void clustersOfOneRowChangeLittleAndPairsMore() {
        String[] own = IntStream.range(0, ROWS).mapToObj(i -> "r" + i).toArray(String[]::new);
        ArraySource rows = table().with("own", own);
        ModelComparison plain = compare(rows, BINARY, "q");
        ModelComparison each = compare(rows, BINARY, Grouping.none().withCluster("own"), Versus.of("q"));
        for (String name : List.of("log_loss", "brier", "average_precision")) {
            assertThat(se(of(each, name))).as(name).isCloseTo(se(of(plain, name)), within(1e-12));
            assertThat(of(each, name).estimate().method()).isEqualTo("cluster_t");
        }
        int[] twice = IntStream.range(0, 2 * ROWS).map(i -> i / 2).toArray();
        String[] pairs = Arrays.stream(twice).mapToObj(i -> "r" + i).toArray(String[]::new);
        ArraySource doubled = ArraySource.empty()
                .with("y", pick(y, twice))
                .with("p", pick(p, twice))
                .with("q", pick(q, twice))
                .with("own", pairs);
        ModelComparison known = compare(doubled, BINARY, Grouping.none().withCluster("own"), Versus.of("q"));
        assertThat(se(of(known, "brier"))).isCloseTo(se(of(plain, "brier")), within(1e-12));
        String[] all = new String[ROWS];
        Arrays.fill(all, "one");
        ModelComparison one =
                compare(table().with("all", all), BINARY, Grouping.none().withCluster("all"), Versus.of("q"));
        assertThat(of(one, "brier").estimate().reason()).isEqualTo(Reasons.ONE_GROUP);
    }

    @Test
    void rowsNeededForAMargin() {
        Difference plain = of(compare(table(), BINARY, "q"), "brier");
        assertThat(plain.rowsNeeded()).isNull();
        double detectable = Objects.requireNonNull(plain.detectable());
        // t quantiles with 199 degrees of freedom, from R: qt(0.975, 199) and qt(0.8, 199).
        assertThat(detectable / se(plain)).isCloseTo(1.971956544 + 0.843433, within(1e-4));
        Difference planned =
                of(compare(table(), BINARY, Grouping.none(), Versus.of("q").withMargin(detectable / 2)), "brier");
        assertThat(planned.rowsNeeded()).isBetween(800L, 801L);
    }

    @Test
    void numbers() {
        ArraySource rows = ArraySource.empty().with("y", y).with("p", p).with("q", q);
        Request mean = Request.automatic()
                .withOutcome("y")
                .withPrediction("p")
                .withScale(Scale.MEAN)
                .withLosses(Catalogue.ABSOLUTE);
        ModelComparison comparison = compare(rows, mean, "q");
        double a = Math.sqrt(squares(p) / ROWS);
        double b = Math.sqrt(squares(q) / ROWS);
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            double one = ((p[i] - y[i]) * (p[i] - y[i]) - a * a) / (2 * a);
            double two = ((q[i] - y[i]) * (q[i] - y[i]) - b * b) / (2 * b);
            sum += (one - two) * (one - two);
        }
        assertThat(of(comparison, "rmse").estimate().value()).isCloseTo(a - b, within(1e-14));
        assertThat(se(of(comparison, "rmse"))).isCloseTo(Math.sqrt(sum / ROWS / (ROWS - 1)), within(1e-13));
        assertThat(comparison.differences()).containsKeys("mse", "mae", "bias", "r2");
        assertThat(comparison.rankedBy()).isEqualTo("mse");
    }

    private double squares(double[] forecast) {
        return IntStream.range(0, ROWS)
                .mapToDouble(i -> (forecast[i] - y[i]) * (forecast[i] - y[i]))
                .sum();
    }

    @Test
    void classesByAPattern() {
        String[] truth = IntStream.range(0, ROWS)
                .mapToObj(i -> y[i] == 1 ? "win" : "loss")
                .toArray(String[]::new);
        ArraySource rows = ArraySource.empty()
                .with("y", truth)
                .with("a_win", p)
                .with("a_loss", Arrays.stream(p).map(x -> 1 - x).toArray())
                .with("b_win", q)
                .with("b_loss", Arrays.stream(q).map(x -> 1 - x).toArray());
        Request classes = Request.automatic()
                .withOutcome("y")
                .withPrediction("a_win", "a_loss")
                .withClasses("win", "loss");
        ModelComparison comparison = compare(rows, classes, "b_{class}");
        // The Brier score over two classes is twice that of the event.
        double event = of(compare(table(), BINARY, "q"), "brier").estimate().value();
        assertThat(of(comparison, "brier").estimate().value()).isCloseTo(2 * event, within(1e-14));
        assertThatThrownBy(() -> compare(rows, classes, "b_win"))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("{class}");
        assertThatThrownBy(() -> compare(rows, classes, "c_{class}"))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("c_win");
    }

    @Test
    void whatCannotBeCompared() {
        assertThatThrownBy(() -> compare(table(), BINARY, "q", "q")).hasMessageContaining("twice");
        assertThatThrownBy(() -> compare(table(), BINARY, "r")).hasMessageContaining("--versus");
        assertThatThrownBy(() ->
                        compare(table(), BINARY, Grouping.none(), Versus.of("q").withMargin(-1)))
                .hasMessageContaining("--margin");
        assertThatThrownBy(() ->
                        compare(table(), BINARY, Grouping.none(), Versus.none().withMargin(1)))
                .hasMessageContaining("--versus");
        double[] none = new double[ROWS];
        Arrays.fill(none, Double.NaN);
        assertThatThrownBy(() -> compare(table().with("none", none), BINARY, "none"))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("No row");
        ArraySource labels = ArraySource.empty()
                .with("y", new String[] {"a", "b"})
                .with("p", new String[] {"a", "a"})
                .with("q", new String[] {"b", "b"});
        assertThatThrownBy(() ->
                        compare(labels, Request.automatic().withOutcome("y").withPrediction("p"), "q"))
                .hasMessageContaining("hard labels");
        assertThatThrownBy(() -> compare(table(), BINARY, Grouping.none().withMemory(100), Versus.of("q")))
                .hasMessageContaining("--memory");
    }
}
