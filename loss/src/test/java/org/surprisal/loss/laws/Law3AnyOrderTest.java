package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Total;

/** Law 3, any order: a total does not depend on the order of rows, on batches, on merges or on threads. */
class Law3AnyOrderTest {
    private static final int ROWS = 1500;

    private static final double[] NONE = {};

    static List<Loss> losses() {
        return Subjects.all();
    }

    /** Losses at the extremes, infinite and undefined ones among them, with weights and without. */
    @ParameterizedTest
    @MethodSource("losses")
    void orderBatchesAndMergesDoNotCount(Loss loss) {
        Sample sample = Points.everywhere(loss, 3);
        Random random = new Random(31);
        double[] values = EntryPoint.alone(loss, sample).value();
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        for (double[] all : List.of(values, finite)) {
            Rows plain = Rows.of(all, NONE);
            Rows weighted = Rows.of(all, weights(all.length, random));
            for (Rows rows : List.of(plain, weighted)) {
                String whole = state(rows.total());
                for (int trial = 0; trial < 2; trial++) {
                    assertThat(state(rows.shuffled(random).tree(random)))
                            .as("%s", loss)
                            .isEqualTo(whole);
                }
            }
        }
    }

    /** Threads take rows as they come, and merge as they end. */
    @ParameterizedTest
    @MethodSource("losses")
    void threadsDoNotCount(Loss loss) throws InterruptedException {
        Sample sample = Points.inside(loss);
        double[] values = EntryPoint.alone(loss, sample).value();
        Rows rows = Rows.of(values, weights(values.length, new Random(5)));
        String whole = state(rows.total());
        for (int threads = 1; threads <= 3; threads++) {
            Total merged = new Total();
            AtomicInteger next = new AtomicInteger();
            Thread[] gang = new Thread[threads];
            for (int t = 0; t < threads; t++) {
                gang[t] = new Thread(() -> {
                    Total mine = new Total();
                    for (int from = next.getAndAdd(64); from < values.length; from = next.getAndAdd(64)) {
                        rows.part(from, Math.min(64, values.length - from)).addTo(mine);
                    }
                    synchronized (merged) {
                        merged.merge(mine);
                    }
                });
                gang[t].start();
            }
            for (Thread thread : gang) {
                thread.join();
            }
            assertThat(state(merged)).as("%s by %d threads", loss, threads).isEqualTo(whole);
        }
    }

    /** A loss adds up what its rows are alone. */
    @ParameterizedTest
    @MethodSource("losses")
    void aLossTotalsItsRows(Loss loss) {
        Sample sample = Points.inside(loss);
        double[] values = EntryPoint.alone(loss, sample).value();
        if (!loss.perClass()) {
            double[] weights = weights(values.length, new Random(6));
            Total plain = Rows.of(values, NONE).total();
            assertThat(state(loss.total(sample.y()[0], sample.p()[0]))).isEqualTo(state(plain));
            assertThat(loss.mean(sample.y()[0], sample.p()[0])).isEqualTo(Double.valueOf(plain.mean()));
            assertThat(state(loss.total(sample.y()[0], sample.p()[0], weights)))
                    .isEqualTo(state(Rows.of(values, weights).total()));
        } else {
            Sample labelled = sample.labelled();
            double[] ofLabels = EntryPoint.alone(loss, labelled).value();
            assertThat(state(loss.total(labelled.labels(), labelled.p())))
                    .isEqualTo(state(Rows.of(ofLabels, NONE).total()));
        }
    }

    /** The threads of a loss itself, and its mean without a total. */
    @ParameterizedTest
    @MethodSource("losses")
    void theThreadsOfALossDoNotCount(Loss loss) {
        Sample sample = Points.ordinary(loss, 3);
        double[] weights = weights(sample.rows(), new Random(7));
        Batch plain = Batch.of(Input.columns(sample.y()), Input.columns(sample.p()));
        for (boolean weighted : new boolean[] {false, true}) {
            Batch batch = weighted ? plain.weighted(Input.of(weights)) : plain;
            Rows rows = Rows.of(EntryPoint.alone(loss, sample).value(), weighted ? weights : NONE);
            Total expected = rows.total();
            assertThat(loss.evaluator().mean(batch)).isEqualTo(Double.valueOf(expected.mean()));
            for (int threads = 1; threads <= 3; threads++) {
                assertThat(state(loss.total(batch, threads))).as("%s", loss).isEqualTo(state(expected));
                assertThat(loss.mean(batch, threads)).isEqualTo(Double.valueOf(expected.mean()));
            }
        }
    }

