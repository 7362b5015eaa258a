package org.surprisal.math;

/**
 * The error function. Up to 1 x times a minimax polynomial in x², the leading term in two doubles; beyond, the
 * complement of {@link Erfc}.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 7.2 and 7.6.
 */
public final class Erf {
    /** 2/√π in two doubles. */
    static final double SLOPE = 0x1.20dd750429b6dp+0;

    static final double SLOPE_LOW = 0x1.1ae3a914fed80p-56;

    /** (erf(x)/x - 2/√π) / x² in x². */
    private static final Polynomial SERIES = new Polynomial(
            -0x1.812746b0379e7p-2,
            0x1.ce2f21a042bd7p-4,
            -0x1.b82ce312882f8p-6,
            0x1.565bcd0e434bbp-8,
            -0x1.c02db3f4735cbp-11,
            0x1.f9a324ddf0f34p-14,
            -0x1.f4d21efdafc7dp-17,
            0x1.b9e2333703249p-20,
            -0x1.5f39372686202p-23,
            0x1.f8d476ab1a455p-27,
            -0x1.3c1e91b012003p-30,
            0x1.0f8a27a51ad26p-34);

    private Erf() {}

    /** Returns erf x; NaN for a NaN, ±1 for ±∞, x for ±0. */
    public static double of(double x) {
        double magnitude = Math.abs(x);
        if (magnitude <= 1) {
            return x == 0 ? x : near(x).high();
        }
        return magnitude < 6 ? Math.copySign(1 - Erfc.tail(magnitude), x) : Double.isNaN(x) ? x : Math.copySign(1, x);
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

    /** Returns erf x for |x| ≤ 1. */
    static DoubleDouble near(double x) {
        double square = x * x;
        double lead = x * SLOPE;
        double lost = Math.fma(x, SLOPE, -lead);
        return DoubleDouble.ordered(lead, Math.fma(x * square, SERIES.at(square), Math.fma(x, SLOPE_LOW, lost)));
    }
}
