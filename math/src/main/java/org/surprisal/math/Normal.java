package org.surprisal.math;

/**
 * The standard normal distribution, over the error function ({@link Erf}, {@link ScaledErfc}).
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 7.2 and 7.18.
 */
public final class Normal {
    /** From here on the distribution function is that of a tail, not one half and something. */
    static final double TAIL = 0.7071067811865476;

    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;
    private static final double SQRT_HALF_LOW = -0x1.bdd3413b26456p-55;
    private static final DoubleDouble DENSITY_AT_ZERO = new DoubleDouble(0x1.9884533d43651p-2, -0x1.cbc0d30ebfd15p-56);

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
        if (x >= TAIL) {
            return 1 - tail(x);
        }
        return x <= -TAIL ? tail(-x) : centre(x).high();
    }

    /**
     * Sets out[i] to {@code cdf(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void cdf(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = cdf(x[i]);
        }
    }

    /** Returns P(Z > x), accurate in the upper tail; NaN for a NaN. */
    public static double survival(double x) {
        return cdf(-x);
    }

    /** Returns ln P(Z ≤ x), accurate in both tails; NaN for a NaN, -∞ for -∞, 0 for +∞. */
    public static double logCdf(double x) {
        if (x >= TAIL) {
            return Log1p.of(-tail(x));
        }
        if (x > -TAIL) {
            DoubleDouble probability = centre(x);
            return Log.core(probability.high(), probability.low());
        }
        double square = x * x;
        if (!(square < Double.POSITIVE_INFINITY)) {
            return -square;
        }
        DoubleDouble scaled = scaledTail(-x);
        double log = Log.core(0.5 * scaled.high(), 0.5 * scaled.low());
        DoubleDouble sum = DoubleDouble.sum(-0.5 * square, log);
        return sum.high() + (sum.low() - 0.5 * Math.fma(x, x, -square));
    }

    /**
     * Sets out[i] to {@code logCdf(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void logCdf(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = logCdf(x[i]);
        }
    }

    /** Returns the density e^(-x²/2) / √(2π); NaN for a NaN, +0 for ±∞ and on underflow. */
    public static double density(double x) {
        return density(x, 1);
    }

    /** Returns the density times a factor, for a factor not beyond 1e10. */
    static double density(double x, double factor) {
        if (Math.abs(x) > 40) {
            return 0;
        }
        double square = x * x;
        return Exp.times(-0.5 * square, -0.5 * Math.fma(x, x, -square), DENSITY_AT_ZERO.times(factor));
    }

    /**
     * Sets out[i] to {@code density(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void density(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = density(x[i]);
        }
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

    /** Returns P(Z > x) for x ≥ {@link #TAIL}; the rounding error of x² goes into the exponential. */
    private static double tail(double x) {
        if (x > 40) {
            return 0;
        }
        double square = x * x;
        DoubleDouble scaled = scaledTail(x);
        return Exp.times(
                -0.5 * square,
                -0.5 * Math.fma(x, x, -square),
                new DoubleDouble(0.5 * scaled.high(), 0.5 * scaled.low()));
    }

    /** Returns 2·e^(x²/2)·P(Z > x) for x ≥ {@link #TAIL}. */
    static DoubleDouble scaledTail(double x) {
        double y = x * SQRT_HALF;
        double low = Math.fma(x, SQRT_HALF, -y) + x * SQRT_HALF_LOW;
        DoubleDouble scaled = ScaledErfc.of(Math.max(y, 0.5));
        // The derivative of the logarithm, for a change in the last place.
        double slope = y < 8 ? 2 * y - Erf.SLOPE / scaled.high() : -1 / y;
        return DoubleDouble.ordered(scaled.high(), Math.fma(scaled.high(), low * slope, scaled.low()));
    }

    /** Returns P(Z ≤ x) for |x| ≤ {@link #TAIL}. */
    static DoubleDouble centre(double x) {
        double y = x * SQRT_HALF;
        double low = Math.fma(x, SQRT_HALF, -y) + x * SQRT_HALF_LOW;
        DoubleDouble erf = Erf.near(y);
        double change = low * Erf.SLOPE * Math.fma(-y, y, 1);
        return DoubleDouble.sum(0.5, 0.5 * erf.high()).plus(0.5 * (erf.low() + change));
    }
}
