package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Points.Point;

/** Law 7 for rows: a masked row is not looked at, a row of weight 0 is left out, whatever lies in it. */
class LeftOutTest {
    private static final double[] GARBAGE = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, -1e308, -0.0, Double.MIN_VALUE
    };

    static List<Loss> losses() {
        return Rows.curved(Catalogue.all());
    }

    /** Weights, masks and outputs together (pytorch 69339, 72056, 91383: options that were only tested alone). */
    @ParameterizedTest
    @MethodSource("losses")
    void nothingOfAMaskedRowShows(Loss loss) {
        int rows = 1500;
        List<Point> points = Points.inside(loss, 100);
        int classes = points.get(0).y().length;
        double[][] y = new double[classes][rows];
        double[][] p = new double[classes][rows];
        double[] weight = new double[rows];
        byte[] mask = new byte[rows];
        Random random = new Random(9);
        Total expected = new Total();
        double[] single = new double[1];
        for (int i = 0; i < rows; i++) {
            // A long stretch of the rows is masked as a whole.
            boolean kept = random.nextInt(3) > 0 && (i < 300 || i > 1300);
            mask[i] = (byte) (kept ? 1 + random.nextInt(2) : 0);
            weight[i] = kept ? random.nextInt(3) * 0.7 : GARBAGE[random.nextInt(GARBAGE.length)];
            Point point = points.get(random.nextInt(points.size()));
            for (int k = 0; k < classes; k++) {
                y[k][i] = kept ? point.y()[k] : GARBAGE[random.nextInt(GARBAGE.length)];
                p[k][i] = kept ? point.p()[k] : GARBAGE[random.nextInt(GARBAGE.length)];
            }
            if (kept) {
                single[0] = Rows.value(loss, point);
                expected.add(single, new double[] {weight[i]}, 1);
            }
        }
        double[] values = new double[rows];
        double[][] gradients = new double[classes][rows];
        double[] hessians = new double[rows * classes];
        Total total = new Total();
        Batch batch = Batch.of(Input.columns(y), Input.columns(p))
                .weighted(Input.of(weight))
                .masked(Input.of(mask));
        loss.compute(
                batch,
                Results.NONE
                        .values(Output.to(values))
                        .gradients(Output.columns(gradients))
                        .hessians(Output.rowMajor(hessians, classes))
                        .total(total),
                2);
        assertThat(total.rows()).isEqualTo(expected.rows());
        assertThat(total.mean()).isEqualTo(expected.mean()).isEqualTo(loss.mean(batch, 2));
        assertThat(total.skewness()).isEqualTo(expected.skewness());
        for (int i = 0; i < rows; i++) {
            boolean counts = mask[i] != 0 && weight[i] != 0;
            Point point = new Point(Rows.row(y, i), Rows.row(p, i));
            assertThat(values[i]).isEqualTo(counts ? weight[i] * Rows.value(loss, point) : 0);
            for (int k = 0; k < classes; k++) {
                assertThat(gradients[k][i]).isEqualTo(counts ? weight[i] * Rows.gradient(loss, point)[k] : 0);
                assertThat(hessians[i * classes + k]).isEqualTo(counts ? weight[i] * Rows.hessian(loss, point)[k] : 0);
            }
        }
    }

    /** The usual -100 for "ignore this row" is no class, and need not be one. */
    @Test
    void aMaskedLabelNeedBeNoClass() {
        double[] scores = {0, 1, 2, 3, 4, 5};
        boolean[] mask = {true, false, true};
        Batch batch = Batch.labelled(Input.of(new int[] {1, -100, 0}), Input.rowMajor(scores, 2))
                .masked(Input.of(mask));
        double[] values = new double[3];
        Catalogue.CROSS_ENTROPY_LOGIT.evaluator().compute(batch, Results.NONE.values(Output.to(values)));
        assertThat(values[0]).isEqualTo(Math.log1p(Math.exp(-1)));
        assertThat(values[1]).isZero();
        assertThat(values[2]).isEqualTo(1 + Math.log1p(Math.exp(-1)));
    }

    /** The mean over no rows is NaN and not 0, and poisons nothing (pytorch 116349, keras 11643). */
    @Test
    void allRowsMaskedAreNoRows() {
        Batch batch = Batch.of(Input.of(1, 2), Input.of(3, Double.NaN)).masked(Input.of(0, 0));
        double[] gradients = {7, 7};
        Total total = new Total();
        Catalogue.SQUARED.compute(
                batch, Results.NONE.gradients(Output.to(gradients)).total(total), 1);
        assertThat(gradients).containsExactly(0, 0);
        assertThat(total.rows()).isZero();
        assertThat(Catalogue.SQUARED.mean(batch, 1)).isNaN();
    }
}
