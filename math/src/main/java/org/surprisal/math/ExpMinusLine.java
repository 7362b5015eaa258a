package org.surprisal.math;

/** e^t - 1 - t without cancellation. */
final class ExpMinusLine {
    /** 1/k! from k = 2 on. */
    private static final Polynomial SERIES = new Polynomial(
            1 / 2.0,
            1 / 6.0,
            1 / 24.0,
            1 / 120.0,
            1 / 720.0,
            1 / 5040.0,
            1 / 40320.0,
            1 / 362880.0,
            1 / 3628800.0,
            1 / 39916800.0,
            1 / 479001600.0,
            1 / 6227020800.0,
            1 / 87178291200.0,
            1 / 1307674368000.0);

    private ExpMinusLine() {}

    static double of(double t) {
        return Math.abs(t) < 0.7 ? t * t * SERIES.at(t) : Expm1.of(t) - t;
    }
}
