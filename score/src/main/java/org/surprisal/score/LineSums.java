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

    /**
     * Adds what some cells of forecasts expect of a line.
     *
     * @param groups the cells, whose forecasts are their mean log-odds
     * @param spread the sums Σ w (x - mean)² of the cells
     */
    void add(Groups groups, double[] spread, double intercept, double slope) {
        int n = groups.size;
        double[] x = groups.forecast;
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
            double weight = groups.events[i] + groups.others[i];
            double q = fitted[i];
            double miss = 1 - q;
            double first = q * miss;
            // Half the second derivatives of softplus, sigmoid and x sigmoid along the line, times the spread.
            double half = spread[i] / 2;
            double bend = half * slope * slope * first;
            double second = bend * (miss - q);
            sum += weight * softplus[i] + bend;
            g0 += weight * q + second;
            g1 += weight * q * x[i] + second * x[i] + 2 * half * slope * first;
            double curve = weight * first;
            h00 += curve;
            h01 += curve * x[i];
            h11 += curve * x[i] * x[i];
            double square = groups.eventSquares[i] * miss * miss
                    + groups.otherSquares[i] * q * q
                    - 2 * groups.products[i] * first;
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

    /**
     * Takes off what happened.
     *
     * @param events the sum of the events
     * @param tilt the sum of the events times their log-odds
     */
    void outcomes(double events, double tilt, double intercept, double slope) {
        loss.addProduct(-intercept, events);
        loss.addProduct(-slope, tilt);
        gradient[0].add(-events);
        gradient[1].add(-tilt);
    }
}
