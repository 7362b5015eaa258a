package org.surprisal.math;

/**
 * The fast way into an {@link Accumulator}: a block of values summed as integers, in loops that HotSpot vectorises.
 *
 * <p>Values below 2^top in magnitude are cut into integers of 53 bits each: the whole part of x·2^(53 - top), the whole
 * part of what is left times 2^53, and so on. Each step is exact, and so are the sums of the integers of a block in a
 * {@code long}. Two integers reach 106 bits down from the top, three 159; a block that reaches further is added value
 * by value. No sum is kept from block to block, so the accumulator always holds the whole state.
 *
 * <p>Source of fixed-point sums with a scale per block: J. Demmel, H. D. Nguyen, "Fast reproducible floating-point
 * summation", ARITH 21 (2013); the cut by truncation is that of T. J. Dekker's splitting, done by conversion.
 */
final class BlockSum {
    /** The largest block: the integers of twice as many values can be added. */
    static final int LENGTH = Room.LENGTH;

    private static final int DIGIT = 53;

    /** How many bits below the top are summed fast. */
    static final int REACH = 3 * DIGIT;

    /** How many binades of values, each with 53 bits, are summed fastest. */
    static final int DEPTH = 2 * DIGIT - 53;

    private static final double NEXT = 0x1p53;

    /** Where the scale is a normal number and nothing that is summed fast becomes subnormal under it. */
    private static final int LEAST_TOP = -900;

    private BlockSum() {}

    /**
     * Adds v[from] to v[from + n - 1], n ≤ {@link #LENGTH}, to the total.
     *
     * @param top no magnitude is above 2^top
     * @param bottom every value is a multiple of 2^bottom
     */
    static void add(double[] v, int from, int n, int top, int bottom, Accumulator total) {
        if (top < LEAST_TOP || top - bottom > REACH) {
            for (int i = from; i < from + n; i++) {
                total.add(v[i]);
            }
            return;
        }
        long[] parts = total.parts;
        double scale = Math.scalb(1.0, DIGIT - top);
        if (top - bottom <= 2 * DIGIT) {
            sumTwo(v, from, n, scale, parts);
        } else {
            sumThree(v, from, n, scale, parts);
            total.add(parts[2], top - REACH);
        }
        total.add(parts[0], top - DIGIT);
        total.add(parts[1], top - 2 * DIGIT);
    }

    /**
     * Sets parts to two integers: the values v[from] to v[from + n - 1] sum to (parts[0] + parts[1]·2^-53) / scale,
     * exactly.
     *
     * @param scale a power of two; each value times it is at most 2^53 in magnitude and a multiple of 2^-53
     */
    static void sumTwo(double[] v, int from, int n, double scale, long[] parts) {
        long first = 0;
        long second = 0;
        for (int i = from; i < from + n; i++) {
            double x = v[i] * scale;
            long high = (long) x;
            first += high;
            second += (long) ((x - (double) high) * NEXT);
        }
        parts[0] = first;
        parts[1] = second;
    }

    /**
     * Sets parts to three integers: the values v[from] to v[from + n - 1] sum to (parts[0] + parts[1]·2^-53 +
     * parts[2]·2^-106) / scale, exactly.
     *
     * @param scale a power of two; each value times it is at most 2^53 in magnitude and a multiple of 2^-106
     */
    static void sumThree(double[] v, int from, int n, double scale, long[] parts) {
        long first = 0;
        long second = 0;
        long third = 0;
        for (int i = from; i < from + n; i++) {
            double x = v[i] * scale;
            long high = (long) x;
            double y = (x - (double) high) * NEXT;
            long middle = (long) y;
            double z = (y - (double) middle) * NEXT;
            first += high;
            second += middle;
            third += (long) z;
        }
        parts[0] = first;
        parts[1] = second;
        parts[2] = third;
    }
}
