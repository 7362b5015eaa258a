package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.surprisal.fit.design.Panel;
import org.surprisal.math.ExactSum;

/**
 * One reading of all rows without any matrix of second derivatives: these are kept as a number per row, and multiply a
 * vector in one more reading, {@code Xᵀ(W(Xv))} (C.-J. Lin, R. C. Weng and S. S. Keerthi, "Trust region Newton method
 * for large-scale logistic regression", Journal of Machine Learning Research 9, 2008). Sums go by fixed chunks of rows
 * in their order, so they do not depend on the threads.
 */
final class ProductPass implements Place.Reading {
    private final LinearRows rows;
    private final RowBlock.Rows beside;
    private final Objective objective;
    private final double ridge;
    private final int intercept;
    private final int threads;
    private final Watcher watcher;

    ProductPass(
            LinearRows rows,
            RowBlock.Rows beside,
            Objective objective,
            double ridge,
            int intercept,
            int threads,
            Watcher watcher) {
        this.rows = rows;
        this.beside = beside;
        this.objective = objective;
        this.ridge = ridge;
        this.intercept = intercept;
        this.threads = threads;
        this.watcher = watcher;
    }

    @Override
    public Place at(double[] coefficients) {
        double[] ofCells = rows.toCells(coefficients);
        double[] curvature = new double[rows.rows()];
        Sums slopes = new Sums(ofCells.length);
        Sums squares = new Sums(ofCells.length);
        ExactSum value = new ExactSum();
        int[] bad = {Integer.MAX_VALUE};
        Supplier<RowLoss> loss = objective.observed();
        Chunks.run(rows.rows(), threads, () -> new Chunks.Worker() {
            private final LinearRows.Reader reader = rows.reader();
            private final RowBlock block = new RowBlock(beside, loss);
            private final double[] ofSlopes = new double[ofCells.length];
            private final double[] ofSquares = new double[ofCells.length];

            @Override
            public void work(int from, int to) {
                watcher.check();
                for (int at = from; at < to; at += Panel.ROWS) {
                    int n = Math.min(Panel.ROWS, to - at);
                    reader.load(at, n);
                    block.begin(at, n);
                    reader.times(ofCells, block.z);
                    block.end(at, n);
                    reader.addProducts(block.slope, ofSlopes);
                    reader.addSquares(block.curvature, ofSquares);
                    System.arraycopy(block.curvature, 0, curvature, at, n);
                }
            }

            @Override
            public void add() {
                slopes.take(ofSlopes);
                squares.take(ofSquares);
            }

            @Override
            public void end() {
                value.merge(block.value);
                bad[0] = Math.min(bad[0], block.bad());
            }
        });
        double[] gradient = rows.fromCells(slopes.value());
        double[] diagonal = rows.squaresFromCells(squares.value());
        Ridge.add(ridge, intercept, coefficients, value, gradient);
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j] += j == intercept ? 0 : ridge;
        }
        int first = bad[0] == Integer.MAX_VALUE ? -1 : bad[0];
        return new Place(coefficients, value.value(), gradient, new Products(curvature, diagonal), first);
    }

    /** Sums in two doubles. */
    private static final class Sums {
        private final double[] high;
        private final double[] low;

        Sums(int n) {
            high = new double[n];
            low = new double[n];
        }

        /** Adds, and forgets what is added. */
        void take(double[] from) {
            for (int j = 0; j < high.length; j++) {
                double s = high[j] + from[j];
                double back = s - high[j];
                low[j] += (high[j] - (s - back)) + (from[j] - back);
                high[j] = s;
                from[j] = 0;
            }
        }

        double[] value() {
            double[] to = new double[high.length];
            Arrays.setAll(to, j -> high[j] + low[j]);
            return to;
        }
    }

    /** Second derivatives as a number per row. */
    private final class Products implements SecondDerivatives {
        private final double[] curvature;
        private final double[] diagonal;

        Products(double[] curvature, double[] diagonal) {
            this.curvature = curvature;
            this.diagonal = diagonal;
        }

        @Override
        public double[] diagonal() {
            return diagonal;
        }

        @Override
        public double[] times(double[] vector) {
            double[] ofCells = rows.toCells(vector);
            double[] sums = new double[ofCells.length];
            Chunks.run(rows.rows(), threads, () -> new Chunks.Worker() {
                private final LinearRows.Reader reader = rows.reader();
                private final double[] own = new double[sums.length];
                private final double[] z = new double[Panel.ROWS];

                @Override
                public void work(int from, int to) {
                    watcher.check();
                    for (int at = from; at < to; at += Panel.ROWS) {
                        int n = Math.min(Panel.ROWS, to - at);
                        reader.load(at, n);
                        Arrays.fill(z, 0);
                        reader.times(ofCells, z);
                        for (int i = 0; i < n; i++) {
                            z[i] *= curvature[at + i];
                        }
                        reader.addProducts(z, own);
                    }
                }

                @Override
                public void add() {
                    for (int j = 0; j < sums.length; j++) {
                        sums[j] += own[j];
                        own[j] = 0;
                    }
                }

                @Override
                public void end() {
                    // All is added chunk by chunk.
                }
            });
            double[] to = rows.fromCells(sums);
            for (int j = 0; j < to.length && ridge > 0; j++) {
                to[j] = j == intercept ? to[j] : Math.fma(ridge, vector[j], to[j]);
            }
            return to;
        }

        @Override
        public double[] solve(double[] right, double left) {
            return ConjugateGradients.solve(this, right, left);
        }
    }
}
