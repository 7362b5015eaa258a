package org.surprisal.math;

/**
 * The hyperbolic tangent, -u / (2 + u) with u = e^(-2|x|) - 1 from {@link Expm1} with its low part, the quotient corrected by its
 * remainder. {@code of(-x)} is {@code -of(x)}. Measured worst error 0.55 ulp.
 */
public final class Tanh {
    private static final Kernel KERNEL = new Kernel() {
        @Override
        public double of(double x) {
            return Tanh.of(x);
        }

        @Override
        public boolean block(double[] v, double[] s, double[] t, int n) {
            return Tanh.block(v, s, t, n);
        }
    };

    private Tanh() {}

    /** Returns tanh x; NaN for a NaN, ±1 for ±∞, x for ±0. */
    public static double of(double x) {
        if (Math.abs(x) <= Exp.LIMIT) {
            return core(x, Exp.power(argument(x)), Expm1.sign(x));
        }
        return x > 0 ? 1 : x < 0 ? -1 : x;
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
            s[i] = Exp.power(argument(x));
            t[i] = Expm1.sign(x);
        }
        if (outside < 0) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            v[i] = core(v[i], s[i], t[i]);
        }
        return true;
    }

    /** Returns -2|x|, but not less than -80: from there on the result is 1. */
    private static double argument(double x) {
        return Math.max(-2 * Math.abs(x), -80);
    }

    private static double core(double x, double power, double sign) {
        double y = argument(x);
        double lead = Expm1.lead(y, power);
        double rest = Expm1.rest(y, power);
        double u = lead + rest;
        double uLow = rest - (u - lead);
        double high = 2 + u;
        double low = (u - (high - 2)) + uLow;
        double inverse = 1 / high;
        double quotient = u * inverse;
        double remainder = Math.fma(-quotient, high, u) + (uLow - quotient * low);
        return sign * Math.abs(Math.fma(remainder, inverse, quotient));
    }
}
