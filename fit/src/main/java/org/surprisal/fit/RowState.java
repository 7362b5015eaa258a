package org.surprisal.fit;

import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Panel;

/**
 * What each row is at given coefficients, without weights.
 *
 * @param predictor the linear predictor
 * @param mean the prediction
 * @param value the loss
 * @param slope its derivative in the linear predictor
 * @param curvature its second derivative, the expected one of a family
 */
record RowState(double[] predictor, double[] mean, double[] value, double[] slope, double[] curvature) {
    static RowState of(Dataset data, Objective objective, double[] coefficients, int threads) {
        int rows = data.rows();
        RowState to =
                new RowState(new double[rows], new double[rows], new double[rows], new double[rows], new double[rows]);
        Chunks.run(rows, threads, () -> to.new Worker(new PanelState(data, objective, coefficients)));
        return to;
    }

    /** That of a solution. */
    static RowState of(Solution solution) {
        return of(
                solution.data(),
                solution.objective(),
                solution.coefficients(),
                solution.fit().threads());
    }

    /** Fills some rows. */
    private final class Worker implements Chunks.Worker {
        private final PanelState rows;

        Worker(PanelState rows) {
            this.rows = rows;
        }

        @Override
        public void work(int first, int to) {
            for (int from = first; from < to; from += Panel.ROWS) {
                int n = Math.min(Panel.ROWS, to - from);
                rows.read(from, n);
                System.arraycopy(rows.predictor, 0, predictor, from, n);
                System.arraycopy(rows.mean, 0, mean, from, n);
                System.arraycopy(rows.value, 0, value, from, n);
                System.arraycopy(rows.slope, 0, slope, from, n);
                System.arraycopy(rows.curvature, 0, curvature, from, n);
            }
        }

        @Override
        public void add() {
            // Each row has its own place.
        }

        @Override
        public void end() {
            // Each row has its own place.
        }
    }
}
