package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Points.Point;

/** Laws 1 to 3: the same bits from every kind of input, to every kind of output, by any number of threads. */
class EntryPointTest {
    private static final int ROWS = 70_001;

    static List<Loss> losses() {
        return Rows.curved(Catalogue.all());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyInputAndOutputGivesTheSameBits(Loss loss) {
        Data data = Data.of(loss, 1301);
        double[][] expected = data.results(loss);
        int classes = data.classes;
        for (Input y : data.inputs(data.y)) {
            for (Input p : data.inputs(data.p)) {
                assertThat(y.rows()).isEqualTo(data.rows);
                double[] value = new double[data.rows];
                double[] gradient = new double[data.rows * classes];
                double[][] hessian = new double[classes][data.rows];
                loss.evaluator()
                        .compute(
                                Batch.of(y, p),
                                Results.NONE
                                        .values(Output.to(value))
                                        .gradients(Output.rowMajor(gradient, classes))
                                        .hessians(Output.columns(hessian)));
                assertThat(value).isEqualTo(expected[0]);
                assertThat(gradient).isEqualTo(expected[1]);
                assertThat(byRow(hessian)).isEqualTo(expected[2]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void floatsAreRoundedOnce(Loss loss) {
        Data data = Data.of(loss, 700);
        double[][] expected = data.results(loss);
        int classes = data.classes;
        float[] value = new float[data.rows];
        FloatBuffer gradient = FloatBuffer.allocate(data.rows * classes);
        DoubleBuffer hessian = DoubleBuffer.allocate(data.rows * classes + 5).position(5);
        float[][] columns = new float[classes][data.rows];
        Batch batch = Batch.of(Input.columns(data.y), Input.columns(data.p));
        loss.evaluator()
                .compute(
                        batch,
                        Results.NONE
                                .values(Output.to(value))
                                .gradients(Output.rowMajor(Output.to(gradient), classes))
                                .hessians(Output.rowMajor(Output.to(hessian), classes)));
        loss.evaluator().compute(batch, Results.NONE.gradients(Output.columns(columns)));
        float[] matrix = new float[data.rows * classes];
        loss.evaluator().compute(batch, Results.NONE.gradients(Output.rowMajor(matrix, classes)));
        for (int i = 0; i < data.rows; i++) {
            assertThat(value[i]).isEqualTo((float) expected[0][i]);
            for (int k = 0; k < classes; k++) {
                int cell = i * classes + k;
                assertThat(gradient.get(cell)).isEqualTo((float) expected[1][cell]);
                assertThat(hessian.get(5 + cell)).isEqualTo(expected[2][cell]);
                assertThat(columns[k][i]).isEqualTo(gradient.get(cell));
                assertThat(matrix[cell]).isEqualTo(gradient.get(cell));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void anyNumberOfThreadsAndAnySliceGiveTheSameBits(Loss loss) {
        Data data = Data.of(loss, loss.perClass() ? 31_000 : ROWS);
        double[] weight = new Random(5).doubles(data.rows, 0, 3).toArray();
        Batch batch = Batch.of(Input.columns(data.y), Input.columns(data.p)).weighted(Input.of(weight));
        Total one = loss.total(batch, 1);
        double[] alone = new double[data.rows];
        loss.evaluator().compute(batch, Results.NONE.values(Output.to(alone)));
        for (int threads = 1; threads <= 3; threads++) {
            assertThat(loss.mean(batch, threads)).isEqualTo(Double.valueOf(one.mean()));
            Total total = new Total();
            double[] values = new double[data.rows];
            loss.compute(batch, Results.NONE.values(Output.to(values)).total(total), threads);
            assertThat(total.se()).isEqualTo(Double.valueOf(one.se()));
            assertThat(total.rows()).isEqualTo(one.rows());
            assertThat(values).isEqualTo(alone);
        }
        for (int i = 0; i < data.rows; i++) {
            if (i % 500 == 0) {
                assertThat(alone[i]).isEqualTo(Double.valueOf(Rows.value(loss, data.point(i)) * weight[i]));
            }
        }
        double[] part = new double[100];
        Batch slice = Batch.of(
                Input.columns(data.y).slice(77, 100),
                Input.rowMajor(byRow(data.p), data.classes).slice(77, 100));
        loss.evaluator().compute(slice.weighted(Input.of(weight).slice(77, 100)), Results.NONE.values(Output.to(part)));
        assertThat(part).isEqualTo(Arrays.copyOfRange(alone, 77, 177));
    }

    @Test
    void integersAndTruthsAreTargets() {
        int n = 1000;
        Random random = new Random(1);
        double[] p = random.doubles(n).toArray();
        byte[] bytes = new byte[n];
        boolean[] truths = new boolean[n];
        int[] integers = random.ints(n, 0, 2).toArray();
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = integers[i];
            bytes[i] = (byte) integers[i];
            truths[i] = integers[i] == 1;
        }
        double expected = Catalogue.LOG_LOSS.mean(y, p);
        for (Input target : List.of(Input.of(bytes), Input.of(truths), Input.of(integers))) {
            assertThat(Catalogue.LOG_LOSS.mean(Batch.of(target, Input.of(p)), 2))
                    .isEqualTo(expected);
        }
    }

    @Test
    void labelsGiveTheBitsOfADistribution() {
        int n = 2111;
        int classes = 7;
        Random random = new Random(2);
        double[][] scores = new double[classes][n];
        double[][] y = new double[classes][n];
        int[] label = random.ints(n, 0, classes).toArray();
        for (int i = 0; i < n; i++) {
            y[label[i]][i] = 1;
            for (int k = 0; k < classes; k++) {
                scores[k][i] = random.nextGaussian() * 8;
            }
        }
        Loss loss = Catalogue.CROSS_ENTROPY_LOGIT;
        double[] expected = new double[n * classes];
        double[] actual = new double[n * classes];
        Batch soft = Batch.of(Input.columns(y), Input.columns(scores));
        Batch hard = Batch.labelled(Input.of(label), Input.rowMajor(byRow(scores), classes));
        loss.evaluator().compute(soft, Results.NONE.gradients(Output.rowMajor(expected, classes)));
        loss.evaluator().compute(hard, Results.NONE.gradients(Output.rowMajor(actual, classes)));
        assertThat(actual).isEqualTo(expected);
        assertThat(loss.mean(hard, 3))
                .isEqualTo(loss.mean(soft, 1))
                .isEqualTo(loss.total(label, scores).mean());
    }

    @Test
    void noRowsAreNoProblem() {
        Batch empty = Batch.of(Input.of(), Input.of());
        assertThat(Catalogue.SQUARED.mean(empty, 2)).isNaN();
        assertThat(Catalogue.SQUARED.total(empty, 1).rows()).isZero();
        Batch classes = Batch.labelled(Input.of(new int[0]), Input.rowMajor(new double[0], 3));
        assertThat(Catalogue.CROSS_ENTROPY.total(classes, 3).mean()).isNaN();
        Catalogue.SQUARED.evaluator().compute(empty, Results.NONE);
    }

    @Test
    void wrongShapesAreRefused() {
        Input three = Input.of(1, 2, 3);
        Evaluator squared = Catalogue.SQUARED.evaluator();
        Evaluator classes = Catalogue.CROSS_ENTROPY.evaluator();
        assertThatThrownBy(() -> Batch.of(Input.of(1, 2), three))
                .hasMessage("the target has 2 rows of 1 values, but 3 rows of 1 are needed");
        assertThatThrownBy(() -> Batch.of(three, three).weighted(Input.of(1)))
                .hasMessageStartingWith("the weight has 1 rows");
        assertThatThrownBy(() -> Batch.of(three, three).masked(Input.of(1)))
                .hasMessageStartingWith("the mask has 1 rows");
        assertThatThrownBy(() -> squared.compute(Batch.of(three, three), Results.NONE.values(Output.to(new double[2]))))
                .hasMessage("the output for the values has room for 2 rows of 1 values, but 3 rows of 1 are computed");
        assertThatThrownBy(() -> squared.compute(Batch.labelled(three, three), Results.NONE))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("squared is a loss of one prediction per row: give one column");
        assertThatThrownBy(() -> squared.compute(
                        Batch.of(Input.columns(new double[2][3]), Input.columns(new double[2][3])), Results.NONE))
                .isInstanceOf(UnsupportedOperationException.class);
        Input scores = Input.rowMajor(new double[6], 2);
        assertThatThrownBy(() -> classes.compute(
                        Batch.labelled(Input.of(0, 2, 1), scores), Results.NONE.values(Output.to(new double[3]))))
                .hasMessage("a label must be from 0 to 1, the classes, but row 2 has 2");
        assertThatThrownBy(() -> classes.compute(
                        Batch.labelled(Input.of(0, 1, 0.5), scores), Results.NONE.values(Output.to(new double[3]))))
                .hasMessage("a label must be from 0 to 1, the classes, but row 3 has 0.5");
        assertThatThrownBy(() -> Catalogue.SQUARED.mean(Batch.of(three, three).weighted(Input.of(1, -1, 1)), 2))
                .hasMessage("a weight must be finite and not negative, but row 2 has -1.0");
        assertThatThrownBy(() -> Catalogue.SQUARED.mean(Batch.of(three, three), 0))
                .hasMessageContaining("threads");
        assertThatThrownBy(() -> Input.rowMajor(new double[5], 2)).hasMessageContaining("rows of 2 classes");
        assertThatThrownBy(() -> Input.columns(new double[2], new double[3])).hasMessageContaining("one length");
        assertThatThrownBy(() -> Input.columns(List.of())).hasMessageContaining("a column for each class");
        assertThatThrownBy(() -> Output.columns(List.of())).hasMessageContaining("each class");
        assertThatThrownBy(() -> Input.strided(new double[6], 1, 3, 3)).hasMessageContaining("array of 6 values");
        assertThatThrownBy(() -> three.slice(2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Of several faulty rows the first one is named, whichever thread found one first. */
    @Test
    void theFirstFaultIsNamed() {
        double[] weight = new double[ROWS];
        Arrays.fill(weight, 1);
        weight[ROWS - 1] = -1;
        weight[40_000] = Double.NaN;
        Batch batch = Batch.of(Input.of(weight), Input.of(weight)).weighted(Input.of(weight));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> Catalogue.SQUARED.total(batch, 3)).hasMessageContaining("row 40001");
        }
    }

    private static double[] byRow(double[][] columns) {
        int rows = columns[0].length;
        double[] matrix = new double[rows * columns.length];
        for (int k = 0; k < columns.length; k++) {
            for (int i = 0; i < rows; i++) {
                matrix[i * columns.length + k] = columns[k][i];
            }
        }
        return matrix;
    }

    /** Rows whose numbers are floats, so that all kinds of inputs hold the same ones. */
    private record Data(int classes, int rows, double[][] y, double[][] p) {
        static Data of(Loss loss, int rows) {
            List<Point> points = Points.inside(loss, 200);
            int classes = points.get(0).y().length;
            double[][] y = new double[classes][rows];
            double[][] p = new double[classes][rows];
            Random random = new Random(rows);
            for (int i = 0; i < rows; i++) {
                Point point = points.get(random.nextInt(points.size()));
                for (int k = 0; k < classes; k++) {
                    y[k][i] = (float) point.y()[k];
                    p[k][i] = (float) point.p()[k];
                }
            }
            return new Data(classes, rows, y, p);
        }

        Point point(int row) {
            return new Point(Rows.row(y, row), Rows.row(p, row));
        }

        /** Value, gradient and Hessian, a row after the other, from plain arrays, each alone. */
        double[][] results(Loss loss) {
            double[] value = new double[rows];
            double[][] gradient = new double[classes][rows];
            double[][] hessian = new double[classes][rows];
            Evaluator evaluator = loss.evaluator();
            if (loss.perClass()) {
                evaluator.values(y, p, rows, value);
                evaluator.classes(y, p, rows, null, gradient, null);
                evaluator.classes(y, p, rows, null, null, hessian);
            } else {
                evaluator.values(y[0], p[0], rows, value);
                evaluator.gradients(y[0], p[0], rows, gradient[0]);
                evaluator.hessians(y[0], p[0], rows, hessian[0]);
            }
            return new double[][] {value, byRow(gradient), byRow(hessian)};
        }

        List<Input> inputs(double[][] columns) {
            double[] matrix = byRow(columns);
            float[] floats = new float[matrix.length];
            float[][] narrow = new float[classes][rows];
            DoubleBuffer buffer = DoubleBuffer.allocate(matrix.length + 3)
                    .position(3)
                    .put(matrix)
                    .position(3);
            FloatBuffer narrowBuffer = FloatBuffer.allocate(matrix.length);
            for (int i = 0; i < matrix.length; i++) {
                floats[i] = (float) matrix[i];
                narrow[i % classes][i / classes] = floats[i];
                narrowBuffer.put(i, floats[i]);
            }
            return List.of(
                    Input.columns(columns),
                    Input.columns(narrow),
                    Input.rowMajor(matrix, classes),
                    Input.rowMajor(floats, classes),
                    Input.rowMajor(Input.of(buffer), classes),
                    Input.rowMajor(Input.of(narrowBuffer), classes),
                    Input.columns(IntStream.range(0, classes)
                            .mapToObj(k -> Input.strided(matrix, k, classes, rows))
                            .toList()));
        }
    }

    @Test
    void theMeanOfAnEvaluatorIsThatOfItsLoss() {
        double[] y = {0, 1, 1, 0, 1};
        double[] p = {0.25, 0.5, 0.125, 0.75, 1};
        Batch batch = Batch.of(Input.of(y), Input.of(p)).weighted(Input.of(1, 2, 3, 0, 5));
        assertThat(Catalogue.LOG_LOSS.evaluator().mean(batch)).isEqualTo(Catalogue.LOG_LOSS.mean(batch, 1));
    }
}
