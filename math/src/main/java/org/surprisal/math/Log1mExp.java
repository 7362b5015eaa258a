package org.surprisal.math;

/**
 * ln(1 - e^x) for x ≤ 0, accurate at both ends. Above -ln 2 the core of {@link Log} at 1 - e^x from {@link Expm1} with
 * its low part, below at 1 - e^x from {@link Exp}. Measured worst error 0.6 ulp, 0.75 ulp where the result is
 * subnormal.
 *
 * <p>Source: M. Mächler, "Accurately computing log(1 - exp(-|a|))", R package Rmpfr, 2012.
 */
public final class Log1mExp {
    private static final double MINUS_LN2 = -0.6931471805599453;

    private Log1mExp() {}

    /** Returns ln(1 - e^x); NaN for a NaN or x > 0, -∞ for ±0, -0 for -∞. */
    public static double of(double x) {
        if (x > MINUS_LN2 && x < 0) {
            // A subnormal x has no low part: 1 - e^x is -x.
            if (x > -Double.MIN_NORMAL) {
                return Log.of(-x);
            }
            double power = Exp.power(x);
            double r = Exp.reduced(x);
            double lead = Expm1.lead(power, r);
            double rest = Expm1.rest(power, r, Exp.tail(r, Exp.reducedLow(x, r)));
            double u = lead + rest;
            return Log.core(-u, -(rest - (u - lead)));
        }
        if (x <= MINUS_LN2) {
            if (x < -Exp.LIMIT) {
                return -Exp.of(x);
            }
            double r = Exp.reduced(x);
            double lead = Exp.lead(r);
            double rest = Exp.rest(r, Exp.reducedLow(x, r));
            double m = lead + rest;
            double power = Exp.power(x);
            double e = power * m;
            double high = 1 - e;
            return Log.core(high, ((1 - high) - e) - power * (rest - (m - lead)));
        }
        return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
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
