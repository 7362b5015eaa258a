package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Law 1 for hard targets: what is computed for 0, 1 or a label alone has the bits of what is computed for any target.
 */
class HardTargetTest {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        Double.MIN_VALUE,
        1e-300,
        1e-16,
        1 - 0x1p-53,
        2,
        37,
        -37,
        745,
        -746,
        1000,
        -1000,
        1e308,
        -1e308,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    static List<Loss> rowLosses() {
        List<Loss> losses = new ArrayList<>(
                Catalogue.all().stream().filter(loss -> !loss.perClass()).toList());
        for (String formula : List.of(
                "-(xlogy(y, p) + xlog1py(1 - y, -p))",
                "-y * log(p) - (1 - y) * log(1 - p)",
                "-wmul(y, (1 - p)^3 * log(p)) - wmul(1 - y, p^3 * log1p(-p))",
                "where(y == 1, softplus(-p), 2 * softplus(p))",
                "log(exp(-y) + exp(p)) / (y + 2)",
                "wdiv(y, p) + wdiv(1 - y, 1 - p) + xlogy(y, wdiv(y, p)) + exp(p)",
                "smul(y - 1, log(p)) * smul(p, y) + tanh(y * p)",
                "exp(p) * sigmoid(p) * y + 1 / (y + exp(p)) - 1 / wmul(y, tanh(p))")) {
            losses.add(Loss.of(formula));
        }
        return losses;
    }

    static List<Loss> classLosses() {
        List<Loss> losses =
                new ArrayList<>(Catalogue.all().stream().filter(Loss::perClass).toList());
        for (String formula : List.of(
                "-sum(y * log(p))",
                "sum(wmul(y, nlsoftmax(p))) + max(p) * sum(y)",
                "sum(wmul(y, p)^2) + sum(xlogy(1 - y, p))",
                "sum(cumsum(p - y)^2) / (K - 1)",
                "-sum(wmul(y, (1 - softmax(p))^2 * log(softmax(p))))",
                "log(sum(exp(p))) - sum(wmul(y, p))",
                "sum(wmul(y, p - sum(wmul(y, p)))) + sum(where(y == 1, 0, max(0, 1 + p - sum(wmul(y, p)))))",
                "sum(wdiv(y, p) / (y + 1)) + sum(atmax(p) * y)")) {
            losses.add(Loss.of(formula));
        }
        return losses;
    }

