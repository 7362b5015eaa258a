package org.surprisal.fit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The method of Broyden, Fletcher, Goldfarb and Shanno with a limited memory: the second derivatives are never formed,
 * but followed from the changes of the gradient over the last steps, each of which ends where Wolfe's strong conditions
 * hold (D. C. Liu and J. Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical
 * Programming 45, 1989; J. Nocedal and S. J. Wright, "Numerical Optimization", 2006, algorithms 7.4, 3.5 and 3.6).
 * Coefficients are measured in units of the second derivatives of each alone where it begins, so that the units of
 * columns do not matter. It stops as {@link ManyNewton} does, by its own estimate of the second derivatives.
 */
final class Lbfgs {
    /** How many steps are remembered. */
    private static final int MEMORY = 20;

    /** A step costs one reading, where one of Newton's costs many: there may be so many times as many. */
    private static final int STEPS_PER_STEP = 20;

    /** What the square of a step is to that of the coefficients at the end. */
    private static final double SMALL = 1e-20;

    private static final double ROUNDING = 0x1p-46;

    /** Wolfe's constants: of the fall, and of the slope. */
    private static final double FALL = 1e-4;

    private static final double SLOPE = 0.9;

    private static final int TRIALS = 30;
    private static final double LONGEST = 1e10;

    private final Place.Reading reading;
    private final int steps;
    private final Watcher watcher;
    private final List<Step> history = new ArrayList<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private double[] unit = new double[0];

    /**
     * One step.
     *
     * @param moved how the coefficients changed
     * @param bent how the gradient changed
     * @param curvature the product of both, positive
     */
    private record Change(double[] moved, double[] bent, double curvature) {}

    /** A place along a step, and the slope of the objective there. */
    private record Trial(double length, Place place, double slope) {
        double value() {
            return place.isFinite() ? place.value() : Double.POSITIVE_INFINITY;
        }
    }

    Lbfgs(Place.Reading reading, int iterations, Watcher watcher) {
        this.reading = reading;
        this.steps = (int) Math.min(Integer.MAX_VALUE, (long) STEPS_PER_STEP * iterations);
        this.watcher = watcher;
    }

    ManyNewton.End from(Place start) {
        unit = units(start.second().diagonal());
        Place now = start;
        double length = 0;
        for (int i = 0; ; i++) {
            double[] step = step(now.gradient());
            double decrement = -dot(step, now.gradient());
            if (!(decrement > 0)) {
                changes.clear();
                step = step(now.gradient());
                decrement = -dot(step, now.gradient());
            }
            double gap = 0.5 * Math.max(0, decrement);
            Step report = new Step(i, now.value(), gap, gradient(now), length);
            history.add(report);
            watcher.step(report);
            watcher.check();
            double size = size(now);
            if (decrement <= SMALL * size) {
                // The units of the beginning may be far from those of here, as where losses fall for ever.
                unit = units(now.second().diagonal());
                size = size(now);
                if (decrement <= SMALL * size) {
                    return end(now, StopReason.CONVERGED, i, gap);
                }
            }
            if (i >= steps) {
                return end(now, StopReason.ITERATIONS, i, gap);
            }
            Trial next = search(now, step, -decrement, changes.isEmpty() ? first(now) : 1);
            if (next == null && !changes.isEmpty()) {
                // What is remembered may have come from rounding: once more from the gradient alone.
                changes.clear();
                double[] down = step(now.gradient());
                next = search(now, down, dot(down, now.gradient()), first(now));
            }
            if (next == null) {
                return end(now, gap <= 1e-9 * size ? StopReason.ROUNDING : StopReason.STALLED, i, gap);
            }
            remember(now, next.place);
            length = next.length;
            now = next.place;
        }
    }

    private ManyNewton.End end(Place place, StopReason reason, int i, double gap) {
        return new ManyNewton.End(place, new Convergence(reason, i, gap, gradient(place), history));
    }

    /** The inverse of the second derivatives of each coefficient alone, or of a usual one where there is none. */
    private static double[] units(double[] diagonal) {
        double sum = 0;
        int count = 0;
        for (double each : diagonal) {
            sum += Math.abs(each);
            count += each != 0 ? 1 : 0;
        }
        double usual = sum > 0 && sum <= Double.MAX_VALUE ? sum / count : 1;
        double[] to = new double[diagonal.length];
        for (int j = 0; j < to.length; j++) {
            to[j] = 1 / Math.max(Math.abs(diagonal[j]), usual * 1e-12);
        }
        return to;
    }

    /** The first step has no memory: it is no longer than the coefficients can bear. */
    private double first(Place at) {
        double square = 0;
        for (int j = 0; j < unit.length; j++) {
            square = Math.fma(at.gradient()[j] * unit[j], at.gradient()[j], square);
        }
        return Math.min(1, Math.abs(at.value()) / Math.max(square, Double.MIN_NORMAL) + 1e-8);
    }

