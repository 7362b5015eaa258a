package org.surprisal.math;

/**
 * An elementwise function in two forms with the same bits: a scalar one for any argument, and one over a block for the common ones.
 *
 * <p>HotSpot vectorises a loop of plain arithmetic, {@code fma}, {@code abs}, {@code min}, {@code max}, {@code floor} whose arrays share
 * one index, but not one that takes doubles apart into bits. So a block form is two loops: a short one that reads and writes bit
 * patterns and says whether all arguments are common ones, and a long one of plain arithmetic.
 */
interface Kernel {
    /** Values in a block: with two scratch arrays they stay in the first-level cache. */
    int BLOCK = 512;

    /** Returns f(x) for any x. */
    double of(double x);

    /**
     * Replaces v[0] to v[n - 1] by their function values and returns true; or leaves v alone and returns false if an argument needs the scalar form.
     *
     * @param s scratch as long as v
     * @param t scratch as long as v
     */
    boolean block(double[] v, double[] s, double[] t, int n);

    /** Sets out[i] to f(x[i]) for 0 ≤ i < n; out may be x. */
    static void map(Kernel f, double[] x, double[] out, int n) {
        int size = Math.min(n, BLOCK);
        double[] v = new double[size];
        double[] s = new double[size];
        double[] t = new double[size];
        for (int from = 0; from < n; from += size) {
            int length = Math.min(size, n - from);
            System.arraycopy(x, from, v, 0, length);
            if (!f.block(v, s, t, length)) {
                for (int i = 0; i < length; i++) {
                    v[i] = f.of(v[i]);
                }
            }
            System.arraycopy(v, 0, out, from, length);
        }
    }
}
