package org.surprisal.fit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.surprisal.fit.linear.Cholesky;

/**
 * The least of {@code ½ b'Hb - c'b + Σ l1|b| + ½ Σ l2 b²}: one coefficient after the other on a working set (J.
 * Friedman, T. Hastie and R. Tibshirani, "Regularization paths for generalized linear models via coordinate descent",
 * Journal of Statistical Software 33, 2010), then the linear equations of those that are not 0, which leave nothing to
 * iterate where their signs agree. What the working set leaves out is checked by the conditions of Karush, Kuhn and
 * Tucker, and taken in where it fails.
 */
final class CoordinateDescent {
    private static final int SWEEPS = 10_000;
    private static final int ROUNDS = 100;
    private static final int MOST_EQUATIONS = 1_000;
    private static final double ROUNDING = 1e-13;

    /** Changes, against what they change, that are no more than rounding. */
    private static final double LEAST = 1e-15;

    /** Below this the signs have likely settled. */
    private static final double SETTLED = 1e-6;

    /** How many products one after the other of a sweep take the time of one product of an elimination. */
    private static final int PER_PRODUCT = 4;

    private final double[][] h;
    private final double[] c;
    private final PenaltyFactors factors;
    private final boolean[] constant;
    private final Runnable check;
    private final int width;

    /** Coefficients, and the slope Hb - c of the quadratic there. */
    private final double[] b;

    private final double[] slope;

    /** How many coefficients the last turn has changed. */
    private int changes;

    CoordinateDescent(
            double[][] h, double[] c, PenaltyFactors factors, double[] start, boolean[] constant, Runnable check) {
        this.constant = constant;
        this.h = h;
        this.c = c;
        this.factors = factors;
        this.check = check;
        this.width = c.length;
        this.b = start.clone();
        this.slope = new double[width];
        refresh();
    }

    /** Solves, beginning with some columns; a column without curvature stays 0. */
    double[] solve(boolean[] first) {
        boolean[] in = first.clone();
        for (int j = 0; j < width; j++) {
            in[j] |= b[j] != 0 || factors.l1()[j] == 0;
        }
        for (int round = 0; round < ROUNDS; round++) {
            check.run();
            int[] set = IntStream.range(0, width)
                    .filter(j -> in[j] && !constant[j] && h[j][j] + factors.l2()[j] > 0)
                    .toArray();
            descend(set);
            refresh();
            boolean more = false;
            for (int j = 0; j < width; j++) {
                boolean fails = !in[j] && !constant[j] && Math.abs(slope[j]) > factors.l1()[j] * (1 + ROUNDING);
                in[j] |= fails;
                more |= fails;
            }
            if (!more) {
                return b;
            }
        }
        return b;
    }

    private void refresh() {
        for (int i = 0; i < width; i++) {
            slope[i] = -c[i];
        }
        for (int j = 0; j < width; j++) {
            if (b[j] != 0) {
                addTimes(h[j], b[j], slope);
            }
        }
    }

    /**
     * Turns until nothing changes any more. Where the turns have cost as much as the linear equations would, those are
     * tried: they end it at once if the signs agree.
     */
    private void descend(int[] set) {
        double tolerance = SETTLED;
        long spent = 0;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            changes = 0;
            double most = sweep(set);
            if (most <= LEAST) {
                return;
            }
            spent += (long) changes * width;
            if (most <= tolerance && spent >= price(set)) {
                if (equations(set)) {
                    return;
                }
                tolerance = Math.max(tolerance * 1e-2, LEAST);
                spent = 0;
            }
            if (sweep % 100 == 99) {
                check.run();
                refresh();
            }
        }
    }

    /** What the linear equations cost, in products of a sweep. */
    private long price(int[] set) {
        long active = Arrays.stream(set)
                .filter(j -> b[j] != 0 || factors.l1()[j] == 0)
                .count();
        return active * (active * active / 6 + 4 * active + 2L * width) / PER_PRODUCT;
    }

    /** One turn; returns the largest change, as what it is of the curvature and the slopes. */
    private double sweep(int[] set) {
        double most = 0;
        for (int j : set) {
            double curvature = h[j][j] + factors.l2()[j];
            double target = b[j] * h[j][j] - slope[j];
            double next = shrunk(target, factors.l1()[j]) / curvature;
            double change = next - b[j];
            if (change != 0) {
                b[j] = next;
                addTimes(h[j], change, slope);
                changes++;
                double size = Math.abs(target) + factors.l1()[j];
                most = Math.max(most, size > 0 ? Math.abs(change) * curvature / size : 0);
            }
        }
        return most;
    }

    private static void addTimes(double[] row, double times, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.fma(row[i], times, to[i]);
        }
    }

    private static double shrunk(double x, double by) {
        return Math.abs(x) <= by ? 0 : x - Math.copySign(by, x);
    }

    /** Solves for the coefficients that are not 0, with their signs; false if these do not agree or 0 is no minimum. */
    private boolean equations(int[] set) {
        int[] active = Arrays.stream(set)
                .filter(j -> b[j] != 0 || factors.l1()[j] == 0)
                .toArray();
        if (active.length > MOST_EQUATIONS) {
            return false;
        }
        double[][] a = Newton.part(h, active);
        double[] right = new double[active.length];
        for (int k = 0; k < active.length; k++) {
            int j = active[k];
            a[k][k] += factors.l2()[j];
            right[k] = c[j] - (factors.l1()[j] == 0 ? 0 : Math.copySign(factors.l1()[j], b[j]));
        }
        Cholesky factor = Cholesky.of(a, 0);
        if (!factor.isDefinite() || (active.length > 0 && factor.leastPivot() < 1e-13)) {
            return false;
        }
        double[] x = factor.solve(right);
        // One refinement: what the solution leaves of the equations.
        double[] rest = right.clone();
        for (int k = 0; k < x.length; k++) {
            for (int l = 0; l < x.length; l++) {
                rest[k] = Math.fma(-a[k][l], x[l], rest[k]);
            }
        }
        double[] more = factor.solve(rest);
        for (int k = 0; k < x.length; k++) {
            x[k] += more[k];
            if (factors.l1()[active[k]] > 0 && !(x[k] * b[active[k]] > 0)) {
                return false;
            }
        }
        double[] before = b.clone();
        for (int k = 0; k < x.length; k++) {
            b[active[k]] = x[k];
        }
        refresh();
        for (int j : set) {
            if (b[j] == 0 && Math.abs(slope[j]) > factors.l1()[j] * (1 + ROUNDING)) {
                System.arraycopy(before, 0, b, 0, width);
                refresh();
                return false;
            }
        }
        return true;
    }
}
