package org.surprisal.math;

/**
 * Between which powers of two the magnitudes of a block lie, and whether all are finite. A block like the last one is
 * answered by one quick loop, which may call the lower bound lower than it is; other ones are looked at bit by bit.
 */
final class Binades {
    /** Every value but zeros is at least 2^lowest in magnitude; 0 if all are zeros. */
    int lowest;

    /** Every value is below 2^highest in magnitude; 0 if all are zeros. */
    int highest;

    private static final int BIASED = 0x7FF;
    private static final int BIAS = 1023;

    /** No magnitude that the quick loop answers for is below 2^floor; the scale is the inverse, 0 for none. */
    private int floor;

    private double scale;

    /**
     * Looks at v[from] to v[from + n - 1]; false if one of them is infinite or NaN, the bounds are nothing then.
     *
     * @param depth how far apart the bounds may be before it matters how far, at most {@link BlockSum#DEPTH}
     */
    boolean look(double[] v, int from, int n, int depth) {
        int height = Long.SIZE - Long.numberOfLeadingZeros(scale == 0 ? -1 : wholes(v, from, n, scale));
        if (height <= depth) {
            lowest = floor;
            highest = floor + height;
            return true;
        }
        return lookClosely(v, from, n, depth);
    }

    /**
     * Returns the bitwise or of the whole parts of |v[i]|·scale; or -1 if one of them is 0. The conversion makes NaN 0
     * and infinity the largest integer.
     */
    static long wholes(double[] v, int from, int n, double scale) {
        long all = 0;
        long none = 0;
        for (int i = from; i < from + n; i++) {
            long whole = (long) (Math.abs(v[i]) * scale);
            all |= whole;
            none |= whole - 1;
        }
        return none < 0 ? -1 : all;
    }

    private boolean lookClosely(double[] v, int from, int n, int depth) {
        int least = BIASED;
        int most = 0;
        for (int i = from; i < from + n; i++) {
            long magnitude = Double.doubleToRawLongBits(v[i]) & Long.MAX_VALUE;
            int exponent = (int) (magnitude >>> 52);
            most = Math.max(most, exponent);
            // A zero has no binade, a subnormal number is above 2^-1075.
            least = Math.min(least, magnitude == 0 ? BIASED : exponent - 51 * (1 - Math.min(exponent, 1)));
        }
        if (most == BIASED) {
            return false;
        }
        lowest = least == BIASED ? 0 : least - BIAS;
        highest = least == BIASED ? 0 : most + 1 - BIAS;
        floor = highest - depth;
        scale = Math.abs(floor) < BIAS ? Math.scalb(1.0, -floor) : 0;
        return true;
    }
}
