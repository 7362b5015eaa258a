package org.surprisal.math;

/**
 * e^x - 1, accurate for small x: with the reduction and the polynomial of {@link Exp}, (2^k - 1) + 2^k·(e^r - 1), the leading terms summed
 * with their rounding errors. Measured worst error 0.62 ulp.
 */
public final class Expm1 {
    private static final long SIGN = Long.MIN_VALUE;
    private static final long ONE = Double.doubleToRawLongBits(1);

    private static final Kernel KERNEL = new Kernel() {
        @Override
        public double of(double x) {
            return Expm1.of(x);
        }

        @Override
        public boolean block(double[] v, double[] s, double[] t, int n) {
            return Expm1.block(v, s, t, n);
        }
    };

    private Expm1() {}

    /** Returns e^x - 1; NaN for a NaN, -1 for -∞, +∞ for +∞ and on overflow, x for ±0. */
    public static double of(double x) {
        if (Math.abs(x) <= Exp.LIMIT) {
            return core(x, Exp.power(x), sign(x));
        }
        return x < 0 ? -1 : Exp.of(x);
    }

    /**
     * Sets out[i] to {@code of(x[i])}, the same bits, for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        Kernel.map(KERNEL, x, out, n);
    }

    private static boolean block(double[] v, double[] s, double[] t, int n) {
        long outside = 0;
        for (int i = 0; i < n; i++) {
            double x = v[i];
            outside |= Exp.outside(x);
            s[i] = Exp.power(x);
            t[i] = sign(x);
        }
        if (outside < 0) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            v[i] = core(v[i], s[i], t[i]);
        }
        return true;
    }

    /** Returns e^x - 1 with the given sign, that of x: a sum that is zero has lost it. */
    private static double core(double x, double power, double sign) {
        return sign * Math.abs(lead(x, power) + rest(x, power));
    }

    /** Returns 1 with the sign of x. */
    static double sign(double x) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(x) & SIGN) | ONE);
    }

    /** Returns the leading part of e^x - 1, where power = {@link Exp#power}. */
    static double lead(double x, double power) {
        double r = Exp.reduced(x);
        return ((power - 1) + power * r) + power * (0.5 * (r * r));
    }

    /** Returns what {@link #lead} leaves of e^x - 1. */
    static double rest(double x, double power) {
        double r = Exp.reduced(x);
        double tail = power * Exp.tail(r, Exp.reducedLow(x, r));
        double linear = power * r;
        double half = power * (0.5 * (r * r));
        double a = power - 1;
        double big = a + 1;
        double aLow = (power - big) - (1 - (big - a));
        double b = a + linear;
        double bLow = linear - (b - a);
        double c = b + half;
        double cLow = half - (c - b);
        return (bLow + cLow) + (aLow + tail);
    }
}
