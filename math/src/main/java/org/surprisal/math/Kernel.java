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
    /** The number of arrays that a block takes. */
    int ROOM = 5;

    /** Returns f(x) for any x. */
    double of(double x);

    /**
     * Replaces the first n values by their function values and returns true; or leaves them alone and returns false if
     * one needs the scalar form.
     *
     * @param w the values, and {@link #ROOM} - 1 arrays for what goes from loop to loop
     */
    boolean block(double[][] w, int n);

    /** Sets out[i] to f(x[i]) for 0 ≤ i < n; out may be x. */
    static void map(Kernel f, double[] x, double[] out, int n) {
        double[][] w = Room.ofThisThread(ROOM);
        for (int from = 0; from < n; from += Room.LENGTH) {
            int length = Math.min(Room.LENGTH, n - from);
            System.arraycopy(x, from, w[0], 0, length);
            if (f.block(w, length)) {
                System.arraycopy(w[0], 0, out, from, length);
            } else {
                for (int i = 0; i < length; i++) {
                    out[from + i] = f.of(w[0][i]);
                }
            }
        }
    }
}
