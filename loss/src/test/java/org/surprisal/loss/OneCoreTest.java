package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Points.Point;

/** Laws 1 and 2: the same bits alone or together, in any place of any array, from any entry point. */
class OneCoreTest {
    private static final int ROWS = 1300;

    static List<Loss> losses() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void eachRowHasTheSameBitsWhereverItStands(Loss loss) {
        List<Point> points = Points.inside(loss, 200);
        int classes = loss.perClass() ? 3 : 1;
        double[][] y = new double[classes][ROWS];
        double[][] p = new double[classes][ROWS];
        Random random = new Random(7);
        int[] which = random.ints(ROWS, 0, points.size()).toArray();
        for (int i = 0; i < ROWS; i++) {
            for (int k = 0; k < classes; k++) {
                y[k][i] = points.get(which[i]).y()[k];
                p[k][i] = points.get(which[i]).p()[k];
            }
        }
        Results fused = Results.of(loss, y, p, ROWS, true);
        Results apart = Results.of(loss, y, p, ROWS, false);
        assertThat(fused.value).isEqualTo(apart.value);
        assertThat(fused.gradient).isDeepEqualTo(apart.gradient);
        assertThat(fused.hessian).isDeepEqualTo(apart.hessian);
        for (int i = 0; i < ROWS; i += 37) {
            Point point = points.get(which[i]);
            assertThat(fused.value[i]).isEqualTo(Rows.value(loss, point));
            assertThat(Rows.row(fused.gradient, i)).isEqualTo(Rows.gradient(loss, point));
            assertThat(Rows.row(fused.hessian, i)).isEqualTo(Rows.hessian(loss, point));
        }
        // An evaluator that has seen a short array and is given a long one gives the same.
        assertThat(Results.of(loss, y, p, 5, true).value).isEqualTo(java.util.Arrays.copyOf(fused.value, 5));
    }

    private record Results(double[] value, double[][] gradient, double[][] hessian) {
        static Results of(Loss loss, double[][] y, double[][] p, int n, boolean fused) {
            double[] value = new double[n];
            double[][] gradient = new double[y.length][n];
            double[][] hessian = new double[y.length][n];
            Evaluator evaluator = loss.evaluator();
            if (loss.perClass() && fused) {
                evaluator.classes(y, p, Math.min(n, 3), value, gradient, hessian);
                evaluator.classes(y, p, n, value, gradient, hessian);
            } else if (loss.perClass()) {
                evaluator.values(y, p, n, value);
                evaluator.classes(y, p, n, null, gradient, null);
                evaluator.classes(y, p, n, null, null, hessian);
            } else if (fused) {
                evaluator.rows(y[0], p[0], Math.min(n, 3), value, gradient[0], hessian[0]);
                evaluator.rows(y[0], p[0], n, value, gradient[0], hessian[0]);
            } else {
                evaluator.values(y[0], p[0], n, value);
                evaluator.gradients(y[0], p[0], n, gradient[0]);
                evaluator.hessians(y[0], p[0], n, hessian[0]);
            }
            return new Results(value, gradient, hessian);
        }
    }
}
