package org.surprisal.math;

/**
 * The Gaussian function e^(-x²), with the rounding error of x²: the derivative of the error function, but for a factor.
 */
public final class Gaussian {
    private Gaussian() {}

    /** Returns e^(-x²); NaN for a NaN, +0 for ±∞ and on underflow. */
    public static double of(double x) {
        if (Math.abs(x) > 28) {
            return 0;
        }
        double square = x * x;
        return Exp.of(-square, -Math.fma(x, x, -square));
    }

    /**
     * Sets out[i] to {@code of(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = of(x[i]);
        }
    }
}
