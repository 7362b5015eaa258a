package org.surprisal.math;

/** The standard normal distribution. Measured worst relative error 1e-15, for probabilities down to 1e-300. */
public final class Normal {
    /** The Mills ratio (1 - Φ(x)) / (√(2π) φ(x)) times 1 + x, in t = (x - 5) / (x + 5), minimax (Remez). */
    private static final Polynomial MILLS = new Polynomial(
            0x1.d8979b0f2b39dp-2,
            -0x1.76ff86859eb14p-4,
            0x1.fc66cc64a13e0p-6,
            0x1.47c1d03054993p-7,
            -0x1.b08e0007b4c86p-6,
            0x1.92037bab4666ep-6,
            -0x1.f11aab030c80dp-7,
            0x1.ab6d038d68015p-8,
            -0x1.b75f4f7ee9d72p-10,
            0x1.0571a2d76ccc2p-17,
            0x1.7e61e0536aeaap-13,
            -0x1.c1b1cde888ecfp-15,
            -0x1.4c0d88c4fde81p-17,
            0x1.300479c7f9d52p-17,
            -0x1.2fad17dfe328dp-24,
            -0x1.5f510cbbf0ce9p-20,
            0x1.13d5f03154c4ap-23,
            0x1.a9a20f079f49ep-23,
            -0x1.cdcadc32c9718p-26,
            -0x1.1a1956a861995p-25,
            0x1.1451ec45100f2p-28,
            0x1.80024fa9d98abp-28,
            -0x1.db21162c1fee8p-32,
            -0x1.bf020b5d7e684p-31,
            0x1.b77cfc39b73bfp-36,
            0x1.2f9992aa8b846p-34);

    private static final Polynomial CENTRE_ABOVE = new Polynomial(
            3.3871328727963665,
            133.14166789178438,
            1971.5909503065513,
            13731.69376550946,
            45921.95393154987,
            67265.7709270087,
            33430.57558358813,
            2509.0809287301227);
    private static final Polynomial CENTRE_BELOW = new Polynomial(
            1,
            42.31333070160091,
            687.1870074920579,
            5394.196021424751,
            21213.794301586597,
            39307.89580009271,
            28729.085735721943,
            5226.495278852546);
    private static final Polynomial TAIL_ABOVE = new Polynomial(
            1.4234371107496835,
            4.630337846156546,
            5.769497221460691,
            3.6478483247632045,
            1.2704582524523684,
            0.2417807251774506,
            0.022723844989269184,
            0.0007745450142783414);
    private static final Polynomial TAIL_BELOW = new Polynomial(
            1,
            2.053191626637759,
            1.6763848301838038,
            0.6897673349851,
            0.14810397642748008,
            0.015198666563616457,
            0.0005475938084995345,
            1.0507500716444169e-9);
    private static final Polynomial FAR_ABOVE = new Polynomial(
            6.657904643501103,
            5.463784911164114,
            1.7848265399172913,
            0.29656057182850487,
            0.026532189526576124,
            0.0012426609473880784,
            2.7115555687434876e-5,
            2.0103343992922881e-7);
    private static final Polynomial FAR_BELOW = new Polynomial(
            1,
            0.599832206555888,
            0.1369298809227358,
            0.014875361290850615,
            0.0007868691311456133,
            1.8463183175100548e-5,
            1.421511758316446e-7,
            2.0442631033899397e-15);

    private Normal() {}

    /** Returns P(Z ≤ x); NaN for a NaN. */
    public static double cdf(double x) {
        return x > 0 ? 1 - tail(x) : tail(-x);
    }

    /**
     * Returns the x with P(Z ≤ x) = p; -∞ for 0, +∞ for 1, NaN for a NaN or outside [0, 1].
     *
     * <p>Source: M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied
     * Statistics 37 (1988).
     */
    public static double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = Math.fma(-q, q, 0.180625);
            return q * CENTRE_ABOVE.at(r) / CENTRE_BELOW.at(r);
        }
        double r = Math.sqrt(-Log.of(q < 0 ? p : 1 - p));
        if (r == Double.POSITIVE_INFINITY) {
            return Math.copySign(r, q);
        }
        double x = r <= 5 ? TAIL_ABOVE.at(r - 1.6) / TAIL_BELOW.at(r - 1.6) : FAR_ABOVE.at(r - 5) / FAR_BELOW.at(r - 5);
        return Math.copySign(x, q);
    }

    /** Returns P(Z > x) for x ≥ 0; the rounding error of x² goes into the exponential. */
    private static double tail(double x) {
        if (x > 40) {
            return 0;
        }
        double square = x * x;
        double low = Math.fma(x, x, -square);
        return Exp.of(-0.5 * square, -0.5 * low) * (MILLS.at((x - 5) / (x + 5)) / (1 + x));
    }
}
