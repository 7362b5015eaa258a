package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Num;

/**
 * Recognises a loss whose best constant is a quantile: its slope is one number below the target and another one above,
 * so the expected slope is 0 where the shares on both sides are in balance (Koenker and Bassett 1978).
 */
final class Quantile {
    private Quantile() {}

    /** The level, if the slope of a row loss is such a step, which algebra shows. */
    static Optional<Double> of(Subject subject) {
        Expr gradient = subject.gradient();
        boolean flat = !Num.is(gradient, 0)
                && subject.isZero(subject.derivative(gradient))
                && subject.isZero(subject.derivativeInTarget(gradient))
                && Kinks.switches(subject, gradient).stream().allMatch(function -> isDistance(subject, function))
                && Kinks.switches(subject, subject.value()).stream()
                        .allMatch(function -> isDistance(subject, function));
        double[] places = Samples.of(subject.prediction());
        double[] targets = Samples.of(subject.target());
        if (!flat) {
            return Optional.empty();
        }
        Optional<BigDecimal> below = slope(subject, targets, places, -1);
        Optional<BigDecimal> above = slope(subject, targets, places, 1);
        if (below.isEmpty()
                || above.isEmpty()
                || below.get().signum() >= 0
                || above.get().signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal span = above.get().subtract(below.get());
        return Optional.of(
                below.get().negate().divide(span, MathContext.DECIMAL64).doubleValue());
    }

    /** Whether a function is a multiple of how far the prediction is from the target. */
    private static boolean isDistance(Subject subject, Expr function) {
        Expr slope = subject.derivative(function);
        Expr back = subject.derivativeInTarget(function);
        return slope instanceof Num up
                && back instanceof Num down
                && up.value() != 0
                && up.value() == -down.value()
                && subject.isZero(subject.substituted(function, subject.p(), subject.p()));
    }

    /** The slope on one side of the target. */
    private static Optional<BigDecimal> slope(Subject subject, double[] targets, double[] places, int side) {
        for (double y : targets) {
            for (double p : places) {
                if (Double.compare(p, y) == side) {
                    try {
                        return Optional.of(subject.exactly(subject.gradient(), new double[] {y}, new double[] {p}, 0));
                    } catch (ArithmeticException noValue) {
                        // Somewhere else.
                    }
                }
            }
        }
        return Optional.empty();
    }
}
