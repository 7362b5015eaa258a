package org.surprisal.loss.program;

/** Whether numbers are all finite: a number times 0 is 0, anything else NaN, which becomes the integer 0. */
final class Finite {
    private Finite() {}

    static boolean all(double[] x, int n) {
        // HotSpot vectorises conversions to integers and what is gathered of those, but no sum or test of doubles.
        long all = 1;
        for (int i = 0; i < n; i++) {
            all &= (long) (1 + x[i] * 0);
        }
        return all == 1;
    }
}
