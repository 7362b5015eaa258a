package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.SparseRows;
import org.surprisal.fit.design.Unfittable;

/** Sparse rows give what the same numbers give as columns. */
final class SparseFitTest {
    private record Data(SparseRows rows, double[] event, double[] count, double[] size, Frame frame) {}

    private static Data data(int n, int width, int each, long seed) {
        Random random = new Random(seed);
        int[] starts = new int[n + 1];
        int[] columns = new int[n * each];
        double[] values = new double[n * each];
        double[][] dense = new double[width][n];
        double[] event = new double[n];
        double[] count = new double[n];
        double[] size = new double[n];
        for (int i = 0; i < n; i++) {
            double z = 0.3;
            for (int k = i * each; k < (i + 1) * each; k++) {
                columns[k] = random.nextInt(width);
                values[k] = random.nextGaussian();
                dense[columns[k]][i] += values[k];
                z += values[k] * (columns[k] % 5 - 2) * 0.3;
            }
            starts[i + 1] = (i + 1) * each;
            event[i] = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
            count[i] = Math.floor(-Math.log(random.nextDouble()) * Math.exp(0.5 * z));
            size[i] = z + random.nextGaussian();
        }
        Frame frame = Frame.EMPTY.with("event", event).with("count", count).with("size", size);
        for (int j = 0; j < width; j++) {
            frame = frame.with("x" + j, dense[j]);
        }
        return new Data(new SparseRows(width, starts, columns, values), event, count, size, frame);
    }

    private static String columns(int width) {
        return String.join(
                " + ", IntStream.range(0, width).mapToObj(j -> "x" + j).toList());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7, 30})
    void agreesWithColumns(double l2) {
        Data data = data(3_000, 40, 5, 1);
        Object[][] tasks = {
            {Family.BINOMIAL, "event", data.event},
            {Family.POISSON, "count", data.count},
            {Family.GAUSSIAN, "size", data.size}
        };
        for (Object[] task : tasks) {
            Family family = (Family) task[0];
            SparseFitted sparse = SparseFit.of(family).l2(l2).to(data.rows, (double[]) task[2]);
            Fitted dense = Fit.glm(task[1] + " ~ " + columns(40), family).l2(l2).to(data.frame);
            assertThat(sparse.convergence().converged()).isTrue();
            assertThat(sparse.intercept()).isCloseTo(dense.estimates()[0], within(1e-9));
            for (int j = 0; j < 40; j++) {
                assertThat(sparse.coefficients()[j]).isCloseTo(dense.estimates()[j + 1], within(1e-9));
            }
            assertThat(sparse.objective()).isCloseTo(dense.objective(), within(1e-9));
            assertThat(sparse.predict(data.rows)).containsExactly(dense.fitted(), within(1e-8));
            SparseFitted origin = SparseFit.of(family).l2(l2).withoutIntercept().to(data.rows, (double[]) task[2]);
            Fitted through =
                    Fit.glm(task[1] + " ~ 0 + " + columns(40), family).l2(l2).to(data.frame);
            assertThat(origin.coefficients()).containsExactly(through.estimates(), within(1e-9));
            assertThat(origin.intercept()).isZero();
        }
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        Data data = data(30_000, 500, 10, 2);
        SparseFit fit = SparseFit.of(Family.BINOMIAL).l2(1);
        SparseFitted one = fit.to(data.rows, data.event);
        for (int threads : new int[] {2, 3}) {
            SparseFitted more = fit.threads(threads).to(data.rows, data.event);
            assertThat(more.coefficients()).containsExactly(one.coefficients());
            assertThat(more.convergence()).isEqualTo(one.convergence());
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        Data data = data(100, 3, 2, 3);
        SparseFit fit = SparseFit.of(Family.BINOMIAL);
        assertThatThrownBy(() -> fit.to(data.rows, 1, 0))
                .isInstanceOf(Unfittable.class)
                .hasMessage("There are 100 rows, but 2 responses: give one for each row, and at least one.");
        double[] two = data.event.clone();
        two[4] = 2;
        assertThatThrownBy(() -> fit.to(data.rows, two)).hasMessageContaining("The response is 2.0 in row 5");
        assertThatThrownBy(() -> fit.l2(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SparseRows(2, new int[] {0, 1}, new int[] {2}, new double[] {1}))
                .hasMessage("There is no column 2: they go from 0 to 1.");
        assertThatThrownBy(() -> new SparseRows(2, new int[] {0, 1}, new int[] {1}, new double[] {Double.NaN}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new SparseRows(2, new int[] {0, 2, 1}, new int[] {1}, new double[] {1}))
                .hasMessage("Row 2 ends before it begins.");
        assertThatThrownBy(() -> new SparseRows(2, new int[] {0, 2}, new int[] {1}, new double[] {1}))
                .hasMessageContaining("The last row ends at 2");
        assertThatThrownBy(() -> new SparseRows(2, new int[0], new int[] {1}, new double[] {1}))
                .hasMessageContaining("begin at 0");
        SparseFitted fitted = fit.l2(1).to(data.rows, data.event);
        assertThatThrownBy(() -> fitted.predict(new SparseRows(2, new int[] {0}, new int[0], new double[0])))
                .hasMessage("The model has 3 columns, but the rows have 2.");
        SparseRows empty = new SparseRows(2, new int[] {0, 1, 2}, new int[] {0, 0}, new double[] {1, -1});
        assertThat(fit.l2(1).to(empty, 1, 0).notes()).containsExactly(Note.counted(Note.Code.EMPTY_COLUMNS, 1));
        // Separated: there is no least objective.
        SparseFitted endless = fit.withoutIntercept()
                .iterations(20)
                .to(new SparseRows(1, new int[] {0, 1, 2}, new int[] {0, 0}, new double[] {1, -1}), 1, 0);
        assertThat(endless.convergence().converged()).isFalse();
        assertThat(endless.notes()).contains(Note.of(Note.Code.MAY_BE_SEPARATED));
        Watcher stop = new Watcher() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> fit.l2(1).watched(stop).to(data.rows, data.event))
                .isInstanceOf(CancellationException.class);
    }
}
