package org.surprisal.fit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.linear.Cholesky;

/**
 * Newton's method with Armijo's rule (J. Nocedal and S. J. Wright, "Numerical Optimization", 2006, chapters 3 and 6).
 * Where the Hessian is not positive definite the expected one takes its place, or else its diagonal is raised; where no
 * part of such a step helps, the gradient is followed. Once it is near, the gradient is read exactly and the Hessian
 * kept while it serves: such a step is as good, and costs less. It stops when a step is nothing against the
 * coefficients, both measured by the Hessian, and then takes that step too.
 */
final class Newton {
    /** The square of what a step is to the coefficients at the end; the step after it is beyond doubles. */
    private static final double SMALL = 1e-20;

    /** What a step with a new Hessian leaves of such a square where it is near: it counts for nothing. */
    private static final double NOTHING = 1e-8;

    /** Such a square where it is near: the next Hessian would hardly be another one. */
    private static final double NEAR = 1e-5;

    /** The same where a start is good enough. */
    private static final double SMALL_ENOUGH = 1e-4;

    /** What is left at most of such a square after a step, or else there is a new Hessian. */
    private static final double LEFT = 0.01;

    private static final double ARMIJO = 1e-4;
    private static final double ROUNDING = 0x1p-46;
    private static final int HALVINGS = 40;
    private static final int SEPARATION = 15;

    private final Pass pass;
    private final Objective objective;
    private final int[] active;
    private final int iterations;
    private final Watcher watcher;
    private final Separation separation;
    private final List<Step> steps = new ArrayList<>();
    private boolean near;

    Newton(Pass pass, Objective objective, int[] active, int iterations, Watcher watcher, Separation separation) {
        this.pass = pass;
        this.objective = objective;
        this.active = active;
        this.iterations = iterations;
        this.watcher = watcher;
        this.separation = separation;
    }

    /**
     * Where it ended.
     *
     * @param point the last point
     * @param convergence why
     * @param separated what separates the outcomes, or null
     */
    record End(Point point, Convergence convergence, Separation.@Nullable Found separated) {}

    /** A direction and how it was found. */
    private record Direction(double[] step, double decrement) {}

    /** Where a step led, and what part of it was taken. */
    private record Taken(Point point, double part) {}

    /** Takes steps until they are small, or has taken as many as it may: good enough to begin with. */
    Point towards(Point start) {
        Point now = start;
        for (int i = 0; i < iterations; i++) {
            Direction newton = direction(now);
            Taken next = newton.decrement <= SMALL_ENOUGH * size(now) ? null : taken(now, newton);
            if (next == null) {
                return now;
            }
            now = next.point;
        }
        return now;
    }

    End from(Point start) {
        Point now = start;
        double part = 0;
        double before = Double.POSITIVE_INFINITY;
        near = objective.isQuadratic();
        for (int i = 0; ; i++) {
            Direction newton = direction(now);
            // With an older Hessian each step leaves about as much as the one before did.
            double left = objective.isQuadratic() ? NOTHING : Math.max(NOTHING, newton.decrement / before);
            if (left > LEFT && near) {
                now = pass.at(now.coefficients(), objective.observed());
                newton = direction(now);
                left = NOTHING;
            }
            double gap = 0.5 * newton.decrement;
            report(new Step(i, now.value(), gap, gradient(now), part));
            if (near && newton.decrement * left <= SMALL * NOTHING * scale(now)) {
                Point last = read(moved(now, newton.step, 1), now);
                boolean better = last.isFinite() && last.value() <= now.value() + noise(now);
                return end(better ? last : now, StopReason.CONVERGED, i + 1, gap);
            }
            if (i >= iterations) {
                return separatedOr(now, StopReason.ITERATIONS, i, gap);
            }
            if (i > 0 && i % SEPARATION == 0) {
                Separation.Found found = separation.of(now);
                if (found != null) {
                    return new End(now, convergence(now, StopReason.SEPARATED, i, gap), found);
                }
            }
            before = near ? newton.decrement : before;
            boolean quick = !near;
            near |= newton.decrement <= NEAR * scale(now);
            Taken next = taken(now, newton);
            if (next == null && quick) {
                // The rounding of a quick gradient may be what is in the way.
                near = true;
                now = pass.at(now.coefficients(), objective.observed());
                continue;
            }
            if (next == null) {
                boolean nothing = gap <= 1e-9 * Math.max(size(now), Math.abs(now.value()));
                return nothing ? end(now, StopReason.ROUNDING, i, gap) : separatedOr(now, StopReason.STALLED, i, gap);
            }
            part = next.part;
            now = next.point;
        }
    }

