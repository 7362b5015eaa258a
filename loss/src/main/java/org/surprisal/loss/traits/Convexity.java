package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.traits.Answer.Method;
import org.surprisal.loss.traits.Answer.Reason;
import org.surprisal.loss.traits.Answer.Undecided;

/**
 * Whether a loss is convex in its predictions: refuted by three points on a line, proved by composition, or by a second
 * derivative that is not negative on any part of the domain and slopes that jump upwards at kinks.
 */
final class Convexity {
    /** How far above the mean of the ends the middle must be to be looked at in decimals. */
    private static final double MARGIN = 1e-9;

    /** How many targets are looked at for a counterexample. */
    private static final int TARGETS = 16;

    private final Subject subject;
    private int points;
    private int boxes;

    private Convexity(Subject subject) {
        this.subject = subject;
    }

    static Answer of(Subject subject) {
        return new Convexity(subject).answer();
    }

    private Answer answer() {
        Counterexample example = counterexample();
        if (example != null) {
            return new Answer.Refuted(example);
        }
        if (composed()) {
            return new Answer.Proved(Method.COMPOSITION, boxes, Double.NaN, Double.NaN);
        }
        Expr hessian = subject.perClass() ? null : subject.hessian();
        if (hessian == null || hessian.nodes().size() > Budget.NODES) {
            return new Undecided(Reason.FORMULA, boxes, points);
        }
        double[] targets = Reduction.targets(subject);
        boolean kinks = Kinks.switches(subject.value(), subject.p());
        if (kinks && (targets == null || !Arrays.stream(targets).allMatch(this::kinksAreConvex))) {
            return new Undecided(Reason.KINKS, boxes, points);
        }
        Ranges ranges = new Ranges(hessian);
        int budget = Budget.boxes(hessian.nodes().size());
        boolean holds = true;
        Box domain = subject.domain();
        for (double target : targets == null ? new double[] {0} : targets) {
            Box start = targets == null ? domain : new Box(new Interval[] {Interval.point(target)}, domain.p());
            Subdivision.Outcome outcome =
                    Subdivision.everywhere(start, box -> isNotNegative(ranges.of(box)[0]), budget);
            boxes += outcome.boxes();
            holds &= outcome.proved();
        }
        return holds
                ? new Answer.Proved(
                        targets == null ? Method.INTERVALS : Method.ALGEBRA_AND_INTERVALS,
                        boxes,
                        Double.NaN,
                        Double.NaN)
                : new Undecided(Reason.BUDGET, boxes, points);
    }

    private static boolean isNotNegative(Interval range) {
        return range.low() >= 0 && !range.undefined();
    }

    private boolean kinksAreConvex(double target) {
        Kinks.Found found = Kinks.of(subject, target);
        return found.complete() && found.kinks().stream().allMatch(kink -> kink.value() == 0 && kink.slope() >= 0);
    }

    private boolean composed() {
        Composition composition = new Composition(subject.value());
        Box domain = subject.domain();
        boxes++;
        return composition.convex(domain);
    }

    private @Nullable Counterexample counterexample() {
        List<double[]> predictions = Samples.predictions(subject);
        List<double[]> targets = Samples.targets(subject);
        for (double[] y : targets.subList(0, Math.min(TARGETS, targets.size()))) {
            double[] values =
                    predictions.stream().mapToDouble(p -> subject.about(y, p)).toArray();
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < i; j++) {
                    double[] middle = middle(predictions.get(i), predictions.get(j));
                    double mean = 0.5 * values[i] + 0.5 * values[j];
                    boolean suspicious = Double.isFinite(mean)
                            && subject.about(y, middle) - mean
                                    > MARGIN * (1 + Math.abs(values[i]) + Math.abs(values[j]));
                    if (suspicious && points < Budget.POINTS) {
                        points++;
                        Counterexample example = confirmed(y, predictions.get(j), middle, predictions.get(i));
                        if (example != null) {
                            return example;
                        }
                    }
                }
            }
        }
        return null;
    }

    private static double[] middle(double[] a, double[] b) {
        double[] middle = new double[a.length];
        Arrays.setAll(middle, k -> 0.5 * a[k] + 0.5 * b[k]);
        return middle;
    }

    private @Nullable Counterexample confirmed(double[] y, double[] a, double[] middle, double[] b) {
        try {
            BigDecimal left = subject.exactly(y, a);
            BigDecimal right = subject.exactly(y, b);
            BigDecimal value = subject.exactly(y, middle);
            BigDecimal mean = left.add(right).divide(BigDecimal.TWO);
            // The middle is rounded: it has to be above the line by more than that can matter.
            BigDecimal margin = left.abs().add(right.abs()).add(value.abs()).multiply(new BigDecimal("1e-12"));
            if (value.subtract(mean).compareTo(margin) <= 0) {
                return null;
            }
            return Counterexample.of(Names.loss(y, a, left), Names.loss(y, middle, value), Names.loss(y, b, right));
        } catch (ArithmeticException noValue) {
            return null;
        }
    }
}
