package org.surprisal.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LE;
import static org.surprisal.simd.Width.DOUBLE;
import static org.surprisal.simd.Width.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/** Functions in two steps over blocks that stay in the first-level cache, with what the first leaves for the second. */
final class Blocks {
    static final int LENGTH = 512;

    /** Two arrays for each thread. Plain arrays of doubles hold no class loader. */
    private static final ThreadLocal<double[][]> ROOM = ThreadLocal.withInitial(() -> new double[2][LENGTH]);

    /** What a block of arguments x[from] to x[from + n - 1] becomes; n is a multiple of the lanes. */
    interface Step {
        void run(double[] x, int from, double[] a, double[] b, double[] out, int n);
    }

    /** What one argument x[i] becomes. */
    interface Single {
        void run(double[] x, double[] out, int i);
    }

    private Blocks() {}

    /**
     * Runs a step on each block whose arguments are at most {@link Exponentials#LIMIT} in magnitude, and the scalar
     * form on other blocks and on the few values behind the last whole vector.
     */
    static void run(Step step, Single scalar, double[] x, double[] out, int n) {
        double[][] room = ROOM.get();
        int whole = n - n % LANES;
        for (int from = 0; from < whole; from += LENGTH) {
            int length = Math.min(LENGTH, whole - from);
            if (common(x, from, length)) {
                step.run(x, from, room[0], room[1], out, length);
            } else {
                each(scalar, x, out, from, from + length);
            }
        }
        each(scalar, x, out, whole, n);
    }

    private static boolean common(double[] x, int from, int n) {
        VectorMask<Double> common = DOUBLE.maskAll(true);
        for (int i = from; i < from + n; i += LANES) {
            common = common.and(
                    DoubleVector.fromArray(DOUBLE, x, i).lanewise(ABS).compare(LE, Exponentials.LIMIT));
        }
        return common.allTrue();
    }

    private static void each(Single scalar, double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            scalar.run(x, out, i);
        }
    }
}
