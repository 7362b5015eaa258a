package org.surprisal.math;

/** A polynomial with the coefficient of x^0 first, evaluated by Horner's rule with fused steps. */
final class Polynomial {
    private final double[] coefficients;

    Polynomial(double... coefficients) {
        this.coefficients = coefficients;
    }

    double at(double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }

    /** The value in two doubles, for an |x| so small that the first coefficient leads; low is what it lacks. */
    DoubleDouble at(double x, double low) {
        double sum = 0;
        for (int i = coefficients.length - 1; i > 0; i--) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        double rest = sum * x;
        double high = coefficients[0] + rest;
        return DoubleDouble.ordered(high, ((coefficients[0] - high) + rest) + low);
    }
}
