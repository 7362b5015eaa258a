package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.math.Log;

/**
 * Logistic regression whose likelihood is multiplied by Jeffreys's prior, the root of the determinant of the
 * information: estimates have less bias, and are finite where outcomes are separated (D. Firth, "Bias reduction of
 * maximum likelihood estimates", Biometrika 80, 1993; G. Heinze and M. Schemper, "A solution to the problem of
 * separation in logistic regression", Statistics in Medicine 21, 2002).
 */
final class Firth {
    private static final double SMALL = 1e-24;
    private static final int HALVINGS = 40;
    private static final double ROUNDING = 0x1p-44;

    private final Fit fit;
    private final Dataset original;
    private final Dataset data;
    private final Objective objective;
    private final Pass pass;

    Firth(Fit fit, Dataset original, Dataset data, Objective objective) {
        if (!Family.BINOMIAL.equals(fit.family())
                || fit.link() != Link.LOGIT
                || fit.l2() > 0
                || fit.penalty().l1() > 0) {
            throw new Unfittable(
                    "Firth's penalty is for the binomial family with the logit link and no other penalty.");
        }
        this.fit = fit;
        this.original = original;
        this.data = data;
        this.objective = objective;
        this.pass = new Pass(data, 0, fit.threads(), fit.watcher());
    }

    /** A point, the factor of its information, and the penalised objective there. */
    private record State(Point point, Cholesky factor, double value) {}

    Solution solve(List<Note> before) {
        List<Note> notes = new ArrayList<>(before);
        int[] active = IndependentColumns.of(fit, original, data, notes);
        State now = state(new double[data.matrix().design().names().size()], active);
        List<Step> steps = new ArrayList<>();
        StopReason reason = StopReason.ITERATIONS;
        double length = 0;
        double gap = 0;
        double size = 0;
        for (int i = 0; i <= fit.settings().iterations(); i++) {
            double[] score = score(now, active);
            double[] step = now.factor.solve(score);
            double decrement = 0;
            size = 0;
            for (int k = 0; k < step.length; k++) {
                decrement = Math.fma(step[k], score[k], decrement);
                size = Math.max(size, Math.abs(score[k]) / Math.sqrt(now.point.hessian()[active[k]][active[k]]));
            }
            gap = 0.5 * decrement;
            Step taken = new Step(i, now.value, gap, size, length);
            steps.add(taken);
            fit.watcher().step(taken);
            boolean last = decrement <= SMALL * Math.max(1, Math.abs(now.value));
            double t = 1;
            State next = state(moved(now, active, step, t), active);
            double noise = ROUNDING * Math.abs(now.value);
            for (int h = 0; h < HALVINGS && !(next.value <= now.value + noise - 1e-4 * t * decrement); h++) {
                t /= 2;
                next = state(moved(now, active, step, t), active);
            }
            if (last) {
                reason = StopReason.CONVERGED;
                break;
            }
            if (!(next.value <= now.value + noise)) {
                reason = StopReason.STALLED;
                break;
            }
            length = t;
            now = next;
        }
        if (!reason.isConverged()) {
            notes.add(Note.of(Note.Code.NOT_CONVERGED, "steps", steps.size() - 1L));
        }
        notes.add(Note.of(Note.Code.JEFFREYS_PRIOR));
        return new Solution(
                fit,
                original,
                data,
                objective,
                now.point.coefficients(),
                active,
                Solution.Sureness.of(now.factor, active.length),
                List.of(),
                new Convergence(reason, steps.size() - 1, gap, size, steps),
                notes);
    }

    private static double[] moved(State from, int[] active, double[] step, double t) {
        double[] to = from.point.coefficients().clone();
        for (int k = 0; k < active.length; k++) {
            to[active[k]] = Math.fma(t, step[k], to[active[k]]);
        }
        return to;
    }

    private State state(double[] at, int[] active) {
        Point point = pass.at(at, objective.observed());
        double[][] information = Newton.part(point.hessian(), active);
        Cholesky factor = Cholesky.of(information, 0);
        if (!point.isFinite() || !factor.isDefinite()) {
            return new State(point, factor, Double.POSITIVE_INFINITY);
        }
        return new State(point, factor, point.value() - 0.5 * logDeterminant(information));
    }

    private static double logDeterminant(double[][] of) {
        double sum = 0;
        double[][] a = new double[of.length][];
        Arrays.setAll(a, i -> of[i].clone());
        for (int k = 0; k < a.length; k++) {
            sum += Log.of(a[k][k]);
            for (int i = k + 1; i < a.length; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k + 1; j < a.length; j++) {
                    a[i][j] = Math.fma(-factor, a[k][j], a[i][j]);
                }
            }
        }
        return sum;
    }

    /** What the penalised likelihood rises by: y - p + h (1/2 - p) of each row, times its columns. */
    private double[] score(State at, int[] active) {
        RowState rows = RowState.of(data, objective, at.point.coefficients(), fit.threads());
        double[] part = new double[data.rows()];
        Separation.forEach(data, active, (row, x) -> {
            double h = 0;
            for (double y : at.factor.solveLower(x)) {
                h = Math.fma(y, y, h);
            }
            h *= data.weight(row) * rows.curvature()[row];
            part[row] = -data.weight(row) * rows.slope()[row] + h * (0.5 - rows.mean()[row]);
        });
        return new RowProducts(data, active, fit).transposed(part);
    }
}
