package org.surprisal.math;

/**
 * The logistic function 1 / (1 + e^-x), accurate in both tails down to subnormal results: with t = e^-|x| and its low part, 1 / (1 + t) or t / (1 + t), the
 * quotient corrected by its remainder. Measured worst error 0.53 ulp, 0.75 ulp where the result is subnormal.
 */
public final class Sigmoid {
    private static final long ONE = Double.doubleToRawLongBits(1);

    private static final Kernel KERNEL = new Kernel() {
        @Override
        public double of(double x) {
            return Sigmoid.of(x);
        }

        @Override
        public boolean block(double[] v, double[] s, double[] t, int n) {
            return Sigmoid.block(v, s, t, n);
        }
    };

    private Sigmoid() {}

    /** Returns 1 / (1 + e^-x); NaN for a NaN, +0 for -∞, 1 for +∞. */
    public static double of(double x) {
        if (Math.abs(x) <= Exp.LIMIT) {
            return core(x, Exp.power(-Math.abs(x)), negative(x));
        }
        return x > 0 ? 1 : Exp.of(x);
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
            s[i] = Exp.power(-Math.abs(x));
            t[i] = negative(x);
        }
        if (outside < 0) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            v[i] = core(v[i], s[i], t[i]);
        }
        return true;
    }

    /** Returns 1 if the sign bit of x is set, else 0. */
    private static double negative(double x) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(x) >> 63) & ONE);
    }

    private static double core(double x, double power, double negative) {
        double y = -Math.abs(x);
        double r = Exp.reduced(y);
        double lead = Exp.lead(r);
        double rest = Exp.rest(r, Exp.reducedLow(y, r));
        double e = lead + rest;
        double eLow = power * (rest - (e - lead));
        e *= power;
        double high = 1 + e;
        double low = (e - (high - 1)) + eLow;
        // One of the two is chosen by a factor 0 or 1, which is exact and has no branch.
        double numerator = Math.fma(negative, e, 1 - negative);
        double inverse = 1 / high;
        double quotient = numerator * inverse;
        double remainder = Math.fma(-quotient, high, numerator) + (negative * eLow - quotient * low);
        return Math.fma(remainder, inverse, quotient);
    }
}
