package org.surprisal.math;

import org.surprisal.math.spi.Twins;

/**
 * The hyperbolic tangent, -u / (2 + u) with u = e^(-2|x|) - 1 from {@link Expm1} with its low part, the quotient
 * corrected by its remainder. {@code of(-x)} is {@code -of(x)}. Measured worst error 0.55 ulp.
 */
public final class Tanh {
    private static final Twins.Loop LOOP = Twin.of("Tanh", new Kernel() {
        @Override
        public double of(double x) {
            return Tanh.of(x);
        }

        @Override
        public boolean block(double[][] w, int n) {
            return Tanh.block(w, n);
        }
    });

    private Tanh() {}

    /** Returns tanh x; NaN for a NaN, ±1 for ±∞, x for ±0. */
    public static double of(double x) {
        if (Math.abs(x) <= Exp.LIMIT) {
            return core(x);
        }
        return x > 0 ? 1 : x < 0 ? -1 : x;
    }

    /**
     * Sets out[i] to {@code of(x[i])}, the same bits, for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        LOOP.of(x, out, n);
    }

    private static boolean block(double[][] w, int n) {
        double[] v = w[0];
        double[] power = w[1];
        double[] sign = w[4];
        long outside = 0;
        for (int i = 0; i < n; i++) {
            double x = v[i];
            outside |= Exp.outside(x);
            power[i] = Exp.power(argument(x));
            sign[i] = Expm1.sign(x);
        }
        if (outside < 0) {
            return false;
        }
        double[] r = w[2];
        double[] tail = w[3];
        for (int i = 0; i < n; i++) {
            v[i] = argument(v[i]);
        }
        Exp.tails(v, r, tail, n);
        for (int i = 0; i < n; i++) {
            tail[i] = Expm1.rest(power[i], r[i], tail[i]);
        }
        for (int i = 0; i < n; i++) {
            v[i] = sign[i] * quotient(Expm1.lead(power[i], r[i]), tail[i]);
        }
        return true;
    }

    /** Returns -2|x|, but not less than -80: from there on the result is 1. */
    private static double argument(double x) {
        return Math.max(-2 * Math.abs(x), -80);
    }

    private static double core(double x) {
        double y = argument(x);
        double power = Exp.power(y);
        double r = Exp.reduced(y);
        double rest = Expm1.rest(power, r, Exp.tail(r, Exp.reducedLow(y, r)));
        return Expm1.sign(x) * quotient(Expm1.lead(power, r), rest);
    }

    /** Returns |u / (2 + u)| for u = lead + rest. */
    private static double quotient(double lead, double rest) {
        double u = lead + rest;
        double uLow = rest - (u - lead);
        double high = 2 + u;
        double low = (u - (high - 2)) + uLow;
        double inverse = 1 / high;
        double quotient = u * inverse;
        double remainder = Math.fma(-quotient, high, u) + (uLow - quotient * low);
        return Math.abs(Math.fma(remainder, inverse, quotient));
    }
}