    /** The direction, by the two loops over what is remembered. */
    private double[] step(double[] gradient) {
        double[] q = gradient.clone();
        double[] factors = new double[changes.size()];
        int k = changes.size();
        for (Iterator<Change> latest = changes.descendingIterator(); latest.hasNext(); ) {
            Change change = latest.next();
            factors[--k] = dot(change.moved, q) / change.curvature;
            addTimes(change.bent, -factors[k], q);
        }
        double scale = scale();
        for (int j = 0; j < q.length; j++) {
            q[j] *= scale * unit[j];
        }
        for (Change change : changes) {
            double factor = factors[k++] - dot(change.bent, q) / change.curvature;
            addTimes(change.moved, factor, q);
        }
        for (int j = 0; j < q.length; j++) {
            q[j] = -q[j];
        }
        return q;
    }

    /** How the units of the last step were too long or too short. */
    private double scale() {
        if (changes.isEmpty()) {
            return 1;
        }
        Change last = changes.getLast();
        double square = 0;
        for (int j = 0; j < unit.length; j++) {
            square = Math.fma(last.bent[j] * unit[j], last.bent[j], square);
        }
        return last.curvature / square;
    }

    private void remember(Place from, Place to) {
        double[] moved = minus(to.coefficients(), from.coefficients());
        double[] bent = minus(to.gradient(), from.gradient());
        double curvature = dot(moved, bent);
        if (curvature > 0 && curvature <= Double.MAX_VALUE) {
            changes.addLast(new Change(moved, bent, curvature));
            if (changes.size() > MEMORY) {
                changes.removeFirst();
            }
        }
    }

    /** A length at which Wolfe's strong conditions hold; null if rounding hides it. */
    private @Nullable Trial search(Place now, double[] step, double slope, double begin) {
        Trial zero = new Trial(0, now, slope);
        Trial before = zero;
        double length = begin;
        for (int k = 0; k < TRIALS; k++) {
            Trial trial = at(now, step, length);
            if (!falls(zero, trial) || (k > 0 && trial.value() >= before.value())) {
                return between(zero, step, before, trial);
            }
            if (Math.abs(trial.slope) <= -SLOPE * slope) {
                return trial;
            }
            if (trial.slope >= 0) {
                return between(zero, step, trial, before);
            }
            if (length >= LONGEST) {
                return trial;
            }
            before = trial;
            length *= 2.5;
        }
        return before.length > 0 ? before : null;
    }

    /** Between a length that falls, {@code low}, and another one. */
    private @Nullable Trial between(Trial zero, double[] step, Trial from, Trial to) {
        Trial low = from;
        Trial high = to;
        for (int k = 0; k < TRIALS; k++) {
            Trial trial = at(zero.place, step, inside(low, high));
            if (!falls(zero, trial) || trial.value() >= low.value()) {
                high = trial;
            } else {
                if (Math.abs(trial.slope) <= -SLOPE * zero.slope) {
                    return trial;
                }
                if (trial.slope * (high.length - low.length) >= 0) {
                    high = low;
                }
                low = trial;
            }
            if (Math.abs(high.length - low.length) <= 1e-12 * Math.max(high.length, low.length)) {
                break;
            }
        }
        boolean better =
                low.length > 0 && (low.value() < zero.value() || gradient(low.place) < 0.5 * gradient(zero.place));
        return better ? low : rounded(zero, step);
    }

    /** Where values are equal up to rounding, the gradient tells whether a whole step helps. */
    private @Nullable Trial rounded(Trial zero, double[] step) {
        Trial whole = at(zero.place, step, 1);
        boolean same = whole.value() <= zero.value() + ROUNDING * Math.abs(zero.value());
        return same && gradient(whole.place) < 0.5 * gradient(zero.place) ? whole : null;
    }

    private static boolean falls(Trial zero, Trial trial) {
        return trial.value() <= zero.value() + FALL * trial.length * zero.slope;
    }

    /** The least of the parabola through the low end, its slope and the high end, kept away from both. */
    private static double inside(Trial low, Trial high) {
        double width = high.length - low.length;
        double rise = high.value() - low.value() - low.slope * width;
        double part = rise > 0 && rise <= Double.MAX_VALUE ? -low.slope * width / (2 * rise) : 0.5;
        return Math.fma(width, Math.max(0.1, Math.min(0.9, part)), low.length);
    }

    private Trial at(Place from, double[] step, double length) {
        double[] to = from.coefficients().clone();
        addTimes(step, length, to);
        Place place = reading.at(to);
        return new Trial(length, place, place.isFinite() ? dot(place.gradient(), step) : Double.NaN);
    }

    /** The largest derivative, in those units. */
    private double gradient(Place at) {
        double most = 0;
        for (int j = 0; j < unit.length; j++) {
            most = Math.max(most, Math.abs(at.gradient()[j]) * Math.sqrt(unit[j]));
        }
        return most;
    }

    /** The squared coefficients in their units. */
    private double size(Place at) {
        double[] b = at.coefficients();
        double sum = 0;
        for (int j = 0; j < b.length; j++) {
            sum = Math.fma(b[j] / unit[j], b[j], sum);
        }
        return Math.max(sum, Math.abs(at.value()) * 1e-8);
    }

    private static double[] minus(double[] x, double[] y) {
        double[] to = new double[x.length];
        for (int j = 0; j < to.length; j++) {
            to[j] = x[j] - y[j];
        }
        return to;
    }

    private static void addTimes(double[] x, double times, double[] to) {
        for (int j = 0; j < to.length; j++) {
            to[j] = Math.fma(times, x[j], to[j]);
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum = Math.fma(x[j], y[j], sum);
        }
        return sum;
    }
}
