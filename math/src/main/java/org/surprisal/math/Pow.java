package org.surprisal.math;

/**
 * x^y = e^(y·ln x), with the logarithm in two doubles ({@link LogPair}), so that the product is good enough for an
 * exponential of any size. Measured worst error 0.53 ulp, 0.75 ulp where the result is subnormal.
 */
public final class Pow {
    private Pow() {}

    /** Returns x^y, with the special cases of {@link Math#pow}. */
    public static double of(double x, double y) {
        if (y == 0) {
            return 1;
        }
        if (y == 1) {
            return x;
        }
        double magnitude = Math.abs(x);
        if (Double.isNaN(x) || Double.isNaN(y) || (Double.isInfinite(y) && magnitude == 1)) {
            return Double.NaN;
        }
        if (Double.isInfinite(y)) {
            return (magnitude > 1) == (y > 0) ? Double.POSITIVE_INFINITY : 0;
        }
        boolean integer = y == Math.rint(y);
        boolean odd = integer && Math.abs(y) < 0x1p53 && ((long) y & 1) == 1;
        boolean negative = odd && Math.copySign(1, x) < 0;
        double result;
        if (magnitude == 0 || magnitude == Double.POSITIVE_INFINITY) {
            result = (magnitude == 0) == (y < 0) ? Double.POSITIVE_INFINITY : 0;
        } else if (x < 0 && !integer) {
            return Double.NaN;
        } else {
            result = positive(magnitude, y);
        }
        return negative ? -result : result;
    }

    /**
     * Sets out[i] to {@code of(x[i], y[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x or y
     */
    public static void of(double[] x, double[] y, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = of(x[i], y[i]);
        }
    }

    /**
     * Sets out[i] to {@code of(x[i], y)} for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void of(double[] x, double y, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = of(x[i], y);
        }
    }

    private static double positive(double x, double y) {
        DoubleDouble log = LogPair.of(x);
        double product = y * log.high();
        if (Math.abs(product) > 800) {
            return product > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        return Exp.of(product, Math.fma(y, log.high(), -product) + y * log.low());
    }
}
