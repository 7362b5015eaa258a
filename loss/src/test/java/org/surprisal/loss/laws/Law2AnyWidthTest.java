package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.op.Operations;

/** Law 2, any width: scalar loops, vector loops of any width and blocks of any size give the same bits. */
class Law2AnyWidthTest {
    private static final int LONGEST = 600;

    /** Around the blocks that a program is run in. */
    private static final int[] LENGTHS = {1023, 1024, 1025, 1300, 4095, 4096, 4097};

    static List<Loss> losses() {
        return Subjects.all();
    }

    static List<Loss> classLosses() {
        return Subjects.classes();
    }

    static List<Elementwise> operations() {
        return Operations.all().stream()
                .filter(Elementwise.class::isInstance)
                .map(Elementwise.class::cast)
                .toList();
    }

    /** Every length, each row in any place of it, by an evaluator that has seen other lengths before. */
    @ParameterizedTest
    @MethodSource("losses")
    void everyLengthAndPlace(Loss loss) {
        Random random = new Random(2);
        Evaluator evaluator = loss.evaluator();
        List<Sample> kinds = Points.kinds(loss, 3);
        List<Answers> alone =
                kinds.stream().map(sample -> EntryPoint.alone(loss, sample)).toList();
        for (int n = 0; n <= LONGEST; n++) {
            // The kinds in turn, and in between one at random.
            int kind = n % 2 == 0 ? n / 2 % kinds.size() : random.nextInt(kinds.size());
            Sample sample = kinds.get(kind);
            compare(loss, evaluator, sample, alone.get(kind), random.nextInt(sample.rows()), n);
        }
        for (int i = 0; i < LENGTHS.length; i++) {
            int kind = i % kinds.size();
            Sample sample = kinds.get(kind);
            compare(loss, evaluator, sample, alone.get(kind), random.nextInt(sample.rows()), LENGTHS[i]);
        }
    }

    /** The more classes, the shorter the blocks. */
    @ParameterizedTest
    @MethodSource("classLosses")
    void everyNumberOfClasses(Loss loss) {
        Evaluator evaluator = loss.evaluator();
        for (int classes : new int[] {2, 8, 9, 17, 100, 600, 3}) {
            for (Sample sample : Points.kinds(loss, classes)) {
                Sample some = sample.part(0, 20);
                Answers alone = EntryPoint.alone(loss, some);
                for (int n : new int[] {0, 1, 16, 17, 40}) {
                    compare(loss, evaluator, some, alone, 3, n);
                }
            }
        }
    }

    /** Computes a part of the rows, again and again, and leaves no trace beyond it. */
    private static void compare(Loss loss, Evaluator evaluator, Sample sample, Answers alone, int from, int n) {
        int classes = sample.classes();
        Sample part = sample.part(from, n);
        double[] value = filled(1, n + 3)[0];
        double[][] gradient = filled(classes, n + 3);
        double[][] hessian = filled(classes, n + 3);
        boolean curved = alone.hessian().length > 0;
        if (loss.perClass()) {
            double[][] y = n == 0 ? new double[classes][0] : part.y();
            double[][] p = n == 0 ? new double[classes][0] : part.p();
            evaluator.classes(y, p, n, value, gradient, curved ? hessian : null);
        } else {
            evaluator.rows(part.y()[0], part.p()[0], n, value, gradient[0], hessian[0]);
        }
        for (int i = 0; i < n; i++) {
            int row = (from + i) % sample.rows();
            same(loss, sample, row, value[i], alone.value()[row]);
            for (int k = 0; k < classes; k++) {
                same(loss, sample, row, gradient[k][i], alone.gradient()[k][row]);
                if (curved) {
                    same(loss, sample, row, hessian[k][i], alone.hessian()[k][row]);
                }
            }
        }
        assertThat(value[n]).isEqualTo(7);
        assertThat(gradient[classes - 1][n + 2]).isEqualTo(7);
        assertThat(hessian[0][n]).isEqualTo(7);
    }

    private static void same(Loss loss, Sample sample, int row, double actual, double expected) {
        if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected)) {
            assertThat(actual).as("%s at %s", loss, sample.point(row)).isEqualTo(expected);
            throw new AssertionError("the sign of a zero of " + loss + " at " + sample.point(row));
        }
    }

    private static double[][] filled(int columns, int n) {
        double[][] filled = new double[columns][n];
        for (double[] column : filled) {
            Arrays.fill(column, 7);
        }
        return filled;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationAtEveryLength(Elementwise operation) {
        Random random = new Random(operation.name().hashCode());
        double[] extremes = Points.extremes();
        double[][] x = new double[operation.arity()][LONGEST];
        for (double[] column : x) {
            Arrays.setAll(
                    column,
                    i -> random.nextBoolean() ? extremes[random.nextInt(extremes.length)] : random.nextGaussian() * 30);
        }
        double[] alone = new double[LONGEST];
        double[] one = new double[1];
        for (int i = 0; i < LONGEST; i++) {
            operation.run(from(x, i, 1), one, 1);
            alone[i] = one[0];
        }
        double[] out = new double[LONGEST];
        for (int n = 0; n <= LONGEST; n++) {
            int from = random.nextInt(LONGEST - n + 1);
            operation.run(from(x, from, n), out, n);
            for (int i = 0; i < n; i++) {
                if (Double.doubleToLongBits(out[i]) != Double.doubleToLongBits(alone[from + i])) {
                    throw new AssertionError("%s of %s: %s, but alone %s"
                            .formatted(
                                    operation.name(),
                                    Arrays.deepToString(from(x, from + i, 1)),
                                    out[i],
                                    alone[from + i]));
                }
            }
        }
    }

    private static double[][] from(double[][] x, int from, int n) {
        return Arrays.stream(x)
                .map(column -> Arrays.copyOfRange(column, from, from + n))
                .toArray(double[][]::new);
    }
}
