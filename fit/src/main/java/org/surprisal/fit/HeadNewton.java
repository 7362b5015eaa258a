package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.linear.Cholesky;

/**
 * Newton's method with Armijo's rule for rows with several linear predictors, as {@link Newton} for one: the diagonal
 * of a Hessian that is not positive definite is raised, and a last step is taken where steps have become nothing. A
 * Hessian is kept while it serves: a reading of the gradient alone costs far less.
 */
final class HeadNewton {
    /** The square of what a step is to the coefficients at the end; the step after it is beyond doubles. */
    private static final double SMALL = 1e-20;

    /** What a step with a new Hessian leaves of such a square at the end: it counts for nothing. */
    private static final double NOTHING = 1e-8;

    /** What is left at most of the square of a step after the next one, or else there is a new Hessian. */
    private static final double LEFT = 0.05;

    /** What a step from a point changes of the objective at least, where rows need not be read exactly for it. */
    private static final double FAR = 1e-10;

    private static final double ARMIJO = 1e-4;
    private static final double ROUNDING = 0x1p-46;
    private static final int HALVINGS = 60;
    private static final int SEPARATION = 15;

    private final Heads heads;
    private final int iterations;
    private final Watcher watcher;
    private final Function<Point, Recession.@Nullable Direction> recession;
    private final List<Step> steps = new ArrayList<>();

    HeadNewton(Heads heads, int iterations, Watcher watcher, Function<Point, Recession.@Nullable Direction> recession) {
        this.heads = heads;
        this.iterations = iterations;
        this.watcher = watcher;
        this.recession = recession;
    }

    /**
     * Where it ended.
     *
     * @param point the last point
     * @param convergence why
     * @param infinite the direction along which the loss falls for ever, or null
     */
    record End(Point point, Convergence convergence, Recession.@Nullable Direction infinite) {}

    End from(double[] start) {
        return from(heads.at(start));
    }

    /** Begins at a point, whose Hessian may be one from elsewhere. */
    End from(Point start) {
        Point now = start;
        double length = 0;
        double before = Double.POSITIVE_INFINITY;
        boolean rounded = false;
        for (int i = 0; ; i++) {
            double[] step = step(now);
            double decrement = -dot(step, now.gradient());
            if (rounded && decrement <= FAR * Math.abs(now.value())) {
                now = heads.at(now.coefficients(), now.hessian());
                step = step(now);
                decrement = -dot(step, now.gradient());
                rounded = false;
            }
            // With an older Hessian each step leaves about as much as the one before did.
            double left = Math.max(NOTHING, decrement / before);
            if (left > LEFT) {
                now = heads.at(now.coefficients());
                step = step(now);
                decrement = -dot(step, now.gradient());
                left = NOTHING;
                rounded = false;
            }
            before = decrement;
            double gap = 0.5 * Math.max(0, decrement);
            Step report = new Step(i, now.value(), gap, gradient(now), length);
            steps.add(report);
            watcher.step(report);
            if (decrement * left <= SMALL * NOTHING * Math.max(size(now), Math.abs(now.value()) * 1e-8)) {
                Point next = heads.at(moved(now, step, 1));
                boolean better = next.isFinite() && next.value() <= now.value() + ROUNDING * Math.abs(now.value());
                return end(better ? next : heads.at(now.coefficients()), StopReason.CONVERGED, i + 1, gap);
            }
            boolean last = i >= iterations;
            Recession.Direction found = last || (i > 0 && i % SEPARATION == 0) ? recession.apply(now) : null;
            if (found != null) {
                return new End(now, new Convergence(StopReason.SEPARATED, i, gap, gradient(now), steps), found);
            }
            if (last) {
                return end(heads.at(now.coefficients()), StopReason.ITERATIONS, i, gap);
            }
            double t = 1;
            // What is left of the next step tells whether that will be far from the end.
            boolean far = decrement * Math.max(left, LEFT) > FAR * Math.abs(now.value());
            Point next = read(moved(now, step, t), now.hessian(), far);
            for (int h = 0; h < HALVINGS && !(next.value() <= now.value() - ARMIJO * t * decrement); h++) {
                t /= 2;
                next = read(moved(now, step, t), now.hessian(), far);
            }
            if (!(next.value() <= now.value() - ARMIJO * t * decrement)) {
                return stuck(now, step, i, gap);
            }
            length = t;
            now = next;
            rounded = far;
        }
    }

    private Point read(double[] at, double[][] hessian, boolean far) {
        return far ? heads.quick(at, hessian) : heads.at(at, hessian);
    }

    /** No step helps by more than rounding: a whole one that makes the gradient smaller still does. */
    private End stuck(Point now, double[] step, int i, double gap) {
        Point next = heads.at(moved(now, step, 1));
        boolean same = next.isFinite() && next.value() <= now.value() + ROUNDING * Math.abs(now.value());
        Point best = same && gradient(next) < gradient(now) ? next : now;
        if (gap <= 1e-9 * Math.max(size(now), Math.abs(now.value()))) {
            return end(best, StopReason.ROUNDING, i, gap);
        }
        Recession.Direction found = recession.apply(now);
        StopReason reason = found == null ? StopReason.STALLED : StopReason.SEPARATED;
        return new End(now, new Convergence(reason, i, gap, gradient(now), steps), found);
    }

    private End end(Point point, StopReason reason, int i, double gap) {
        return new End(point, new Convergence(reason, i, gap, gradient(point), steps), null);
    }

    private static double[] step(Point at) {
        double[] down = Arrays.stream(at.gradient()).map(g -> -g).toArray();
        Cholesky factor = Cholesky.of(at.hessian(), 0);
        for (double ridge = 0x1p-40; !factor.isDefinite() && ridge < 0x1p60; ridge *= 16) {
            factor = Cholesky.of(at.hessian(), ridge);
        }
        return factor.isDefinite() ? factor.solve(down) : down;
    }

    private static double[] moved(Point from, double[] step, double t) {
        double[] to = from.coefficients().clone();
        for (int j = 0; j < to.length; j++) {
            to[j] = Math.fma(t, step[j], to[j]);
        }
        return to;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum = Math.fma(a[j], b[j], sum);
        }
        return sum;
    }

    private static double size(Point at) {
        double sum = 0;
        for (int a = 0; a < at.gradient().length; a++) {
            sum = Math.fma(at.coefficients()[a], dot(at.hessian()[a], at.coefficients()), sum);
        }
        return Math.abs(sum);
    }

    private static double gradient(Point at) {
        double most = 0;
        for (int a = 0; a < at.gradient().length; a++) {
            double curvature = Math.abs(at.hessian()[a][a]);
            double slope = Math.abs(at.gradient()[a]);
            most = Math.max(most, curvature > 0 ? slope / Math.sqrt(curvature) : slope);
        }
        return most;
    }
}