    private double scale(Point at) {
        return Math.max(size(at), Math.abs(at.value()) * 1e-8);
    }

    private Point read(double[] coefficients, Point before) {
        return near
                ? pass.exact(coefficients, objective.observed(), before.hessian())
                : pass.quick(coefficients, objective.observed());
    }

    /** A step in a direction, or in that of the gradient, or none that helps. */
    private @Nullable Taken taken(Point now, Direction newton) {
        Taken found = halved(now, newton);
        return found == null ? halved(now, descent(now)) : found;
    }

    private @Nullable Taken halved(Point now, Direction direction) {
        double t = 1;
        for (int h = 0; h < HALVINGS; h++, t /= 2) {
            Point next = accepted(now, direction, t);
            if (next != null) {
                return new Taken(next, t);
            }
        }
        return null;
    }

    private End separatedOr(Point now, StopReason reason, int i, double gap) {
        Separation.Found found = separation.of(now);
        return found == null
                ? end(now, reason, i, gap)
                : new End(now, convergence(now, StopReason.SEPARATED, i, gap), found);
    }

    private End end(Point point, StopReason reason, int i, double gap) {
        return new End(point, convergence(point, reason, i, gap), null);
    }

    private Convergence convergence(Point point, StopReason reason, int i, double gap) {
        return new Convergence(reason, i, gap, gradient(point), steps);
    }

    private void report(Step step) {
        steps.add(step);
        watcher.step(step);
        watcher.check();
    }

    private @Nullable Point accepted(Point now, Direction direction, double t) {
        Point next = read(moved(now, direction.step, t), now);
        if (!next.isFinite()) {
            return null;
        }
        if (next.value() <= now.value() - ARMIJO * t * direction.decrement) {
            return next;
        }
        boolean same = next.value() <= now.value() + noise(now);
        return same && gradient(next) < 0.5 * gradient(now) ? next : null;
    }

    private static double noise(Point at) {
        return ROUNDING * Math.abs(at.value());
    }

    private double[] moved(Point from, double[] step, double t) {
        double[] to = from.coefficients().clone();
        for (int k = 0; k < active.length; k++) {
            to[active[k]] = Math.fma(t, step[k], to[active[k]]);
        }
        return to;
    }

    private Direction direction(Point at) {
        double[] down = new double[active.length];
        for (int k = 0; k < active.length; k++) {
            down[k] = -at.gradient()[active[k]];
        }
        Cholesky factor = Cholesky.of(part(at.hessian(), active), 0);
        if (!factor.isDefinite() && objective.exponential()) {
            Point expected = pass.quick(at.coefficients(), objective.expected());
            factor = Cholesky.of(part(expected.hessian(), active), 0);
        }
        for (double ridge = 0x1p-40; !factor.isDefinite() && ridge < 0x1p60; ridge *= 16) {
            factor = Cholesky.of(part(at.hessian(), active), ridge);
        }
        return factor.isDefinite() ? along(factor.solve(down), down) : descent(at);
    }

    /** The gradient, each coefficient in its own unit. */
    private Direction descent(Point at) {
        double[] down = new double[active.length];
        double[] step = new double[active.length];
        for (int k = 0; k < active.length; k++) {
            down[k] = -at.gradient()[active[k]];
            double curvature = Math.abs(at.hessian()[active[k]][active[k]]);
            step[k] = curvature > 0 ? down[k] / curvature : down[k];
        }
        return along(step, down);
    }

    private static Direction along(double[] step, double[] down) {
        double decrement = 0;
        for (int k = 0; k < step.length; k++) {
            decrement = Math.fma(step[k], down[k], decrement);
        }
        return new Direction(step, Math.max(0, decrement));
    }

    /** The squared coefficients, measured by the Hessian. */
    private double size(Point at) {
        double sum = 0;
        for (int a : active) {
            double row = 0;
            for (int b : active) {
                row = Math.fma(at.hessian()[a][b], at.coefficients()[b], row);
            }
            sum = Math.fma(at.coefficients()[a], row, sum);
        }
        return Math.abs(sum);
    }

    private double gradient(Point at) {
        double most = 0;
        for (int a : active) {
            double curvature = Math.abs(at.hessian()[a][a]);
            double slope = Math.abs(at.gradient()[a]);
            most = Math.max(most, curvature > 0 ? slope / Math.sqrt(curvature) : slope);
        }
        return most;
    }

    /** Some rows and columns of a matrix. */
    static double[][] part(double[][] matrix, int[] of) {
        double[][] to = new double[of.length][of.length];
        for (int a = 0; a < of.length; a++) {
            for (int b = 0; b < of.length; b++) {
                to[a][b] = matrix[of[a]][of[b]];
            }
        }
        return to;
    }
}
