package org.surprisal.loss.program;

/** Whether numbers are all finite: a number times 0 is 0, anything else NaN. */
final class Finite {
    private Finite() {}

    static boolean all(double[] x, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        int i = 0;
        // Eight chains, none of which waits for another.
        for (; i + 7 < n; i += 8) {
            a = Math.fma(x[i], 0, a);
            b = Math.fma(x[i + 1], 0, b);
            c = Math.fma(x[i + 2], 0, c);
            d = Math.fma(x[i + 3], 0, d);
            e = Math.fma(x[i + 4], 0, e);
            f = Math.fma(x[i + 5], 0, f);
            g = Math.fma(x[i + 6], 0, g);
            h = Math.fma(x[i + 7], 0, h);
        }
        for (; i < n; i++) {
            a = Math.fma(x[i], 0, a);
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h)) == 0;
    }
}
