package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of many classes are computed one at a time where they stand in a matrix, several at a time in columns. */
class LongRowTest {
    private static final int ROWS = 21;

    @ParameterizedTest
    @ValueSource(ints = {399, 400, 401, 407, 1000})
    void aMatrixSaysWhatColumnsSay(int classes) {
        for (Loss loss : Rows.curved(Catalogue.all())) {
            if (loss.perClass()) {
                Input labels = Input.of(labels(classes));
                double[] p = predictions(classes);
                Answers columns = compute(loss, labels, Input.columns(columns(p, classes)), classes);
                Answers matrix = compute(loss, labels, Input.rowMajor(p, classes), classes);
                assertThat(matrix.values).as(loss.name()).isEqualTo(columns.values);
                assertThat(matrix.gradients).as(loss.name()).isEqualTo(columns.gradients);
                assertThat(matrix.hessians).as(loss.name()).isEqualTo(columns.hessians);
                assertThat(matrix.total).as(loss.name()).isEqualTo(columns.total);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,9", "9,1", "4,4", "5,7", "7,5", "64,10", "10,64", "3,1000"})
    void turnedTwiceItIsAsItWas(int rows, int columns) {
        double[] matrix =
                new SplittableRandom(rows).doubles((long) rows * columns).toArray();
        double[] turned = new double[matrix.length];
        double[] back = new double[matrix.length];
        Turn.of(matrix, turned, rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns; k++) {
                assertThat(turned[k * rows + i]).isEqualTo(matrix[i * columns + k]);
            }
        }
        Turn.of(turned, back, columns, rows);
        assertThat(back).isEqualTo(matrix);
    }

    /** Where a distribution is the target, and only a column is wanted of some rows. */
    @Test
    void distributionsOfMaskedRowsToo() {
        int classes = 500;
        double[] p = predictions(classes);
        Input mask = Input.of(new int[] {1, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0});
        double[][] results = new double[2][ROWS];
        Input rows = Input.rowMajor(p, classes);
        Input columns = Input.columns(columns(p, classes));
        Evaluator evaluator = Catalogue.CROSS_ENTROPY_LOGIT.evaluator();
        evaluator.compute(Batch.of(rows, rows).masked(mask), Results.NONE.values(Output.to(results[0])));
        evaluator.compute(Batch.of(columns, columns).masked(mask), Results.NONE.values(Output.to(results[1])));
        assertThat(results[0]).isEqualTo(results[1]);
        assertThat(results[0][0]).isNotZero();
        assertThat(results[0][1]).isZero();
    }

    private record Answers(double[] values, double[] gradients, double[] hessians, Total total) {}

    private static Answers compute(Loss loss, Input labels, Input predictions, int classes) {
        Answers results =
                new Answers(new double[ROWS], new double[ROWS * classes], new double[ROWS * classes], new Total());
        Batch batch = Batch.labelled(labels, predictions)
                .weighted(Input.of(new SplittableRandom(3).doubles(ROWS).toArray()));
        loss.evaluator()
                .compute(
                        batch,
                        Results.NONE
                                .values(Output.to(results.values))
                                .gradients(Output.rowMajor(results.gradients, classes))
                                .hessians(Output.rowMajor(results.hessians, classes))
                                .total(results.total));
        return results;
    }

    private static int[] labels(int classes) {
        SplittableRandom random = new SplittableRandom(1);
        return random.ints(ROWS, 0, classes).toArray();
    }

    private static double[] predictions(int classes) {
        double[] p = new SplittableRandom(2).doubles((long) ROWS * classes).toArray();
        // A tie for the greatest, and values that leave no finite sum.
        p[3] = 2;
        p[classes - 1] = 2;
        p[classes + 5] = Double.NaN;
        p[2 * classes + 6] = Double.POSITIVE_INFINITY;
        p[3 * classes + 7] = Double.NEGATIVE_INFINITY;
        p[4 * classes] = 0;
        return p;
    }

    private static double[][] columns(double[] matrix, int classes) {
        double[][] columns = new double[classes][ROWS];
        for (int i = 0; i < matrix.length; i++) {
            columns[i % classes][i / classes] = matrix[i];
        }
        return columns;
    }
}
