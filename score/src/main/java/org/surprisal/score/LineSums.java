package org.surprisal.score;

import org.surprisal.math.Sigmoid;
import org.surprisal.math.Softplus;

/**
 * What Newton's method needs to fit outcomes by {@code sigmoid(intercept + slope · x)}, x the log-odds of the forecast:
 * the loss, its gradient and its Hessian, and the sums of the squared scores of the rows, from which comes the error
 * under weights.
 */
final class LineSums {
    final PairSum loss = new PairSum();
    /** By intercept and by slope. */
    final PairSum[] gradient = PairSum.array(2);
    /** Twice by the intercept, by both, twice by the slope. */
    final PairSum[] hessian = PairSum.array(3);

    final PairSum[] scores = PairSum.array(3);

    private final double[] line = new double[Groups.SIZE];
    private final double[] fitted = new double[Groups.SIZE];
    private final double[] softplus = new double[Groups.SIZE];

    /** Adds some forecasts whose log-odds are x, for a line. */
    void add(Groups groups, double[] x, double intercept, double slope) {
        int n = groups.size;
        for (int i = 0; i < n; i++) {
            line[i] = Math.fma(slope, x[i], intercept);
        }
        Sigmoid.of(line, fitted, n);
        Softplus.of(line, softplus, n);
        double sum = 0;
        double g0 = 0;
        double g1 = 0;
        double h00 = 0;
        double h01 = 0;
        double h11 = 0;
        double s00 = 0;
        double s01 = 0;
        double s11 = 0;
        for (int i = 0; i < n; i++) {
            double event = groups.events[i];
            double other = groups.others[i];
            double q = fitted[i];
            double miss = 1 - q;
            sum += (event + other) * softplus[i] - event * line[i];
            double residual = event * miss - other * q;
            double spread = (event + other) * q * miss;
            double square = groups.eventSquares[i] * miss * miss
                    + groups.otherSquares[i] * q * q
                    - 2 * groups.products[i] * q * miss;
            g0 -= residual;
            g1 -= residual * x[i];
            h00 += spread;
            h01 += spread * x[i];
            h11 += spread * x[i] * x[i];
            s00 += square;
            s01 += square * x[i];
            s11 += square * x[i] * x[i];
        }
        loss.add(sum);
        gradient[0].add(g0);
        gradient[1].add(g1);
        hessian[0].add(h00);
        hessian[1].add(h01);
        hessian[2].add(h11);
        scores[0].add(s00);
        scores[1].add(s01);
        scores[2].add(s11);
    }

    /** Adds other sums of the same line. */
    void add(LineSums other) {
        loss.add(other.loss);
        for (int i = 0; i < 2; i++) {
            gradient[i].add(other.gradient[i]);
        }
        for (int i = 0; i < 3; i++) {
            hessian[i].add(other.hessian[i]);
            scores[i].add(other.scores[i]);
        }
    }
}
