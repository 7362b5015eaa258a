package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.traits.Answer.Method;
import org.surprisal.loss.traits.Answer.Reason;
import org.surprisal.loss.traits.Answer.Undecided;

/**
 * Whether the first or second derivative in the prediction is bounded, and by what: the greatest magnitude by branch
 * and bound over boxes. Of a class loss it is each partial derivative, or the diagonal.
 */
final class Slopes {
    /** What is greater than this at some point counts as unbounded. */
    static final double HUGE = 1e100;

    /** How far, relatively, the constant may be above what is attained before the budget is spent. */
    private static final double TOLERANCE = 1e-6;

    /** A step across a jump of the slope, so small that no bounded curvature explains it. */
    private static final BigDecimal STEP = new BigDecimal("1e-110");

    private final Subject subject;
    private final boolean second;
    private int points;
    private double met;

    private Slopes(Subject subject, boolean second) {
        this.subject = subject;
        this.second = second;
    }

    static Answer first(Subject subject) {
        return new Slopes(subject, false).answer();
    }

    static Answer second(Subject subject) {
        return new Slopes(subject, true).answer();
    }

    private Answer answer() {
        Expr derivative = second ? subject.hessian() : subject.gradient();
        if (derivative == null || derivative.nodes().size() > Budget.NODES) {
            return new Undecided(Reason.FORMULA, 0, 0);
        }
        Counterexample example = unbounded(derivative);
        if (example != null) {
            return new Answer.Refuted(example);
        }
        double[] targets = Reduction.targets(subject);
        Expr continuous = second ? subject.gradient() : subject.value();
        if (Kinks.mayJump(continuous, subject.p())) {
            Answer jumps = jumps(targets);
            if (jumps != null) {
                return jumps;
            }
        }
        return bound(derivative, targets);
    }

    private Answer bound(Expr derivative, double @Nullable [] targets) {
        Ranges ranges = new Ranges(derivative);
        Box domain = subject.domain();
        int budget = Budget.boxes(derivative.nodes().size());
        double bound = 0;
        double attained = met;
        int boxes = 0;
        for (double target : targets == null ? new double[] {0} : targets) {
            Box start = targets == null ? domain : new Box(new Interval[] {Interval.point(target)}, domain.p());
            Subdivision.Greatest greatest = Subdivision.greatest(
                    start, box -> magnitude(ranges.of(box)), box -> attained(ranges, box), TOLERANCE, budget);
            bound = Math.max(bound, greatest.bound());
            attained = Math.max(attained, greatest.attained());
            boxes += greatest.boxes();
        }
        return Double.isInfinite(bound)
                ? new Undecided(Reason.BUDGET, boxes, points)
                : new Answer.Proved(
                        targets == null ? Method.INTERVALS : Method.ALGEBRA_AND_INTERVALS, boxes, bound, attained);
    }

    private static double magnitude(Interval[] ranges) {
        Interval all = Ranges.hull(ranges);
        return all.undefined() ? Double.POSITIVE_INFINITY : all.abs().high();
    }

    /** A magnitude that there is: at the corner with the greatest targets and predictions, and in the middle. */
    private static double attained(Ranges ranges, Box box) {
        double best = 0;
        for (int where = 0; where < 3; where++) {
            int at = where;
            Box point = new Box(points(box.y(), at), points(box.p(), at));
            Interval all = Ranges.hull(ranges.of(point));
            if (all.isFinite()) {
                best = Math.max(best, all.abs().low());
            }
        }
        return best;
    }

    private static Interval[] points(Interval[] sides, int where) {
        return Arrays.stream(sides)
                .map(side -> where == 0 ? side.low() : where == 1 ? side.high() : Box.middle(side))
                .map(x -> Interval.point(Math.clamp(x, -Double.MAX_VALUE, Double.MAX_VALUE)))
                .toArray(Interval[]::new);
    }

    private @Nullable Counterexample unbounded(Expr derivative) {
        Ranges ranges = new Ranges(derivative);
        List<double[]> targets = Samples.targets(subject);
        for (double[] y : targets) {
            for (double[] p : Samples.extremePredictions(subject)) {
                Interval[] values = ranges.of(Subject.point(y, p));
                for (int k = 0; k < values.length; k++) {
                    met = Math.max(met, values[k].isFinite() ? values[k].abs().low() : 0);
                    if (values[k].abs().high() > HUGE && points < Budget.POINTS) {
                        points++;
                        Counterexample example = confirmed(derivative, y, p, k);
                        if (example != null) {
                            return example;
                        }
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Counterexample confirmed(Expr derivative, double[] y, double[] p, int k) {
        try {
            BigDecimal value = subject.exactly(derivative, y, p, k);
            return value.abs().compareTo(new BigDecimal(HUGE)) > 0
                    ? Counterexample.of(second ? Names.bend(y, p, k, value) : Names.slope(y, p, k, value))
                    : null;
        } catch (ArithmeticException noValue) {
            return null;
        }
    }

    /** Null if nothing jumps for any target. */
    private @Nullable Answer jumps(double @Nullable [] targets) {
        if (subject.perClass()) {
            return new Undecided(Reason.KINKS, 0, points);
        }
        double[] looked = targets == null
                ? Arrays.stream(Samples.of(subject.target())).limit(4).toArray()
                : targets;
        boolean complete = targets != null;
        for (double target : looked) {
            Kinks.Found found = Kinks.of(subject, target);
            complete &= found.complete();
            for (Kinks.Kink kink : found.kinks()) {
                if ((second ? kink.slope() : kink.value()) != 0) {
                    return new Answer.Refuted(across(target, kink));
                }
            }
        }
        return complete ? null : new Undecided(Reason.KINKS, 0, points);
    }

    private Counterexample across(double target, Kinks.Kink kink) {
        BigDecimal[] y = {new BigDecimal(target)};
        Expr expr = second ? subject.gradient() : subject.value();
        BigDecimal at = new BigDecimal(kink.at());
        BigDecimal step = at.abs().max(BigDecimal.ONE).multiply(STEP);
        String name = second ? "L'" : "L";
        String place = Printer.number(target) + ", " + Printer.number(kink.at());
        return Counterexample.of(
                new Counterexample.Figure(
                        name + "(" + place + " - 0)",
                        subject.exactly(expr, y, new BigDecimal[] {at.subtract(step)}, 0)
                                .doubleValue()),
                new Counterexample.Figure(
                        name + "(" + place + " + 0)",
                        subject.exactly(expr, y, new BigDecimal[] {at.add(step)}, 0)
                                .doubleValue()));
    }
}
