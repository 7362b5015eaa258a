package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How errors of numbers are spread, against brute force. */
class ErrorFindingsTest {
    private static final Request NUMBERS =
            Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.MEAN);

    private static double[] column(List<double[]> rows, int c) {
        return rows.stream().mapToDouble(row -> row[c]).toArray();
    }

    private static Scorecard card(List<double[]> rows, Request request, Grouping grouping) {
        ArraySource source = ArraySource.empty()
                .with("y", column(rows, 0))
                .with("p", column(rows, 1))
                .with("w", column(rows, 2))
                .with("c", column(rows, 3))
                .with("g", column(rows, 4));
        return Scorer.score(source, request, grouping);
    }

    private static ErrorFindings of(List<double[]> rows, Request request) {
        return Objects.requireNonNull(card(rows, request, Grouping.none()).section(ErrorFindings.class));
    }

    /** Rows of outcome, prediction, weight, count and group, many of them tied. */
    private static List<double[]> rows(int n, int seed, boolean tied) {
        Random random = new Random(seed);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double p = tied ? random.nextInt(12) : random.nextGaussian() * 10;
            double y = tied ? p + random.nextInt(-3, 4) / 2.0 : p + random.nextGaussian() * (1 + Math.abs(p));
            rows.add(new double[] {y, p, random.nextInt(1, 5) / 4.0, random.nextInt(0, 4), random.nextInt(40)});
        }
        return rows;
    }

    private static List<double[]> repeated(List<double[]> rows) {
        List<double[]> all = new ArrayList<>();
        rows.forEach(row -> all.addAll(Collections.nCopies((int) row[3], row)));
        return all;
    }

    /** The smallest number up to which there is at least a share of the weight. */
    private static double quantile(double[] values, double[] weights, int hundredths) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
        BigDecimal all = BigDecimal.ZERO;
        for (double weight : weights) {
            all = all.add(new BigDecimal(weight));
        }
        BigDecimal wanted = all.multiply(BigDecimal.valueOf(hundredths)).divide(BigDecimal.valueOf(100));
        BigDecimal reached = BigDecimal.ZERO;
        for (int i : order) {
            reached = reached.add(new BigDecimal(weights[i]));
            if (reached.compareTo(wanted) >= 0) {
                return values[i];
            }
        }
        throw new AssertionError("no quantile");
    }

    private static double[] errors(List<double[]> rows) {
        return rows.stream().mapToDouble(row -> row[1] - row[0] + 0.0).toArray();
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** P(B < r) of a binomial number, exactly. */
    private static BigDecimal below(int n, int hundredths, int r) {
        BigDecimal p = BigDecimal.valueOf(hundredths, 2);
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger ways = BigInteger.ONE;
        for (int k = 0; k < r; k++) {
            sum = sum.add(
                    new BigDecimal(ways)
                            .multiply(p.pow(k))
                            .multiply(BigDecimal.ONE.subtract(p).pow(n - k)),
                    MathContext.DECIMAL128);
            ways = ways.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1L));
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"7,1", "100,2", "999,3", "40000,4"})
    void quantilesAndTheirIntervals(int n, int seed) {
        for (boolean tied : new boolean[] {false, true}) {
            List<double[]> rows = rows(n, seed, tied);
            ErrorFindings found = of(rows, NUMBERS);
            double[] errors = errors(rows);
            double[] sorted = errors.clone();
            Arrays.sort(sorted);
            found.quantiles().forEach((level, estimate) -> {
                int hundredths = (int) Math.rint(level * 100);
                assertThat(estimate.value()).isEqualTo(quantile(errors, ones(n), hundredths));
                Interval interval = estimate.interval();
                if (n > 1000) {
                    assertThat(interval).isNotNull();
                    return;
                }
                int low = 0;
                BigDecimal tail = new BigDecimal("0.025");
                while (low < n && below(n, hundredths, low + 1).compareTo(tail) <= 0) {
                    low++;
                }
                int high = 0;
                while (high < n && below(n, 100 - hundredths, high + 1).compareTo(tail) <= 0) {
                    high++;
                }
                if (low == 0 || high == 0) {
                    assertThat(interval).isNull();
                    assertThat(estimate.reason()).isEqualTo(Reasons.FEW_FOR_QUANTILE);
                } else {
                    assertThat(interval).isEqualTo(new Interval(sorted[low - 1], sorted[n - high]));
                }
            });
            double[] sizes = Arrays.stream(errors).map(Math::abs).toArray();
            assertThat(found.medianAbsolute().value()).isEqualTo(quantile(sizes, ones(n), 50));
            assertThat(found.least()).isEqualTo(sorted[0]);
            assertThat(found.greatest()).isEqualTo(sorted[n - 1]);
        }
    }

    @Test
    void theMedianOfOneHundredLiesBetweenThe40thAndThe61st() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            rows.add(new double[] {0, i, 1, 1, 0});
        }
        Estimate median = Objects.requireNonNull(of(rows, NUMBERS).quantiles().get(0.5));
        assertThat(median.value()).isEqualTo(50);
        assertThat(median.interval()).isEqualTo(new Interval(40, 61));
        assertThat(median.method()).isEqualTo("order_statistics");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theOrderOfTheRowsDoesNotMatterAndCountsRepeat(int seed) {
        List<double[]> rows = rows(9000, seed, true);
        List<double[]> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        for (Request request : List.of(NUMBERS, NUMBERS.withWeight("w"), NUMBERS.withCount("c"))) {
            assertThat(of(shuffled, request.withThreads(3))).isEqualTo(of(rows, request));
        }
        assertThat(of(rows, NUMBERS.withCount("c"))).isEqualTo(of(repeated(rows), NUMBERS));
        assertThat(of(rows, NUMBERS.withCount("c").withWeight("w")))
                .isEqualTo(of(repeated(rows), NUMBERS.withWeight("w")));
    }

    @Test
    void weightsMoveQuantilesAndTakeTheirIntervals() {
        List<double[]> rows = rows(20_000, 9, false);
        ErrorFindings found = of(rows, NUMBERS.withWeight("w"));
        found.quantiles().forEach((level, estimate) -> {
            assertThat(estimate.value())
                    .isEqualTo(quantile(errors(rows), column(rows, 2), (int) Math.rint(level * 100)));
            assertThat(estimate.interval()).isNull();
            assertThat(estimate.reason()).isEqualTo(Reasons.UNEQUAL_QUANTILE);
        });
    }

    @Test
    void tenthsHoldAllRowsAndNeverSplitAPrediction() {
        for (List<double[]> rows : List.of(rows(1000, 5, false), rows(1000, 6, true))) {
            List<ErrorFindings.Tenth> tenths = of(rows, NUMBERS).tenths();
            assertThat(tenths.stream().mapToLong(ErrorFindings.Tenth::rows).sum())
                    .isEqualTo(1000);
            double before = Double.NEGATIVE_INFINITY;
            for (ErrorFindings.Tenth tenth : tenths) {
                assertThat(tenth.low()).isGreaterThan(before);
                before = tenth.high();
                List<double[]> members = rows.stream()
                        .filter(row -> row[1] >= tenth.low() && row[1] <= tenth.high())
                        .toList();
                assertThat(tenth.rows()).isEqualTo(members.size());
                double[] errors = errors(members);
                double mean = Arrays.stream(errors).average().orElseThrow();
                double variance = Arrays.stream(errors)
                        .map(error -> (error - mean) * (error - mean))
                        .average()
                        .orElseThrow();
                assertThat(tenth.bias()).isCloseTo(mean, within(1e-12));
                assertThat(tenth.sd()).isCloseTo(Math.sqrt(variance), within(1e-12));
                assertThat(tenth.rms() * tenth.rms()).isCloseTo(mean * mean + variance, within(1e-9));
            }
        }
        List<ErrorFindings.Tenth> even = of(rows(1000, 5, false), NUMBERS).tenths();
        assertThat(even).hasSize(10).allMatch(tenth -> tenth.rows() == 100);
        // The spread was planted to grow with the size of the prediction.
        assertThat(even.getLast().sd()).isGreaterThan(3 * even.get(4).sd());
    }

    @Test
    void oneTenthWhereThereIsOnePrediction() {
        List<double[]> rows =
                List.of(new double[] {1.5, 2, 1, 1, 0}, new double[] {2.5, 2, 1, 1, 0}, new double[] {4, 2, 1, 1, 0});
        assertThat(of(rows, NUMBERS).tenths()).hasSize(1);
        assertThat(of(rows.subList(0, 1), NUMBERS).medianAbsolute().value()).isEqualTo(0.5);
    }

    @Test
    void noIntervalsWhereRowsDependOnEachOther() {
        Scorecard card = card(rows(500, 8, false), NUMBERS, Grouping.none().withCluster("g"));
        ErrorFindings found = Objects.requireNonNull(card.section(ErrorFindings.class));
        assertThat(found.quantiles().values())
                .allMatch(estimate ->
                        estimate.interval() == null && Objects.equals(estimate.reason(), Reasons.DEPENDENT_QUANTILE));
        assertThat(found.medianAbsolute().interval()).isNull();
    }

    @Test
    void leftOutWithoutMemoryAndWithANoteWhereItIsTooLittle() {
        List<double[]> rows = rows(2000, 10, false);
        Scorecard none = card(rows, NUMBERS.withRankingMemory(0), Grouping.none());
        assertThat(none.section(ErrorFindings.class)).isNull();
        assertThat(none.notes()).noneMatch(note -> note.code() == Note.Code.RANKING_LEFT_OUT);
        Scorecard little = card(rows, NUMBERS.withRankingMemory(1999 * 48), Grouping.none());
        assertThat(little.section(ErrorFindings.class)).isNull();
        assertThat(little.notes())
                .filteredOn(note -> note.code() == Note.Code.RANKING_LEFT_OUT)
                .singleElement()
                .satisfies(note -> assertThat(note.evidence()).containsEntry("most", 1999L));
        assertThat(card(rows, NUMBERS.withRankingMemory(2000 * 48), Grouping.none())
                        .section(ErrorFindings.class))
                .isNotNull();
    }
}
