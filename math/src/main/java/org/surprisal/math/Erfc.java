package org.surprisal.math;

/**
 * The complementary error function 1 - erf x, accurate in the tail down to subnormal results: from ½ on e^(-x²), the
 * rounding error of x² included, times {@link ScaledErfc}.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 7.2.
 */
public final class Erfc {
    private Erfc() {}

    /** Returns 1 - erf x; NaN for a NaN, 2 for -∞, +0 for +∞ and on underflow. */
    public static double of(double x) {
        if (x >= 0.5) {
            return tail(x);
        }
        if (x > -1) {
            DoubleDouble erf = Erf.near(x);
            double high = 1 - erf.high();
            return high + (((1 - high) - erf.high()) - erf.low());
        }
        return x > -6 ? 2 - tail(-x) : Double.isNaN(x) ? x : 2;
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

    /** Returns erfc x for x ≥ ½. */
    static double tail(double x) {
        if (x > 28) {
            return 0;
        }
        double square = x * x;
        return Exp.times(-square, -Math.fma(x, x, -square), ScaledErfc.of(x));
    }
}
