package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Expansion;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.math.ExactSum;

/**
 * One reading of all rows at given coefficients. Read exactly, objective and gradient are exact sums of what the rows
 * give, with linear predictors in two doubles: they do not depend on the order of rows or the number of threads. Read
 * quickly, for the steps on the way, the gradient is rounded as it is summed. The Hessian is summed within fixed chunks
 * of rows in their order and across chunks in two doubles, so it does not depend on the threads; another order of the
 * rows may change its last bits. It steers the steps, but where they end is for the gradient to say.
 */
final class Pass {
    private final Dataset data;
    private final int threads;
    private final double ridge;
    private final Watcher watcher;
    private final Expansion expansion;

    /** What is wanted of the rows. */
    private record Wanted(boolean exact, boolean hessian) {
        GramSums sums(int cells) {
            return new GramSums(hessian ? cells : 0, exact && !hessian ? 0 : cells);
        }
    }

    Pass(Dataset data, double ridge, int threads, Watcher watcher) {
        this.data = data;
        this.ridge = ridge;
        this.threads = threads;
        this.watcher = watcher;
        this.expansion = data.matrix().design().expansion();
    }

    /** The same reading of other rows. */
    Pass of(Dataset other) {
        return new Pass(other, ridge, threads, watcher);
    }

    /** Objective and gradient exactly, and the Hessian. */
    Point at(double[] coefficients, Supplier<RowLoss> loss) {
        return read(coefficients, loss, new Wanted(true, true), new double[0][]);
    }

    /** The objective, the gradient as it is rounded, and the Hessian. */
    Point quick(double[] coefficients, Supplier<RowLoss> loss) {
        return read(coefficients, loss, new Wanted(false, true), new double[0][]);
    }

    /** The objective, and the gradient as it is rounded, with a Hessian from elsewhere. */
    Point quick(double[] coefficients, Supplier<RowLoss> loss, double[][] hessian) {
        return read(coefficients, loss, new Wanted(false, false), hessian);
    }

    /** Objective and gradient exactly, with a Hessian from elsewhere. */
    Point exact(double[] coefficients, Supplier<RowLoss> loss, double[][] hessian) {
        return read(coefficients, loss, new Wanted(true, false), hessian);
    }

    private Point read(double[] coefficients, Supplier<RowLoss> loss, Wanted wanted, double[][] known) {
        double[] ofCells = expansion.toCells(coefficients);
        Whole whole = new Whole(ofCells.length, wanted);
        Chunks.run(data.rows(), threads, () -> new Worker(loss.get(), ofCells, wanted, whole));
        double[] gradient = whole.gradient();
        double[][] hessian = wanted.hessian ? expansion.fromCells(whole.gram.sums) : known;
        Point point =
                new Point(coefficients, whole.value.value(), expansion.fromCells(gradient), hessian, whole.firstBad());
        return ridge > 0 ? penalised(point, whole.value, wanted) : point;
    }

    private Point penalised(Point of, ExactSum value, Wanted wanted) {
        double[] b = of.coefficients();
        for (int j = 0; j < b.length; j++) {
            if (j != data.matrix().design().intercept()) {
                value.addProduct(0.5 * ridge * b[j], b[j]);
                of.gradient()[j] += ridge * b[j];
                if (wanted.hessian) {
                    of.hessian()[j][j] += ridge;
                }
            }
        }
        return new Point(b, value.value(), of.gradient(), of.hessian(), of.firstBad());
    }

    /** The Hessian of a part of the rows, the penalty included, as if there were so many times as many. */
    double[][] scaled(double[][] hessian, double times) {
        double[][] to = new double[hessian.length][];
        for (int a = 0; a < to.length; a++) {
            to[a] = hessian[a].clone();
            boolean free = a == data.matrix().design().intercept();
            to[a][a] -= free ? 0 : ridge;
            for (int b = 0; b < to.length; b++) {
                to[a][b] *= times;
            }
            to[a][a] += free ? 0 : ridge;
        }
        return to;
    }

    private static ExactSum[] sums(int n) {
        ExactSum[] sums = new ExactSum[n];
        Arrays.setAll(sums, i -> new ExactSum());
        return sums;
    }

    /** What all threads add to. */
    private static final class Whole {
        private final ExactSum value = new ExactSum();
        private final ExactSum[] slopes;
        private final GramSums gram;
        private final GramSums lost;
        private int bad = Integer.MAX_VALUE;

        Whole(int cells, Wanted wanted) {
            slopes = sums(wanted.exact ? cells : 0);
            gram = wanted.sums(cells);
            lost = wanted.sums(cells);
        }

        double[] gradient() {
            gram.add(lost);
            return slopes.length == 0
                    ? gram.slopes
                    : Arrays.stream(slopes).mapToDouble(ExactSum::value).toArray();
        }

        int firstBad() {
            return bad == Integer.MAX_VALUE ? -1 : bad;
        }
    }

    private final class Worker implements Chunks.Worker {
        private final RowLoss loss;
        private final double[] ofCells;
        private final Wanted wanted;
        private final Whole whole;
        private final ModelMatrix.Reader reader = data.matrix().reader();
        private final ExactSum value = new ExactSum();
        private final ExactSum[] slopes;
        private final GramSums gram;
        private final DenseColumns columns = new DenseColumns();
        private final double[] y = new double[Panel.ROWS];
        private final double[] z = new double[Panel.ROWS];
        private final double[] lost = new double[Panel.ROWS];
        private final double[] values = new double[Panel.ROWS];
        private final double[] slope = new double[Panel.ROWS];
        private final double[] curvature = new double[Panel.ROWS];
        private final double[] product = new double[Panel.ROWS];
        private int bad = Integer.MAX_VALUE;

        Worker(RowLoss loss, double[] ofCells, Wanted wanted, Whole whole) {
            this.loss = loss;
            this.ofCells = ofCells;
            this.wanted = wanted;
            this.whole = whole;
            this.slopes = sums(whole.slopes.length);
            this.gram = wanted.sums(ofCells.length);
        }

        @Override
        public void work(int from, int to) {
            watcher.check();
            for (int at = from; at < to; at += Panel.ROWS) {
                panel(at, Math.min(Panel.ROWS, to - at));
            }
        }

        private void panel(int from, int n) {
            Panel panel = wanted.exact ? reader.read(from, n) : reader.readRounded(from, n);
            data.offsets(from, n, z);
            if (wanted.exact) {
                Predictors.add(panel, ofCells, z, lost);
            } else {
                panel.timesRounded(ofCells, z);
            }
            data.responses(from, n, y);
            loss.at(from, y, z, n, values, slope, curvature);
            look(from, n);
            data.weigh(from, n, values, slope, curvature);
            value.add(values, n);
            if (wanted.hessian || !wanted.exact) {
                columns.load(panel);
            }
            if (wanted.hessian) {
                gram.add(panel, columns, curvature);
            }
            if (wanted.exact) {
                addExactly(panel);
            } else {
                gram.addSlopes(panel, columns, slope);
            }
        }

        private void addExactly(Panel panel) {
            int n = panel.rows();
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
        }

        /** Finds the first row that is not finite. */
        private void look(int from, int n) {
            double zero = 0;
            for (int i = 0; i < n; i++) {
                zero += 0 * values[i] + 0 * slope[i];
            }
            for (int i = 0; i < n && zero != 0; i++) {
                if (!Double.isFinite(values[i]) || !Double.isFinite(slope[i])) {
                    bad = Math.min(bad, from + i);
                    zero = 0;
                }
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
            whole.bad = Math.min(whole.bad, bad);
        }
    }
}
