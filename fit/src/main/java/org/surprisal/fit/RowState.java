package org.surprisal.fit;

import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Loss;

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
        double[] ofCells = data.matrix().design().expansion().toCells(coefficients);
        RowState to =
                new RowState(new double[rows], new double[rows], new double[rows], new double[rows], new double[rows]);
        Chunks.run(rows, threads, () -> to.new Worker(data, objective, ofCells));
        return to;
    }

    /** Fills some rows. */
    private final class Worker implements Chunks.Worker {
        private final Dataset data;
        private final Objective objective;
        private final double[] ofCells;
        private final ModelMatrix.Reader reader;
        private final RowLoss loss;
        private final double[][] w = new double[6][Panel.ROWS];

        Worker(Dataset data, Objective objective, double[] ofCells) {
            this.data = data;
            this.objective = objective;
            this.ofCells = ofCells;
            this.reader = data.matrix().reader();
            this.loss = (objective.exponential() ? objective.expected() : objective.observed()).get();
        }

        @Override
        public void work(int first, int to) {
            for (int from = first; from < to; from += Panel.ROWS) {
                int n = Math.min(Panel.ROWS, to - from);
                Panel panel = reader.read(from, n);
                Predictors.of(data, panel, from, ofCells, w[0], w[1]);
                System.arraycopy(data.response(), from, w[2], 0, n);
                loss.at(from, w[2], w[0], n, w[3], w[4], w[5]);
                System.arraycopy(w[0], 0, predictor, from, n);
                objective.link().means(w[0], w[0], n);
                System.arraycopy(w[0], 0, mean, from, n);
                System.arraycopy(w[3], 0, value, from, n);
                System.arraycopy(w[4], 0, slope, from, n);
                System.arraycopy(w[5], 0, curvature, from, n);
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

    /** What each row adds to the deviance, without weights. */
    double[] deviances(Dataset data, Family family) {
        int n = data.rows();
        double[] to = new double[n];
        Evaluator evaluator;
        Loss stated = family.deviance();
        if (stated != null) {
            stated.evaluator().values(data.response(), mean, n, to);
            return to;
        }
        evaluator = family.objective().evaluator();
        evaluator.values(data.response(), data.response(), n, to);
        for (int i = 0; i < n; i++) {
            to[i] = 2 * (value[i] - to[i]);
        }
        return to;
    }

    /** The variance function of each row: the inverse of the second derivative at y = mean. */
    double[] variances(Family family) {
        int n = mean.length;
        double[] to = new double[n];
        family.objective().evaluator().hessians(mean, mean, n, to);
        for (int i = 0; i < n; i++) {
            to[i] = 1 / to[i];
        }
        return to;
    }
}
