package org.surprisal.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Sigmoid;
import org.surprisal.math.Softplus;

/**
 * Logistic regression of outcomes on at most three functions of the forecast, by Newton's method: its loss over cells
 * of equal forecasts, which stand in the order of the forecasts.
 */
final class LogOddsFit {
    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVES = 60;
    private static final double CONVERGED = 1e-10;

    /** Beyond, a line is a step. */
    private static final double STEEPEST = 1e8;

    /** What is left of a curvature that is less than this part of it is rounding. */
    private static final double SINGULAR = 1e-13;

    private final double[][] columns;
    private final double[] events;
    private final double[] others;

    /**
     * A regression.
     *
     * @param columns the functions of the forecast, cell by cell
     * @param events what happened in each cell
     * @param others what did not
     */
    LogOddsFit(double[][] columns, double[] events, double[] others) {
        this.columns = columns;
        this.events = events;
        this.others = others;
    }

    /**
     * The coefficients that lose least.
     *
     * @param start where to begin
     * @return null where no finite ones do, or several
     */
    double @Nullable [] coefficients(double... start) {
        double[] at = start.clone();
        double loss = loss(at);
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            double[] step = step(at);
            if (step == null) {
                return null;
            }
            double[] next = minus(at, step);
            double after = loss(next);
            for (int half = 0; half < MOST_HALVES && !(after <= loss + 1e-13 * Math.abs(loss)); half++) {
                for (int j = 0; j < step.length; j++) {
                    step[j] /= 2;
                }
                next = minus(at, step);
                after = loss(next);
            }
            if (!(size(next) <= STEEPEST)) {
                return null;
            }
            at = next;
            loss = after;
            if (size(step) <= CONVERGED * (1 + size(next))) {
                return at;
            }
        }
        return null;
    }

    private static double size(double[] x) {
        return Arrays.stream(x).map(Math::abs).max().orElse(0);
    }

    private static double[] minus(double[] x, double[] y) {
        double[] difference = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            difference[j] = x[j] - y[j];
        }
        return difference;
    }

    private double logit(double[] at, int i) {
        double sum = 0;
        for (int j = 0; j < at.length; j++) {
            sum += at[j] * columns[j][i];
        }
        return sum;
    }

    /** The sum of the losses. */
    double loss(double[] at) {
        PairSum sum = new PairSum();
        for (int i = 0; i < events.length; i++) {
            double z = logit(at, i);
            if (events[i] > 0) {
                sum.addProduct(events[i], Softplus.of(-z));
            }
            if (others[i] > 0) {
                sum.addProduct(others[i], Softplus.of(z));
            }
        }
        return sum.value();
    }

    private double @Nullable [] step(double[] at) {
        int k = at.length;
        PairSum[] gradient = PairSum.array(k);
        PairSum[] curvature = PairSum.array(k * k);
        for (int i = 0; i < events.length; i++) {
            double z = logit(at, i);
            double up = Sigmoid.of(z);
            double down = Sigmoid.of(-z);
            double slope = others[i] * up - events[i] * down;
            double bend = (events[i] + others[i]) * up * down;
            for (int j = 0; j < k; j++) {
                gradient[j].addProduct(slope, columns[j][i]);
                for (int l = 0; l <= j; l++) {
                    curvature[j * k + l].addProduct(bend * columns[j][i], columns[l][i]);
                }
            }
        }
        double[][] h = new double[k][k];
        double[] g = new double[k];
        for (int j = 0; j < k; j++) {
            g[j] = gradient[j].value();
            for (int l = 0; l <= j; l++) {
                h[j][l] = curvature[j * k + l].value();
                h[l][j] = h[j][l];
            }
        }
        return solved(h, g);
    }

    /** The solution of symmetric positive definite equations, or null where they are nearly singular. */
    private static double @Nullable [] solved(double[][] h, double[] g) {
        int k = g.length;
        double[] diagonal = new double[k];
        for (int j = 0; j < k; j++) {
            diagonal[j] = h[j][j];
        }
        for (int j = 0; j < k; j++) {
            if (!(h[j][j] > SINGULAR * diagonal[j]) || !(diagonal[j] < Double.POSITIVE_INFINITY)) {
                return null;
            }
            for (int i = j + 1; i < k; i++) {
                double factor = h[i][j] / h[j][j];
                for (int l = j; l < k; l++) {
                    h[i][l] -= factor * h[j][l];
                }
                g[i] -= factor * g[j];
            }
        }
        for (int j = k - 1; j >= 0; j--) {
            for (int l = j + 1; l < k; l++) {
                g[j] -= h[j][l] * g[l];
            }
            g[j] /= h[j][j];
        }
        return g;
    }
}
