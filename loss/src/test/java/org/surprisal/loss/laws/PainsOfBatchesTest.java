package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.loss.Total;

/**
 * Where other engines burnt their users between the rows: means, weights, masks, shapes, labels, buffers. The comment
 * names the reports as repository#number; the numbers expected here are exact reasoning, not what some program printed.
 */
class PainsOfBatchesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static final Loss BCE = Catalogue.LOG_LOSS;
    private static final Loss SOFTMAX = Catalogue.CROSS_ENTROPY_LOGIT;

    // pytorch#190058: the documented epsilon is not the implemented one; #53964: "none" still reduced.
    @Test
    void thereIsNoEpsilonAndNoHiddenMean() {
        assertThat(BCE.value(1, 1e-300)).isEqualTo(-StrictMath.log(1e-300));
        assertThat(BCE.value(1, Double.MIN_VALUE)).isEqualTo(-StrictMath.log(Double.MIN_VALUE));
        assertThat(BCE.value(1, 0)).isEqualTo(INFINITY);
        assertThat(BCE.values(new double[] {1, 1, 0}, new double[] {0.5, 1, 0.5}))
                .containsExactly(StrictMath.log(2), 0, StrictMath.log(2));
    }

    // pytorch#69339, #72056, #91383, #73205: options that were tested alone but not together.
    @Test
    void weightsSmoothingAndMasksGoTogether() {
        double[][] scores = {{1, -3, 2, 0.5}, {0, 4, 2, -1}, {-1, 0.5, 2, 7}};
        int[] label = {0, -100, 2, 1};
        double[] weight = {0.5, 3, 0, 2};
        boolean[] mask = {true, false, true, true};
        Batch batch = Batch.labelled(Input.of(label), Input.columns(scores))
                .weighted(Input.of(weight))
                .masked(Input.of(mask));
        double[] values = new double[4];
        double[][] gradients = new double[3][4];
        Total total = new Total();
        Catalogue.CROSS_ENTROPY_SMOOTHED.compute(
                batch,
                Results.NONE
                        .values(Output.to(values))
                        .gradients(Output.columns(gradients))
                        .total(total),
                1);
        Total expected = new Total();
        for (int i = 0; i < 4; i++) {
            double[] row = {scores[0][i], scores[1][i], scores[2][i]};
            boolean counts = mask[i] && weight[i] > 0;
            Answers alone = row(Catalogue.CROSS_ENTROPY_SMOOTHED, oneHot(3, Math.max(0, label[i])), row);
            assertThat(values[i]).isEqualTo(counts ? weight[i] * alone.value()[0] : 0);
            assertThat(gradients[1][i]).isEqualTo(counts ? weight[i] * alone.gradient()[1][0] : 0);
            if (counts) {
                expected.add(alone.value(), new double[] {weight[i]}, 1);
            }
        }
        assertThat(total.rows()).isEqualTo(2);
        assertThat(total.weightSum()).isEqualTo(2.5);
        assertThat(total.mean()).isEqualTo(expected.mean());
    }

    // pytorch#116349, keras#11643: the mean over no rows poisons what it is added to.
    @Test
    void noRowsPoisonNothing() {
        Total none = new Total();
        none.add(new double[] {Double.NaN, 3}, new double[] {0, 0}, 2);
        assertThat(none.mean()).isNaN();
        assertThat(none.sum()).isZero();
        assertThat(none.rows()).isZero();
        Total some = Catalogue.SQUARED.total(new double[] {1, 2}, new double[] {3, 5});
        some.merge(none);
        assertThat(some.mean()).isEqualTo(6.5);
    }

    // pytorch#8062, #25571, #50528, #61309, #65329, LossFunctions.jl#149, #160: what a weighted mean is divided by.
    @Test
    void aWeightedMeanIsDividedByTheWeights() {
        double[] y = {1, 2};
        double[] p = {3, 5};
        Total total = Catalogue.SQUARED.total(y, p, new double[] {3, 1});
        assertThat(total.sum()).isEqualTo(3 * 4 + 9);
        assertThat(total.weightSum()).isEqualTo(4);
        assertThat(total.mean()).isEqualTo(5.25);
        Total one = Catalogue.SQUARED.total(new double[] {1}, new double[] {3}, new double[] {3});
        assertThat(one.sum()).as("one weighted row still weighs").isEqualTo(12);
        assertThat(one.mean()).isEqualTo(4);
    }

    // keras#7394, #13329, #18818, #19740, #20410: one word "mean" for two divisors, by way of asking.
    @Test
    void thereIsOneMean() {
        double[] y = {1, 0, 1};
        double[] p = {0.9, 0.2, 0.4};
        double[] weight = {1, 2, 0};
        double mean = BCE.total(y, p, weight).mean();
        Batch batch = Batch.of(Input.of(y), Input.of(p)).weighted(Input.of(weight));
        assertThat(BCE.mean(batch, 1)).isEqualTo(mean);
        assertThat(BCE.total(batch, 2).mean()).isEqualTo(mean);
        double exact = (-StrictMath.log(0.9) - 2 * StrictMath.log(0.8)) / 3;
        assertThat(mean).isCloseTo(exact, within(1e-16));
    }

    // transformers#34191, #34198, #35203, torchtune#1875, #1917: the mean of means of unequal batches.
    @Test
    void theMeanOfBatchesIsTheMeanOfRows() {
        double[] y = {0, 0, 0, 0};
        double[] p = {1, 1, 1, 5};
        Total total = Catalogue.SQUARED.total(Arrays.copyOf(y, 3), Arrays.copyOf(p, 3));
        total.merge(Catalogue.SQUARED.total(new double[] {0}, new double[] {5}));
        assertThat(total.mean()).isEqualTo(7).isEqualTo(Catalogue.SQUARED.mean(y, p));
    }

    // pytorch#2259, #6622, #14457, #138810: a divergence divided by elements instead of rows.
    @Test
    void aMeanDivergenceIsPerRow() {
        double[][] y = {{1, 0.5}, {0, 0.5}, {0, 0}};
        double[][] p = {{0.25, 0.25}, {0.25, 0.25}, {0.5, 0.5}};
        double mean = Catalogue.KL_DIVERGENCE.mean(Batch.of(Input.columns(y), Input.columns(p)), 1);
        assertThat(mean).isCloseTo((StrictMath.log(4) + StrictMath.log(2)) / 2, within(3e-16));
    }

    // keras#14627, tensorflow#37770, pytorch#16045, TALENT#92: n rows of 1 beside 1 row of n make n times n.
    @Test
    void shapesThatDifferAreRefused() {
        Input column = Input.of(1, 2, 3);
        Input row = Input.rowMajor(new double[] {1, 2, 3}, 3);
        assertThatThrownBy(() -> Batch.of(column, row)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BCE.mean(new double[3], new double[1])).isInstanceOf(IllegalArgumentException.class);
    }

    // scikit-learn#30910, #6703, #4546, #4033: an order of labels that is silently sorted: 0 becomes 36.04.
    @Test
    void aClassIsItsIndex() {
        double[][] certain = {{0, 1}, {1, 0}};
        assertThat(Catalogue.CROSS_ENTROPY.total(new int[] {1, 0}, certain).mean())
                .isZero();
        assertThat(Catalogue.CROSS_ENTROPY.total(new int[] {0, 1}, certain).mean())
                .isEqualTo(INFINITY);
    }

    // tensorflow#8484, #15962, #56979, #126005, keras#23669, optax#1185: a label out of range: NaN, or a wrong loss.
    @Test
    void aLabelOutOfRangeIsRefusedByName() {
        double[][] scores = {{0, 1}, {2, 3}};
        for (int label : new int[] {-1, 2, -100, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> SOFTMAX.total(new int[] {0, label}, scores))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a label must be from 0 to 1, the classes, but row 2 has " + label);
        }
    }

    // keras#6825, pytorch#64305, #23156, #121416, WeatherGenerator#2723: masks that multiply let padding through.
    @Test
    void paddingDoesNotLeak() {
        double[] garbage = {0.5, Double.NaN, 1e20, INFINITY};
        Batch batch = Batch.of(Input.of(1, 1, 1, 1), Input.of(garbage)).masked(Input.of(1, 0, 0, 0));
        double[] gradients = new double[4];
        Catalogue.SQUARED.compute(batch, Results.NONE.gradients(Output.to(gradients)), 1);
        assertThat(gradients).containsExactly(-1, 0, 0, 0);
        assertThat(Catalogue.SQUARED.mean(batch, 1)).isEqualTo(0.25);
    }

    // EvoTrees.jl#385: one invalid target makes every prediction NaN, and nobody says so.
    @Test
    void oneBadRowStaysAlone() {
        double[] y = {2, -1, 3};
        double[] p = {1, 1, 1};
        Total total = Catalogue.LOG_COSH.total(new double[] {0, Double.NaN, 0}, p);
        assertThat(total.undefined()).isEqualTo(1);
        assertThat(total.rows()).isEqualTo(3);
        double[] gradients = Catalogue.POISSON.gradient(y, p);
        assertThat(gradients[0]).isEqualTo(-1);
        assertThat(gradients[2]).isEqualTo(-2);
        assertThat(Domain.NON_NEGATIVE.firstOutside(y, 3)).isEqualTo(1);
    }

    // SPARK-59562: a buffer that is used again and not cleared.
    @Test
    void nothingStaysFromTheCallBefore() {
        Evaluator evaluator = SOFTMAX.evaluator();
        double[] out = new double[2];
        double[][] slopes = new double[3][2];
        double[][] scores = {{1, 2}, {3, 4}, {5, 6}};
        evaluator.classes(new int[] {0, 1}, scores, 2, out, slopes, null);
        double[] first = out.clone();
        double[] firstSlope = slopes[1].clone();
        evaluator.classes(new int[] {2}, new double[][] {{INFINITY}, {Double.NaN}, {0}}, 1, out, slopes, null);
        evaluator.classes(new int[] {0, 1}, scores, 2, out, slopes, null);
        assertThat(out).isEqualTo(first);
        assertThat(slopes[1]).isEqualTo(firstSlope);
    }

    // mxnet#8226, numpy#22956, tensorflow#39878: a running sum of floats that stops at 2^24.
    @Test
    void aLongSumDoesNotStall() {
        int block = 1 << 18;
        float[] tenth = new float[block];
        Arrays.fill(tenth, 0.1f);
        Batch batch = Batch.of(Input.of(new double[block]), Input.of(tenth));
        // A total merged with itself is twice as long.
        Total total = Catalogue.ABSOLUTE.total(batch, 1);
        for (int i = 0; i < 20; i++) {
            Total twice = new Total();
            twice.merge(total);
            twice.merge(total);
            total = twice;
        }
        assertThat(total.rows()).isEqualTo((long) block << 20);
        assertThat(total.mean()).isEqualTo(0.1f);
        assertThat(total.sum()).isEqualTo(0.1f * 0x1p38);
    }

    private static double[] oneHot(int classes, int label) {
        double[] y = new double[classes];
        y[label] = 1;
        return y;
    }

    private static Answers row(Loss loss, double[] y, double... p) {
        return EntryPoint.alone(loss, Sample.of(List.of(new Point(y, p))));
    }
}
