package org.surprisal.math;

/**
 * Says whether a whole block of values lies where a branch-free loop is right. Each question is one reduction over the bit
 * patterns, which HotSpot vectorises; a block that fails goes through the scalar method, which has the same bits.
 */
final class Guard {
    /** Values that are looked at together: small enough to stay in the first-level cache, large enough to amortise the question. */
    static final int BLOCK = 256;

    private static final long MIN_NORMAL = Double.doubleToRawLongBits(Double.MIN_NORMAL);
    private static final long MAX_FINITE = Double.doubleToRawLongBits(Double.MAX_VALUE);

    private Guard() {}

    /** True if every x[i], from ≤ i < to, is positive, finite and not subnormal. */
    static boolean normal(double[] x, int from, int to) {
        long outside = 0;
        for (int i = from; i < to; i++) {
            long bits = Double.doubleToRawLongBits(x[i]);
            outside |= (bits - MIN_NORMAL) | (MAX_FINITE - bits);
        }
        return outside >= 0;
    }

    /** True if every |x[i]|, from ≤ i < to, is at most the limit; a NaN is not. */
    static boolean within(double limit, double[] x, int from, int to) {
        long max = Double.doubleToRawLongBits(limit);
        long outside = 0;
        for (int i = from; i < to; i++) {
            outside |= max - (Double.doubleToRawLongBits(x[i]) & Long.MAX_VALUE);
        }
        return outside >= 0;
    }

    /** True if every 1 + x[i], from ≤ i < to, is positive, not zero and below the limit. */
    static boolean onePlus(double limit, double[] x, int from, int to) {
        long max = Double.doubleToRawLongBits(limit);
        long outside = 0;
        for (int i = from; i < to; i++) {
            long bits = Double.doubleToRawLongBits(1 + x[i]);
            outside |= (bits - MIN_NORMAL) | (max - bits);
        }
        return outside >= 0;
    }
}
