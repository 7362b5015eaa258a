package org.surprisal.math;

import java.util.function.DoubleUnaryOperator;

/** Newton's iteration in the logarithm of the unknown, for quantiles: their equations are concave in it. */
final class Newton {
    private static final int STEPS = 200;
    private static final double LEAST = 1e-307;
    private static final double GREATEST = 1e307;

    private Newton() {}

    /**
     * Solves for x > 0.
     *
     * @param step how far ln x is from the root, by the tangent at x
     * @return x; 0 or +∞ if it is beyond all normal numbers
     */
    static double onLogarithms(double start, DoubleUnaryOperator step) {
        double x = start;
        double last = Double.POSITIVE_INFINITY;
        for (int i = 0; i < STEPS; i++) {
            double change = step.applyAsDouble(x);
            if ((x == LEAST && change < 0) || (x == GREATEST && change > 0)) {
                return x == LEAST ? 0 : Double.POSITIVE_INFINITY;
            }
            x = Math.min(Math.max(x * Exp.of(change), LEAST), GREATEST);
            // Once the steps no longer get smaller they are rounding errors.
            if (Math.abs(change) < 1e-6 && !(Math.abs(change) < 0.5 * last)) {
                return x;
            }
            last = Math.abs(change);
        }
        return x;
    }
}
