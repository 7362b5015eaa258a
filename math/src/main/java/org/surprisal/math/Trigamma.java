package org.surprisal.math;

/**
 * The trigamma function ψ′(x). From 10 on the asymptotic series; below, ψ′(x) = ψ′(x + n) + Σ 1/(x + k)², whose terms
 * all have one sign; for {@code x < 0} the reflection formula. Measured worst error for x > 0: 3 ulp.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.15.
 */
public final class Trigamma {
    /** The asymptotic series in 1/x²: B(2n). */
    private static final Polynomial ASYMPTOTIC =
            new Polynomial(1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510);

    private Trigamma() {}

    /** Returns ψ′(x); NaN for a NaN and -∞, +∞ for ±0 and the negative integers, +0 for +∞. */
    public static double of(double x) {
        if (x >= 10) {
            double inverse = 1 / x;
            double square = inverse * inverse;
            return inverse + Math.fma(0.5, square, inverse * square * ASYMPTOTIC.at(square));
        }
        if (x >= 0) {
            int steps = (int) Math.ceil(10 - x);
            double sum = of(x + steps);
            for (int k = steps - 1; k >= 0; k--) {
                double y = x + k;
                sum += 1 / (y * y);
            }
            return sum;
        }
        if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        double sine = SinPi.of(x).dividedBy(SinPi.PI).high();
        return 1 / (sine * sine) - of(1 - x);
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
