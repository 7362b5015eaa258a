package org.surprisal.math;

/**
 * The modified Bessel functions I₀ and I₁ times e^-|x|: up to 25 by their power series, whose terms are all positive;
 * beyond by the asymptotic series, whose rest is below e^-50 there.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 10.25.2 and 10.40.1.
 */
public final class ScaledBessel {
    private static final double FAR = 25;
    private static final double TWO_PI = 2 * Math.PI;

    private ScaledBessel() {}

    /**
     * Returns e^-|x| Iₙ(x); 1/√(2π|x|) goes to 0 as x grows; NaN for a NaN.
     *
     * @param n the order, 0 or 1
     */
    public static double of(int n, double x) {
        double size = Math.abs(x);
        double value = size <= FAR ? Exp.of(-size) * series(n, size) : asymptotic(n, size);
        return n == 1 && x < 0 ? -value : value;
    }

    /**
     * Sets out[i] to {@code of(n, x[i])} for {@code 0 ≤ i < rows}.
     *
     * @param out may be x
     */
    public static void of(int n, double[] x, double[] out, int rows) {
        for (int i = 0; i < rows; i++) {
            out[i] = of(n, x[i]);
        }
    }

    private static double series(int n, double x) {
        double half = 0.5 * x;
        double square = half * half;
        double term = n == 0 ? 1 : half;
        double sum = term;
        double rest = 0;
        for (int k = 1; term > sum * 0x1p-60; k++) {
            term *= square / ((double) k * (k + n));
            double next = sum + term;
            rest += term - (next - sum);
            sum = next;
        }
        return sum + rest;
    }

    private static double asymptotic(int n, double x) {
        if (!(x <= Double.MAX_VALUE)) {
            return Double.isNaN(x) ? x : 0;
        }
        double order = 4.0 * n * n;
        double term = 1;
        double sum = 1;
        for (int k = 1; Math.abs(term) > 0x1p-60 && k < 50; k++) {
            double odd = 2.0 * k - 1;
            term *= -(order - odd * odd) / (8 * x * k);
            sum += term;
        }
        return sum / Math.sqrt(TWO_PI * x);
    }
}
