package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Expansion;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.math.ExactSum;

/**
 * One reading of all rows at given coefficients: objective, gradient and Hessian together. Objective and gradient are
 * exact sums of what the rows give, so they do not depend on the order of rows or the number of threads. The Hessian is
 * summed within fixed chunks of rows in their order and across chunks in two doubles, so it does not depend on the
 * threads; another order of the rows may change its last bits. It steers the steps, but where they end is for the
 * gradient to say.
 */
final class Pass {
    private final Dataset data;
    private final int threads;
    private final double ridge;
    private final Watcher watcher;
    private final Expansion expansion;

    Pass(Dataset data, double ridge, int threads, Watcher watcher) {
        this.data = data;
        this.ridge = ridge;
        this.threads = threads;
        this.watcher = watcher;
        this.expansion = data.matrix().design().expansion();
    }

    /** Reads all rows. */
    Point at(double[] coefficients, Supplier<RowLoss> loss) {
        double[] ofCells = expansion.toCells(coefficients);
        int cells = expansion.cells();
        ExactSum value = new ExactSum();
        ExactSum[] slopes = sums(cells);
        GramSums gram = new GramSums(cells);
        double[][] lost = new double[cells][cells];
        int[] bad = {Integer.MAX_VALUE};
        Chunks.run(
                data.rows(), threads, () -> new Worker(loss.get(), ofCells, new Whole(value, slopes, gram, lost, bad)));
        double[] gradient = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            gradient[cell] = slopes[cell].value();
            for (int b = cell; b < cells; b++) {
                gram.sums[cell][b] += lost[cell][b];
            }
        }
        int first = bad[0] == Integer.MAX_VALUE ? -1 : bad[0];
        return penalised(coefficients, value, expansion.fromCells(gradient), expansion.fromCells(gram.sums), first);
    }

    private Point penalised(double[] b, ExactSum value, double[] gradient, double[][] hessian, int firstBad) {
        for (int j = 0; j < b.length && ridge > 0; j++) {
            if (j != data.matrix().design().intercept()) {
                value.addProduct(0.5 * ridge * b[j], b[j]);
                gradient[j] += ridge * b[j];
                hessian[j][j] += ridge;
            }
        }
        return new Point(b, value.value(), gradient, hessian, firstBad);
    }

    private static ExactSum[] sums(int n) {
        ExactSum[] sums = new ExactSum[n];
        Arrays.setAll(sums, i -> new ExactSum());
        return sums;
    }

    /** What all threads add to. */
    private record Whole(ExactSum value, ExactSum[] slopes, GramSums gram, double[][] lost, int[] bad) {}

    private final class Worker implements Chunks.Worker {
        private final RowLoss loss;
        private final double[] ofCells;
        private final Whole whole;
        private final ModelMatrix.Reader reader = data.matrix().reader();
        private final ExactSum value = new ExactSum();
        private final ExactSum[] slopes;
        private final GramSums gram;
        private final double[] y = new double[Panel.ROWS];
        private final double[] z = new double[Panel.ROWS];
        private final double[] lost = new double[Panel.ROWS];
        private final double[] values = new double[Panel.ROWS];
        private final double[] slope = new double[Panel.ROWS];
        private final double[] curvature = new double[Panel.ROWS];
        private final double[] product = new double[Panel.ROWS];
        private int bad = Integer.MAX_VALUE;

        Worker(RowLoss loss, double[] ofCells, Whole whole) {
            this.loss = loss;
            this.ofCells = ofCells;
            this.whole = whole;
            this.slopes = sums(ofCells.length);
            this.gram = new GramSums(ofCells.length);
        }

        @Override
        public void work(int from, int to) {
            watcher.check();
            for (int at = from; at < to; at += Panel.ROWS) {
                panel(at, Math.min(Panel.ROWS, to - at));
            }
        }

        private void panel(int from, int n) {
            Panel panel = reader.read(from, n);
            Predictors.of(data, panel, from, ofCells, z, lost);
            System.arraycopy(data.response(), from, y, 0, n);
            loss.at(from, y, z, n, values, slope, curvature);
            weigh(from, n);
            value.add(values, n);
            for (int s = 0; s < panel.segments(); s++) {
                double[] x = panel.values(s);
                for (int i = 0; i < n; i++) {
                    product[i] = slope[i] * x[i];
                }
                if (panel.isCategorical(s)) {
                    int[] cell = panel.cells(s);
                    for (int i = 0; i < n; i++) {
                        slopes[cell[i]].add(product[i]);
                    }
                } else {
                    slopes[panel.cell(s)].add(product, n);
                }
            }
            gram.add(panel, curvature);
        }

        private void weigh(int from, int n) {
            for (int i = 0; i < n; i++) {
                if (!Double.isFinite(values[i]) || !Double.isFinite(slope[i])) {
                    bad = Math.min(bad, from + i);
                }
                double w = data.weight(from + i);
                values[i] *= w;
                slope[i] *= w;
                curvature[i] *= w;
            }
        }

        @Override
        public void add() {
            whole.gram.take(gram, whole.lost);
        }

        @Override
        public void end() {
            whole.value.merge(value);
            for (int j = 0; j < slopes.length; j++) {
                whole.slopes[j].merge(slopes[j]);
            }
            whole.bad[0] = Math.min(whole.bad[0], bad);
        }
    }
}
