package org.surprisal.math;

/**
 * ln Γ(x) for x > 0 in two doubles, with an error of some 1e-21 beside x·ln x for large and 40 for small x: where the
 * difference of two values or the neighbourhood of a zero needs more than a double. Stirling's series after the
 * argument has been raised to 16.
 */
final class LogGammaPair {
    private static final double STIRLING_FROM = 16;
    private static final DoubleDouble HALF_LOG_TWO_PI = new DoubleDouble(0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55);
    private static final DoubleDouble FIRST = DoubleDouble.quotient(1, 12);
    private static final DoubleDouble SECOND = DoubleDouble.quotient(-1, 360);

    /** Stirling's series from the third term on. */
    private static final Polynomial REST =
            new Polynomial(1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400);

    private LogGammaPair() {}

    static DoubleDouble of(DoubleDouble x) {
        DoubleDouble y = x;
        DoubleDouble product = DoubleDouble.of(1);
        while (y.high() < STIRLING_FROM) {
            product = product.times(y);
            y = y.plus(1);
        }
        DoubleDouble inverse = DoubleDouble.of(1).dividedBy(y);
        DoubleDouble square = inverse.times(inverse);
        DoubleDouble tail = SECOND.plus(square.high() * REST.at(square.high()));
        DoubleDouble series = inverse.times(FIRST.plus(square.times(tail)));
        DoubleDouble lead = y.plus(-0.5).times(LogPair.of(y)).minus(y);
        return lead.plus(HALF_LOG_TWO_PI).plus(series).minus(LogPair.of(product));
    }
}