    @ParameterizedTest
    @MethodSource("rowLosses")
    void zeroAndOneGiveTheBitsOfAnyTarget(Loss loss) {
        int n = 3000;
        Random random = new Random(loss.name().hashCode());
        double[] p = new double[n];
        double[] hard = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = drawn(i, random);
            // Stretches of one outcome, and of both.
            hard[i] = i < 600 ? 1 : i < 1200 ? 0 : random.nextInt(2);
        }
        double[][] expected = new double[3][n];
        double[] soft = new double[n];
        // In a block that begins with a soft target all are taken as soft ones.
        for (int i = 0; i < n; i++) {
            soft[0] = 0.5;
            soft[1] = hard[i];
            double[] pair = {0.5, p[i]};
            double[][] out = new double[3][2];
            loss.evaluator().rows(soft, pair, 2, out[0], out[1], out[2]);
            for (int o = 0; o < 3; o++) {
                expected[o][i] = out[o][1];
            }
        }
        double[][] actual = new double[3][n];
        loss.evaluator().rows(hard, p, n, actual[0], actual[1], actual[2]);
        assertBits(actual, expected);
        for (int o = 0; o < 3; o++) {
            double[][] alone = new double[3][];
            alone[o] = new double[n];
            loss.evaluator().rows(hard, p, n, alone[0], alone[1], alone[2]);
            assertBits(new double[][] {alone[o]}, new double[][] {expected[o]});
        }
        double[] mask = random.ints(n, 0, 2).asDoubleStream().toArray();
        double[] masked = new double[n];
        loss.evaluator()
                .compute(
                        Batch.of(Input.of(hard), Input.of(p)).masked(Input.of(mask)),
                        Results.NONE.values(Output.to(masked)));
        for (int i = 0; i < n; i++) {
            expected[0][i] = mask[i] == 0 ? 0 : expected[0][i];
        }
        assertBits(new double[][] {masked}, new double[][] {expected[0]});
    }

    @ParameterizedTest
    @MethodSource("classLosses")
    void labelsGiveTheBitsOfAColumnPerClass(Loss loss) {
        for (int classes : new int[] {2, 3, 11, 300}) {
            int n = classes > 100 ? 60 : 900;
            Random random = new Random(classes);
            double[][] p = new double[classes][n];
            double[][] y = new double[classes][n];
            int[] label = random.ints(n, 0, classes).toArray();
            for (int i = 0; i < n; i++) {
                y[label[i]][i] = 1;
                for (int k = 0; k < classes; k++) {
                    p[k][i] = i % 3 == 0 ? drawn(i + k, random) : random.nextGaussian() * 5;
                }
            }
            Evaluator evaluator = loss.evaluator();
            double[][] expected = new double[1 + 2 * classes][n];
            double[][] actual = new double[1 + 2 * classes][n];
            boolean closed = !loss.formula().contains("cumsum");
            evaluator.classes(y, p, n, expected[0], part(expected, 1, classes), null);
            evaluator.classes(label, p, n, actual[0], part(actual, 1, classes), null);
            if (closed) {
                evaluator.classes(y, p, n, null, null, part(expected, 1 + classes, classes));
                evaluator.classes(label, p, n, null, null, part(actual, 1 + classes, classes));
            }
            assertBits(actual, expected);
            double[] values = new double[n];
            evaluator.values(label, p, n, values);
            assertBits(new double[][] {values}, new double[][] {expected[0]});
        }
    }

    /** A target of -0 is no 0 to a formula that divides by it. */
    @Test
    void negativeZeroIsNoHardTarget() {
        Loss loss = Loss.of("exp(p) * sigmoid(p) + 1 / y");
        double[] out = new double[2];
        loss.evaluator().values(new double[] {0, -0.0}, new double[] {1, 1}, 2, out);
        assertThat(out).containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    /** Of a thousand classes one logarithm is drawn, for the class that happened. */
    @Test
    void whatLiesInOtherClassesIsNotLookedAt() {
        int classes = 1000;
        double[] p = new double[classes];
        Arrays.fill(p, Double.NaN);
        p[17] = 0.5;
        double loss = Catalogue.CROSS_ENTROPY.mean(Batch.labelled(Input.of(17), Input.rowMajor(p, classes)), 1);
        assertThat(loss).isEqualTo(Catalogue.LOG_LOSS.value(1, 0.5));
    }

    /** Wherever the predictions lie, and also where a row that is left out has no true class at all. */
    @Test
    void theOneValueThatIsNeededIsReadFromAnywhere() {
        int classes = 5;
        int n = 1100;
        Random random = new Random(3);
        float[] rows = new float[(n + 2) * classes];
        double[] wide = new double[rows.length];
        double[][] columns = new double[classes][n + 2];
        float[][] narrow = new float[classes][n + 2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextFloat();
            wide[i] = rows[i];
            columns[i % classes][i / classes] = rows[i];
            narrow[i % classes][i / classes] = rows[i];
        }
        int[] label = random.ints(n + 2L, 0, classes).toArray();
        double[] mask = new double[n];
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            mask[i] = i % 3;
            expected[i] = mask[i] == 0 ? 0 : Catalogue.LOG_LOSS.value(1, columns[label[i + 2]][i + 2]);
            label[i + 2] = mask[i] == 0 ? -1 : label[i + 2];
        }
        Input byRow = Input.rowMajor(wide, classes);
        for (Input p : List.of(
                byRow,
                Input.rowMajor(rows, classes),
                Input.rowMajor(Input.of(DoubleBuffer.wrap(wide)), classes),
                Input.rowMajor(Input.of(wide).slice(0, wide.length), classes),
                Input.columns(columns),
                Input.columns(narrow),
                elsewhere(byRow))) {
            double[] actual = new double[n];
            Catalogue.CROSS_ENTROPY
                    .evaluator()
                    .compute(
                            Batch.labelled(Input.of(label).slice(2, n), p.slice(2, n))
                                    .masked(Input.of(mask)),
                            Results.NONE.values(Output.to(actual)));
            assertBits(new double[][] {actual}, new double[][] {expected});
        }
    }

    /** An input of no kind that is known here. */
    private static Input elsewhere(Input input) {
        return new Input() {
            @Override
            public int rows() {
                return input.rows();
            }

            @Override
            public int classes() {
                return input.classes();
            }

            @Override
            public boolean byRow() {
                return input.byRow();
            }

            @Override
            public void load(int from, int n, double[] to, int at) {
                input.load(from, n, to, at);
            }
        };
    }

    private static double drawn(int i, Random random) {
        return switch (i % 4) {
            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 1 -> random.nextDouble();
            default -> random.nextGaussian() * 4;
        };
    }

    private static double[][] part(double[][] columns, int from, int n) {
        return Arrays.copyOfRange(columns, from, from + n);
    }

    private static void assertBits(double[][] actual, double[][] expected) {
        for (int o = 0; o < expected.length; o++) {
            for (int i = 0; i < expected[o].length; i++) {
                assertThat(Double.doubleToLongBits(actual[o][i]))
                        .as("result %d, row %d: %s, expected %s", o, i, actual[o][i], expected[o][i])
                        .isEqualTo(Double.doubleToLongBits(expected[o][i]));
            }
        }
    }
}
