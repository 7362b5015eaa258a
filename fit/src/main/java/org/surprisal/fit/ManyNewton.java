package org.surprisal.fit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Newton's method with Armijo's rule where a matrix of second derivatives would be too large. Steps are solved for as
 * well as the place is worth it: better and better as the gradient falls, which keeps convergence faster than linear
 * (J. Nocedal and S. J. Wright, "Numerical Optimization", 2006, section 7.1). It stops when a step is nothing against
 * the coefficients, both measured by the second derivatives, and then takes that step too.
 */
final class ManyNewton {
    /** The square of what a step is to the coefficients at the end. */
    private static final double SMALL = 1e-18;

    /** What may be left of the gradient by a step: at first, and at least. */
    private static final double MOST_LEFT = 0.1;

    private static final double LEAST_LEFT = 1e-4;

    private static final double ARMIJO = 1e-4;
    private static final double ROUNDING = 0x1p-46;
    private static final int HALVINGS = 40;

    private final Place.Reading reading;
    private final int iterations;
    private final Watcher watcher;
    private final List<Step> steps = new ArrayList<>();

    ManyNewton(Place.Reading reading, int iterations, Watcher watcher) {
        this.reading = reading;
        this.iterations = iterations;
        this.watcher = watcher;
    }

    /** Goes to the least objective by the method that is asked for. */
    static End solve(Place.Reading reading, Settings how, Place start) {
        return switch (how.method()) {
            case NEWTON -> new ManyNewton(reading, how.iterations(), how.watcher()).from(start);
            case LBFGS -> new Lbfgs(reading, how.iterations(), how.watcher()).from(start);
        };
    }

    /** Where it ended, and why. */
    record End(Place place, Convergence convergence) {}

    /** A direction, and how much the objective falls along it to begin with. */
    private record Direction(double[] step, double decrement) {}

    /** Where a step led, and what part of it was taken. */
    private record Taken(Place place, double part) {}

    End from(Place start) {
        Place now = start;
        double first = gradient(start);
        double part = 0;
        for (int i = 0; ; i++) {
            double share = first > 0 ? gradient(now) / first : 0;
            double left = Math.max(LEAST_LEFT, Math.min(MOST_LEFT, Math.sqrt(share)));
            Direction newton = direction(now, left);
            double gap = 0.5 * newton.decrement;
            Step step = new Step(i, now.value(), gap, gradient(now), part);
            steps.add(step);
            watcher.step(step);
            watcher.check();
            if (newton.decrement <= SMALL * scale(now)) {
                Place last = reading.at(moved(now, newton.step, 1));
                boolean better = last.isFinite() && last.value() <= now.value() + noise(now);
                return end(better ? last : now, StopReason.CONVERGED, i + 1, gap);
            }
            if (i >= iterations) {
                return end(now, StopReason.ITERATIONS, i, gap);
            }
            Taken next = halved(now, newton);
            next = next == null ? halved(now, descent(now)) : next;
            if (next == null) {
                boolean nothing = gap <= 1e-9 * scale(now);
                return end(now, nothing ? StopReason.ROUNDING : StopReason.STALLED, i, gap);
            }
            part = next.part;
            now = next.place;
        }
    }

    private End end(Place place, StopReason reason, int i, double gap) {
        return new End(place, new Convergence(reason, i, gap, gradient(place), steps));
    }

    private Direction direction(Place at, double left) {
        double[] down = down(at);
        Direction newton = along(at.second().solve(down, left), down);
        return newton.decrement > 0 ? newton : descent(at);
    }

    /** The gradient, each coefficient in its own unit. */
    private static Direction descent(Place at) {
        double[] down = down(at);
        double[] diagonal = at.second().diagonal();
        double[] step = new double[down.length];
        for (int j = 0; j < down.length; j++) {
            double curvature = Math.abs(diagonal[j]);
            step[j] = curvature > 0 ? down[j] / curvature : down[j];
        }
        return along(step, down);
    }

    private static double[] down(Place at) {
        double[] to = at.gradient().clone();
        for (int j = 0; j < to.length; j++) {
            to[j] = -to[j];
        }
        return to;
    }

    private static Direction along(double[] step, double[] down) {
        return new Direction(step, Math.max(0, dot(step, down)));
    }

    private @Nullable Taken halved(Place now, Direction direction) {
        double t = 1;
        for (int h = 0; h < HALVINGS; h++, t /= 2) {
            Place next = reading.at(moved(now, direction.step, t));
            if (next.isFinite() && helps(now, next, t * direction.decrement)) {
                return new Taken(next, t);
            }
        }
        return null;
    }

    private static boolean helps(Place now, Place next, double promised) {
        return next.value() <= now.value() - ARMIJO * promised
                || (next.value() <= now.value() + noise(now) && gradient(next) < 0.5 * gradient(now));
    }

    private static double[] moved(Place from, double[] step, double t) {
        double[] to = from.coefficients().clone();
        for (int j = 0; j < to.length; j++) {
            to[j] = Math.fma(t, step[j], to[j]);
        }
        return to;
    }

    private static double noise(Place at) {
        return ROUNDING * Math.abs(at.value());
    }

    /** The squared coefficients, measured by the second derivatives. */
    private static double scale(Place at) {
        double size = Math.abs(dot(at.coefficients(), at.second().times(at.coefficients())));
        return Math.max(size, Math.abs(at.value()) * 1e-8);
    }

    private static double gradient(Place at) {
        double[] diagonal = at.second().diagonal();
        double most = 0;
        for (int j = 0; j < diagonal.length; j++) {
            double slope = Math.abs(at.gradient()[j]);
            double curvature = Math.abs(diagonal[j]);
            most = Math.max(most, curvature > 0 ? slope / Math.sqrt(curvature) : slope);
        }
        return most;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum = Math.fma(x[j], y[j], sum);
        }
        return sum;
    }
}
