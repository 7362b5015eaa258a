package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.math.ExactSum;
import org.surprisal.math.SavedState;

/** Law 3: totals do not depend on order, batches or merges. */
class TotalTest {
    private static final int ROWS = 2000;

    private static double[] hard(Random random) {
        double[] losses = new double[ROWS];
        Arrays.setAll(losses, i -> Math.scalb(random.nextGaussian(), random.nextInt(200) - 100));
        for (int i = 0; i < 40; i += 2) {
            losses[i] = 1e300 * (i + 1);
            losses[i + 1] = -losses[i];
        }
        return losses;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void orderBatchesAndMergesDoNotCount(boolean weighted) {
        Random random = new Random(21);
        double[] losses = hard(random);
        double[] weights = random.doubles(ROWS, 0, 3).toArray();
        weights[5] = 0;
        Total whole = filled(
                losses, weights, weighted, IntStream.range(0, ROWS).boxed().toList());
        List<Integer> order =
                new java.util.ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
        for (int trial = 0; trial < 4; trial++) {
            Collections.shuffle(order, random);
            int cut = random.nextInt(ROWS);
            Total left = filled(losses, weights, weighted, order.subList(0, cut));
            left.merge(filled(losses, weights, weighted, order.subList(cut, ROWS)));
            assertThat(statistics(left)).isEqualTo(statistics(whole));
        }
    }

    private static Total filled(double[] losses, double[] weights, boolean weighted, List<Integer> rows) {
        Total total = new Total();
        double[] l = rows.stream().mapToDouble(i -> losses[i]).toArray();
        double[] w = rows.stream().mapToDouble(i -> weights[i]).toArray();
        if (weighted) {
            total.add(l, w, l.length);
        } else {
            total.add(l, l.length);
        }
        return total;
    }

    private static double[] statistics(Total total) {
        return new double[] {
            total.sum(), total.weightSum(), total.mean(), total.se(), total.variance(), total.skewness(), total.rows()
        };
    }

    @Test
    void aCaseByHand() {
        Total total = new Total();
        total.add(new double[] {1, 2, 6}, 3);
        assertThat(total.rows()).isEqualTo(3);
        assertThat(total.sum()).isEqualTo(9);
        assertThat(total.weightSum()).isEqualTo(3);
        assertThat(total.mean()).isEqualTo(3);
        assertThat(total.variance()).isEqualTo(7);
        assertThat(total.se()).isEqualTo(Math.sqrt(7 / 3.0));
        // mean cube 18 / 3, mean square 14 / 3
        assertThat(total.skewness()).isCloseTo(6 / Math.pow(14 / 3.0, 1.5), within(1e-15));
    }

    /** Of definitions: SE = sqrt(n / (n - 1) sum w² (l - L)²) / sum w. */
    @Test
    void aWeightedCaseByHand() {
        double[] losses = {1, 2, 6};
        double[] weights = {2, 1, 1};
        Total total = new Total();
        total.add(losses, weights, 3);
        assertThat(total.mean()).isEqualTo(2.5);
        double squares = 4 * 2.25 + 0.25 + 12.25;
        assertThat(total.se()).isCloseTo(Math.sqrt(1.5 * squares) / 4, within(1e-15));
        assertThat(total.variance()).isCloseTo(3 * 1.5 * squares / 16, within(1e-14));
        double cubes = -8 * 3.375 - 0.125 + 42.875;
        assertThat(total.skewness()).isCloseTo(cubes / 3 / Math.pow(squares / 3, 1.5), within(1e-15));
    }

    @Test
    void equalWeightsAreNoWeights() {
        double[] losses = new Random(3).doubles(ROWS).toArray();
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        Total plain = new Total();
        plain.add(losses, ROWS);
        Total weighted = new Total();
        weighted.add(losses, ones, ROWS);
        Total mixed = new Total();
        mixed.add(losses, 700);
        mixed.add(Arrays.copyOfRange(losses, 700, ROWS), ones, ROWS - 700);
        assertThat(statistics(weighted)).isEqualTo(statistics(plain));
        assertThat(statistics(mixed)).isEqualTo(statistics(plain));
    }

    @Test
    void infiniteAndUndefinedLossesAreSaid() {
        Total total = new Total();
        assertThat(total.mean()).isNaN();
        assertThat(total.skewness()).isNaN();
        assertThat(total.sum()).isZero();
        total.add(new double[] {1, Double.POSITIVE_INFINITY, 2}, 3);
        assertThat(total.mean()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(total.sum()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(total.weightSum()).isEqualTo(2);
        assertThat(total.infinite()).isEqualTo(1);
        assertThat(total.rows()).isEqualTo(3);
        assertThat(total.se()).isNaN();
        assertThat(total.variance()).isNaN();
        assertThat(total.skewness()).isNaN();
        Total negative = new Total();
        negative.add(new double[] {Double.NEGATIVE_INFINITY}, new double[] {2}, 1);
        assertThat(negative.mean()).isEqualTo(Double.NEGATIVE_INFINITY);
        total.merge(negative);
        assertThat(total.mean()).isNaN();
        Total undefined = new Total();
        undefined.add(new double[] {1, Double.NaN}, 2);
        assertThat(undefined.mean()).isNaN();
        assertThat(undefined.undefined()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleWeightsAreRefused(double weight) {
        Total total = new Total();
        assertThatThrownBy(() -> total.add(new double[] {1, 2}, new double[] {1, weight}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a weight must be finite and not negative, but row 2 has " + weight);
    }

    @Test
    void aLossTotalsItsRows() {
        double[] y = {1, 0, 1};
        double[] p = {0.5, 0.5, 0.25};
        double expected = (2 * StrictMath.log(2) + StrictMath.log(4)) / 3;
        assertThat(Catalogue.LOG_LOSS.mean(y, p)).isCloseTo(expected, within(1e-15));
        assertThat(Catalogue.LOG_LOSS.total(y, p, new double[] {1, 1, 0}).mean())
                .isEqualTo(StrictMath.log(2));
        int[] label = {1, 0, 1};
        double[][] columns = {{0.5, 0.5, 0.75}, p};
        assertThat(Catalogue.CROSS_ENTROPY.total(label, columns).mean()).isEqualTo(Catalogue.LOG_LOSS.mean(y, p));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSavedStateComesBackAndGoesOn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] losses = random.doubles(1000).map(u -> -Math.log(u)).toArray();
        losses[17] = Double.POSITIVE_INFINITY;
        losses[18] = seed == 2 ? Double.NaN : Double.NEGATIVE_INFINITY;
        double[] weights = random.doubles(1000).toArray();
        Total whole = new Total();
        whole.add(losses, 1000);
        whole.add(losses, weights, 1000);
        Total back = new Total();
        for (int from = 0; from < 1000; from += 250) {
            double[] some = Arrays.copyOfRange(losses, from, from + 250);
            back.add(some, 250);
            back = Total.fromBytes(back.toBytes());
            back.add(some, Arrays.copyOfRange(weights, from, from + 250), 250);
        }
        assertThat(back).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(back.toBytes()).isEqualTo(whole.toBytes()).hasSizeLessThan(600);
        assertThat(back.rows()).isEqualTo(whole.rows());
        assertThat(new Total()).isNotEqualTo(whole).isEqualTo(Total.fromBytes(new Total().toBytes()));
    }

    @Test
    void aForeignStateIsRefused() {
        byte[] bytes = new Total().toBytes();
        bytes[20]++;
        assertThatThrownBy(() -> Total.fromBytes(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saved total is damaged");
        assertThatThrownBy(() -> Total.fromBytes(SavedState.seal("total", 1, new byte[20])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saved total is damaged");
        assertThatThrownBy(() -> Total.fromBytes(new ExactSum().toBytes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"exact sum\", not \"total\"");
    }
}
