package org.surprisal.fit;

/**
 * Solves for a step by conjugate gradients, preconditioned by the diagonal, until little is left of the right side or a
 * direction of no positive curvature is met, where it stops with what it has (T. Steihaug, "The conjugate gradient
 * method and trust regions in large scale optimization", SIAM Journal on Numerical Analysis 20, 1983; J. Nocedal and S.
 * J. Wright, "Numerical Optimization", 2006, algorithm 7.1).
 */
final class ConjugateGradients {
    private static final int MOST = 1_000;

    private ConjugateGradients() {}

    /** A step; a coefficient without a positive second derivative stays. */
    static double[] solve(SecondDerivatives of, double[] right, double left) {
        int n = right.length;
        double[] over = of.diagonal().clone();
        for (int j = 0; j < n; j++) {
            over[j] = over[j] > 0 ? 1 / over[j] : 0;
        }
        double[] step = new double[n];
        double[] rest = right.clone();
        double[] direction = new double[n];
        for (int j = 0; j < n; j++) {
            direction[j] = over[j] * rest[j];
        }
        double size = dot(rest, direction);
        double enough = left * left * size;
        for (int k = 0; k < MOST && size > enough; k++) {
            double[] image = of.times(direction);
            double curvature = dot(direction, image);
            if (!(curvature > 0)) {
                return k == 0 ? direction : step;
            }
            double length = size / curvature;
            double next = 0;
            for (int j = 0; j < n; j++) {
                step[j] = Math.fma(length, direction[j], step[j]);
                rest[j] = Math.fma(-length, image[j], rest[j]);
                next = Math.fma(rest[j] * over[j], rest[j], next);
            }
            double share = next / size;
            for (int j = 0; j < n; j++) {
                direction[j] = Math.fma(share, direction[j], over[j] * rest[j]);
            }
            size = next;
        }
        return step;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum = Math.fma(x[j], y[j], sum);
        }
        return sum;
    }
}
