package org.surprisal.fit;

import java.util.function.DoubleUnaryOperator;

/**
 * The highest point of a function with one peak, by parabolas through the last points and golden sections where these
 * do not help (R. P. Brent, "Algorithms for Minimization without Derivatives", 1973, chapter 5).
 *
 * @param x where
 * @param value how high
 */
record Peak(double x, double value) {
    private static final double GOLDEN = 0.3819660112501051;
    private static final int MOST = 100;

    /**
     * Finds it.
     *
     * @param f the function
     * @param low the lower end of where to look
     * @param high the upper end
     * @param tolerance how near is near enough; less than some 1e-8 of the interval cannot be told
     */
    static Peak of(DoubleUnaryOperator f, double low, double high, double tolerance) {
        double a = low;
        double b = high;
        double x = a + GOLDEN * (b - a);
        double fx = f.applyAsDouble(x);
        double w = x;
        double v = x;
        double fw = fx;
        double fv = fx;
        double step = 0;
        double before = 0;
        for (int i = 0; i < MOST; i++) {
            double middle = 0.5 * (a + b);
            if (Math.abs(x - middle) <= 2 * tolerance - 0.5 * (b - a)) {
                break;
            }
            double r = (x - w) * (fx - fv);
            double q = (x - v) * (fx - fw);
            double p = (x - v) * q - (x - w) * r;
            q = 2 * (q - r);
            p = q > 0 ? -p : p;
            q = Math.abs(q);
            boolean parabola = Math.abs(p) < Math.abs(0.5 * q * before) && p > q * (a - x) && p < q * (b - x);
            before = parabola ? step : (x < middle ? b - x : a - x);
            step = parabola ? p / q : GOLDEN * before;
            double next = x + (Math.abs(step) >= tolerance ? step : Math.copySign(tolerance, step));
            double value = f.applyAsDouble(next);
            if (value >= fx) {
                a = next >= x ? x : a;
                b = next >= x ? b : x;
                v = w;
                fv = fw;
                w = x;
                fw = fx;
                x = next;
                fx = value;
            } else {
                a = next < x ? next : a;
                b = next < x ? b : next;
                if (value >= fw || w == x) {
                    v = w;
                    fv = fw;
                    w = next;
                    fw = value;
                } else if (value >= fv || v == x || v == w) {
                    v = next;
                    fv = value;
                }
            }
        }
        return new Peak(x, fx);
    }
}
