package org.surprisal.math;

/**
 * An elementwise function in two forms with the same bits: a scalar one for any argument, and one over a block for the
 * common ones.
 *
 * <p>HotSpot vectorises a short loop of plain arithmetic, {@code fma}, {@code abs}, {@code min}, {@code max},
 * {@code floor} whose arrays share one index, but not one that takes doubles apart into bits, nor one of more than some
 * fifty operations. So a block form is a few loops: one that reads and writes bit patterns and says whether all
 * arguments are common ones, then some of plain arithmetic.
 */
interface Kernel {
    /** The values of a block and room for what goes from loop to loop. */
    record Block(double[] v, double[] a, double[] b, double[] c, double[] d) {}

    /** Returns f(x) for any x. */
    double of(double x);

    /**
     * Replaces the first n values by their function values and returns true; or leaves them alone and returns false if
     * one needs the scalar form.
     */
    boolean block(Block w, int n);

    /** Sets out[i] to f(x[i]) for 0 ≤ i < n; out may be x. */
    static void map(Kernel f, double[] x, double[] out, int n) {
        double[][] room = Room.ofThisThread(5);
        Block w = new Block(room[0], room[1], room[2], room[3], room[4]);
        for (int from = 0; from < n; from += Room.LENGTH) {
            int length = Math.min(Room.LENGTH, n - from);
            System.arraycopy(x, from, w.v, 0, length);
            if (f.block(w, length)) {
                System.arraycopy(w.v, 0, out, from, length);
            } else {
                for (int i = 0; i < length; i++) {
                    out[from + i] = f.of(w.v[i]);
                }
            }
        }
    }
}