    /** Sums and means are those of the decimals, rounded once: what cancels, what is subnormal, what is huge. */
    @ParameterizedTest
    @MethodSource("seeds")
    void sumsAndMeansAreExact(int seed) {
        Random random = new Random(seed);
        double[] values = new double[ROWS];
        Arrays.setAll(values, i -> switch (random.nextInt(4)) {
            case 0 -> random.nextGaussian();
            case 1 -> Double.MIN_VALUE * random.nextInt(1000);
            case 2 -> Math.scalb(random.nextGaussian(), random.nextInt(2000) - 1000);
            default -> 1e308 * (random.nextInt(3) - 1);
        });
        // Nearly all of it cancels.
        for (int i = 0; i + 1 < ROWS; i += 2) {
            values[i + 1] = random.nextInt(20) == 0 ? values[i + 1] : -values[i];
        }
        double[] weights = weights(ROWS, random);
        Total plain = Rows.of(values, NONE).total();
        Total weighted = Rows.of(values, weights).total();
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal weightedSum = BigDecimal.ZERO;
        BigDecimal weightSum = BigDecimal.ZERO;
        long infinite = 0;
        for (int i = 0; i < ROWS; i++) {
            sum = sum.add(new BigDecimal(values[i]));
            double product = weights[i] * values[i];
            if (weights[i] > 0 && Double.isFinite(product)) {
                weightedSum = weightedSum.add(new BigDecimal(product));
                weightSum = weightSum.add(new BigDecimal(weights[i]));
            }
            infinite += Double.isInfinite(product) ? 1 : 0;
        }
        assertThat(plain.sum()).isEqualTo(sum.doubleValue());
        assertThat(plain.mean()).isEqualTo(quotient(sum, BigDecimal.valueOf(ROWS)));
        assertThat(weighted.infinite()).isEqualTo(infinite);
        assertThat(weighted.weightSum()).isEqualTo(weightSum.doubleValue());
        if (infinite == 0) {
            assertThat(weighted.sum()).isEqualTo(weightedSum.doubleValue());
            assertThat(weighted.mean()).isEqualTo(quotient(weightedSum, weightSum));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    private static double quotient(BigDecimal a, BigDecimal b) {
        return a.divide(b, new MathContext(800)).doubleValue();
    }

    /** A row of an infinite or undefined loss is a row; one of weight 0 is none, whatever its loss. */
    @Test
    void whatIsNotFiniteIsCounted() {
        double infinity = Double.POSITIVE_INFINITY;
        double[] values = {1, infinity, Double.NaN, 2, -infinity, infinity, Double.NaN, 3};
        double[] weights = {1, 2, 0.5, 1, 0, 0, 0, 2};
        Total total = Rows.of(values, weights).total();
        assertThat(total.rows()).isEqualTo(5);
        assertThat(total.infinite()).isEqualTo(1);
        assertThat(total.undefined()).isEqualTo(1);
        assertThat(total.weightSum()).isEqualTo(4);
        assertThat(total.mean()).isNaN();
        Total plain = Rows.of(values, NONE).total();
        assertThat(plain.rows()).isEqualTo(8);
        assertThat(plain.infinite()).isEqualTo(3);
        assertThat(plain.undefined()).isEqualTo(2);
        // A product may leave the doubles although both factors are finite.
        Total overflown = Rows.of(new double[] {1e308, 1}, new double[] {10, 1}).total();
        assertThat(overflown.infinite()).isEqualTo(1);
        assertThat(overflown.mean()).isEqualTo(infinity);
    }

    private static double[] weights(int n, Random random) {
        return IntStream.range(0, n)
                .mapToDouble(i -> random.nextInt(5) == 0 ? random.nextInt(2) : random.nextDouble() * 3)
                .toArray();
    }

    /** All that a total tells, to the bit. */
    private static String state(Total total) {
        return "%a %a %a %a %a %a %d %d %d"
                .formatted(
                        total.sum(),
                        total.weightSum(),
                        total.mean(),
                        total.se(),
                        total.variance(),
                        total.skewness(),
                        total.rows(),
                        total.infinite(),
                        total.undefined());
    }

    /** Losses with their weights, or none, in some order. */
    private record Rows(double[] values, double[] weights) {
        static Rows of(double[] values, double[] weights) {
            return new Rows(values, weights);
        }

        Total total() {
            Total total = new Total();
            addTo(total);
            return total;
        }

        void addTo(Total total) {
            if (weights.length == 0) {
                total.add(values, values.length);
            } else {
                total.add(values, weights, values.length);
            }
        }

        Rows part(int from, int n) {
            return new Rows(
                    Arrays.copyOfRange(values, from, from + n),
                    weights.length == 0 ? NONE : Arrays.copyOfRange(weights, from, from + n));
        }

        Rows shuffled(Random random) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
            Collections.shuffle(order, random);
            return new Rows(
                    order.stream().mapToDouble(i -> values[i]).toArray(),
                    weights.length == 0
                            ? NONE
                            : order.stream().mapToDouble(i -> weights[i]).toArray());
        }

        /** Split at random down to a few rows, and merged on the way back. */
        Total tree(Random random) {
            if (values.length < 2 || random.nextInt(8) == 0) {
                return total();
            }
            int cut = random.nextInt(values.length + 1);
            Total left = part(0, cut).tree(random);
            Total right = part(cut, values.length - cut).tree(random);
            if (random.nextBoolean()) {
                left.merge(right);
                return left;
            }
            right.merge(left);
            return right;
        }
    }
}
