package org.surprisal.simd;

/** Functions in two steps over blocks that stay in the first-level cache, with what the first leaves for the second. */
final class Blocks {
    static final int LENGTH = 512;

    /** Two arrays for each thread. Plain arrays of doubles hold no class loader. */
    private static final ThreadLocal<double[][]> ROOM = ThreadLocal.withInitial(() -> new double[2][LENGTH]);

    /** What a block of arguments x[from] to x[from + n - 1] becomes; n is a multiple of the lanes. */
    interface Step {
        void run(double[] x, int from, double[] a, double[] b, double[] out, int n);
    }

    private Blocks() {}

    /** Runs a step on each block, and a scalar function on the few values behind the last whole vector. */
    static void run(Step step, java.util.function.DoubleUnaryOperator scalar, double[] x, double[] out, int n) {
        double[][] room = ROOM.get();
        int whole = n - n % Width.LANES;
        for (int from = 0; from < whole; from += LENGTH) {
            step.run(x, from, room[0], room[1], out, Math.min(LENGTH, whole - from));
        }
        for (int i = whole; i < n; i++) {
            out[i] = scalar.applyAsDouble(x[i]);
        }
    }
}
