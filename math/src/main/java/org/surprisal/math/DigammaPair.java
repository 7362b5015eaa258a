package org.surprisal.math;

/**
 * ψ(x) for x > 0 in two doubles, with an error of some 1e-21 beside ln x or 1/x: for the neighbourhood of the zeros
 * below 0. The asymptotic series after the argument has been raised to 16.
 */
final class DigammaPair {
    private static final double ASYMPTOTIC_FROM = 16;
    private static final DoubleDouble FIRST = DoubleDouble.quotient(1, 12);
    private static final DoubleDouble SECOND = DoubleDouble.quotient(-1, 120);

    /** The asymptotic series from the third term on. */
    private static final Polynomial REST =
            new Polynomial(1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160);

    private DigammaPair() {}

    static DoubleDouble of(DoubleDouble x) {
        DoubleDouble y = x;
        DoubleDouble sum = DoubleDouble.of(0);
        while (y.high() < ASYMPTOTIC_FROM) {
            sum = sum.plus(DoubleDouble.of(1).dividedBy(y));
            y = y.plus(1);
        }
        DoubleDouble inverse = DoubleDouble.of(1).dividedBy(y);
        DoubleDouble square = inverse.times(inverse);
        DoubleDouble tail = SECOND.plus(square.high() * REST.at(square.high()));
        DoubleDouble series = square.times(FIRST.plus(square.times(tail)));
        return LogPair.of(y).minus(inverse.times(0.5)).minus(series).minus(sum);
    }
}
