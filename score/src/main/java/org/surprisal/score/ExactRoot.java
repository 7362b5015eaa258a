package org.surprisal.score;

import org.surprisal.math.Dyadic;

/** Square roots of exact ratios: a variance may be too large or too small for a double while its root is not. */
final class ExactRoot {
    private ExactRoot() {}

    /**
     * The square root of a ratio.
     *
     * @param numerator at least 0
     * @param denominator above 0
     */
    static double of(Dyadic numerator, Dyadic denominator) {
        if (numerator.signum() == 0) {
            return 0;
        }
        // Half the binary exponent of the ratio comes off before the root and goes back on after it.
        int half = (magnitude(numerator) - magnitude(denominator)) / 2;
        Dyadic scaled = new Dyadic(numerator.significand(), numerator.exponent() - 2 * half);
        return Math.scalb(Math.sqrt(scaled.dividedBy(denominator)), half);
    }

    private static int magnitude(Dyadic x) {
        return x.significand().bitLength() + x.exponent();
    }
}
