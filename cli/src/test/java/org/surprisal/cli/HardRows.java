package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;

/**
 * Rows where losses are hard to compute, and what a loss says of them: value, gradient and Hessian, or, of a class
 * loss, the values of each class. The measure of source code that runs elsewhere.
 *
 * @param y the targets, of a row loss an array of one for each row
 * @param p the predictions
 */
record HardRows(double[][] y, double[][] p) {
    /** No host has their distribution functions. */
    private static final Set<String> HOMELESS =
            Set.of("crps_student_t", "crps_gamma", "crps_poisson", "tweedie_density");

    /** Losses of the catalogue and strangers that use every kind of operation. */
    static Stream<String> losses() {
        return Stream.concat(
                Catalogue.all().stream().map(Loss::name).filter(name -> !HOMELESS.contains(name)),
                Stream.of(
                        "(y_true - y_pred)^2 / (1 + abs(y_true))",
                        "huber(delta=inf)",
                        "pinball(tau=0.9)",
                        "softplus(2 * (p - y)) - (p - y) - log(2)",
                        "exp(p) - y * p + lgamma(abs(y) + 1)",
                        "tanh(p - y)^2 + sqrt(abs(p)) + max(p, 0) * min(y, 1)",
                        "abs(p - y)^1.5 + sign(p) + log2(1 + p^2)",
                        "erf(p) - log_ndtr(y * p) + erfc(y) + normpdf(p)",
                        "lgammadelta(abs(y), abs(p) + 1) + lbeta(abs(y) + 1, abs(p) + 2)",
                        "where(y > p, expm1(-abs(p)), log1p(p^2)) + log1mexp(-abs(p) - 0.1)",
                        "sum(cumsum(p - y)^2) / (K - 1)",
                        "logsumexp(z) - sum(y * z)",
                        "max(z) - sum(wmul(y, z))"));
    }

    /** The rows that a loss takes. */
    static HardRows of(Loss loss) {
        if (loss.perClass()) {
            return classes(loss);
        }
        List<double[]> y = new ArrayList<>();
        List<double[]> p = new ArrayList<>();
        for (double target : points(loss.target().domain())) {
            for (double prediction : points(loss.prediction().domain())) {
                y.add(new double[] {target});
                p.add(new double[] {prediction});
            }
        }
        return new HardRows(y.toArray(double[][]::new), p.toArray(double[][]::new));
    }

    private static double[] points(Domain domain) {
        double[] hard = {
            -1e200,
            -1e10,
            -1000,
            -710,
            -40,
            -2.5,
            -1,
            -0.5,
            -1e-8,
            -1e-300,
            0,
            1e-300,
            1e-17,
            1e-8,
            0.1,
            0.25,
            0.5,
            0.75,
            0.9,
            1 - 0x1p-53,
            1,
            2,
            2.5,
            7,
            40,
            171,
            710,
            1000,
            1e10,
            1e200
        };
        return Arrays.stream(hard).filter(domain::contains).toArray();
    }

    private static HardRows classes(Loss loss) {
        boolean probabilities = loss.prediction().domain().equals(Domain.UNIT_INTERVAL);
        double[][] targets = {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}, {0.2, 0.5, 0.3}, {1e-8, 0.25, 0.75 - 1e-8}};
        double[][] predictions = probabilities
                ? new double[][] {{0.2, 0.3, 0.5}, {0, 0, 1}, {1e-300, 0.5, 0.5}, {1, 0, 0}, {0.25, 0.25, 0.5}}
                : new double[][] {
                    {0, 0, 0},
                    {1000, 0, -1000},
                    {-3, 40, 1e-9},
                    {1e10, 1e10, 1},
                    {0.3, -0.1, 0.2},
                    {3, 40, 1e-9},
                    {1e-300, 1, 2.5}
                };
        List<double[]> y = new ArrayList<>();
        List<double[]> p = new ArrayList<>();
        for (double[] target : inside(loss.target().domain(), targets)) {
            for (double[] prediction : inside(loss.prediction().domain(), predictions)) {
                y.add(target);
                p.add(prediction);
            }
        }
        return new HardRows(y.toArray(double[][]::new), p.toArray(double[][]::new));
    }

    private static List<double[]> inside(Domain domain, double[][] rows) {
        return Arrays.stream(rows)
                .filter(row -> Arrays.stream(row).allMatch(domain::contains))
                .toList();
    }

    int size() {
        return y.length;
    }

    /** What the loss says of each row; a Hessian without a closed form is an empty array. */
    double[][][] expected(Loss loss) {
        double[][][] answers = new double[size()][3][];
        for (int i = 0; i < size(); i++) {
            answers[i] = loss.perClass() ? classes(loss, y[i], p[i]) : row(loss, y[i][0], p[i][0]);
        }
        return answers;
    }

    private static double[][] row(Loss loss, double y, double p) {
        return new double[][] {{loss.value(y, p)}, {loss.gradient(y, p)}, {loss.hessian(y, p)}};
    }

    private static double[][] classes(Loss loss, double[] y, double[] p) {
        int classes = p.length;
        double[] value = new double[1];
        double[][] gradient = new double[classes][1];
        double[][] columns = new double[classes][];
        double[][] predictions = new double[classes][];
        for (int k = 0; k < classes; k++) {
            columns[k] = new double[] {y[k]};
            predictions[k] = new double[] {p[k]};
        }
        loss.evaluator().classes(columns, predictions, 1, value, gradient, null);
        double[][] matrix = loss.hessianMatrix(y, p);
        double[] slope = new double[classes];
        double[] curvature = new double[classes];
        for (int k = 0; k < classes; k++) {
            slope[k] = gradient[k][0];
            curvature[k] = matrix[k][k];
        }
        return new double[][] {value, slope, curvature};
    }

    /**
     * Holds the answers of a host to those of the loss: the same infinities and NaN, and numbers to 12 digits, of the
     * result or of a term that cancels in it.
     */
    void check(Loss loss, double[][][] answers, String host) {
        double[][][] expected = expected(loss);
        String[] what = {"value", "gradient", "Hessian"};
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < answers[i].length; j++) {
                String place = host + ": " + loss + ", " + what[j] + " at y = " + Arrays.toString(y[i]) + ", p = "
                        + Arrays.toString(p[i]);
                assertThat(answers[i][j]).as(place).hasSameSizeAs(expected[i][j]);
                for (int k = 0; k < answers[i][j].length; k++) {
                    assertThat(same(answers[i][j][k], expected[i][j][k]))
                            .as("%s is %s, not %s", place, answers[i][j][k], expected[i][j][k])
                            .isTrue();
                }
            }
        }
    }

    private static boolean same(double found, double wanted) {
        return found == wanted
                || (Double.isNaN(found) && Double.isNaN(wanted))
                || Math.abs(found - wanted) <= 1e-12 * Math.abs(wanted)
                || Math.abs(found - wanted) <= 1e-14;
    }
}
