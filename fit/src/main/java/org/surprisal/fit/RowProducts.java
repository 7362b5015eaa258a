package org.surprisal.fit;

import java.util.Arrays;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Expansion;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.math.ExactSum;

/** Products of a design matrix with vectors, of some columns of it. Sums over rows are exact. */
final class RowProducts {
    private final Dataset data;
    private final int[] active;
    private final Fit fit;
    private final Expansion expansion;

    RowProducts(Dataset data, int[] active, Fit fit) {
        this.data = data;
        this.active = active;
        this.fit = fit;
        this.expansion = data.matrix().design().expansion();
    }

    /** Coefficients of all columns from those of the active ones. */
    double[] spread(double[] of) {
        double[] to = new double[expansion.width()];
        for (int k = 0; k < active.length; k++) {
            to[active[k]] = of[k];
        }
        return to;
    }

    /** X times coefficients, a number per row, offsets left out. */
    double[] times(double[] of) {
        double[] ofCells = expansion.toCells(spread(of));
        double[] to = new double[data.rows()];
        Chunks.run(data.rows(), fit.threads(), () -> new Worker() {
            private final double[] z = new double[Panel.ROWS];
            private final double[] lost = new double[Panel.ROWS];

            @Override
            void take(Panel panel, int from) {
                Arrays.fill(z, 0);
                Arrays.fill(lost, 0);
                panel.times(ofCells, z, lost);
                for (int i = 0; i < panel.rows(); i++) {
                    to[from + i] = z[i] + lost[i];
                }
            }
        });
        return to;
    }

    /** The transpose of X times a number per row. */
    double[] transposed(double[] of) {
        ExactSum[] all = sums();
        Chunks.run(data.rows(), fit.threads(), () -> new Worker() {
            private final ExactSum[] own = sums();
            private final double[] product = new double[Panel.ROWS];

            @Override
            void take(Panel panel, int from) {
                for (int s = 0; s < panel.segments(); s++) {
                    double[] x = panel.values(s);
                    for (int i = 0; i < panel.rows(); i++) {
                        product[i] = of[from + i] * x[i];
                    }
                    if (panel.isCategorical(s)) {
                        int[] cell = panel.cells(s);
                        for (int i = 0; i < panel.rows(); i++) {
                            own[cell[i]].add(product[i]);
                        }
                    } else {
                        own[panel.cell(s)].add(product, panel.rows());
                    }
                }
            }

            @Override
            public void end() {
                for (int j = 0; j < own.length; j++) {
                    all[j].merge(own[j]);
                }
            }
        });
        double[] whole = expansion.fromCells(
                Arrays.stream(all).mapToDouble(ExactSum::value).toArray());
        return Arrays.stream(active).mapToDouble(j -> whole[j]).toArray();
    }

    /** The transpose of X times X, each row with a factor beside its weight. */
    double[][] square(double[] factor) {
        Point sums = new Pass(data, 0, fit.threads(), fit.watcher())
                .quick(new double[expansion.width()], () -> (from, y, z, n, value, slope, curvature) -> {
                    Arrays.fill(value, 0, n, 0);
                    Arrays.fill(slope, 0, n, 0);
                    System.arraycopy(factor, from, curvature, 0, n);
                });
        return Newton.part(sums.hessian(), active);
    }

    private ExactSum[] sums() {
        ExactSum[] to = new ExactSum[expansion.cells()];
        Arrays.setAll(to, i -> new ExactSum());
        return to;
    }

    /** Takes the rows block by block. */
    private abstract class Worker implements Chunks.Worker {
        private final ModelMatrix.Reader reader = data.matrix().reader();

        abstract void take(Panel panel, int from);

        @Override
        public void work(int from, int to) {
            fit.watcher().check();
            for (int at = from; at < to; at += Panel.ROWS) {
                take(reader.read(at, Math.min(Panel.ROWS, to - at)), at);
            }
        }

        @Override
        public void add() {}

        @Override
        public void end() {}
    }
}
