package org.surprisal.loss.op;

/**
 * Selection and comparison without a branch on what varies from row to row, which a loop over mixed outcomes would
 * mispredict every other time. A mask is a long with all bits set or none.
 */
final class Mask {
    private Mask() {}

    /** 0 where {@code a} is 0, otherwise {@code value}, whatever that is. */
    static double select(double a, double value) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & nonzero(a));
    }

    /** {@code b} where {@code a} is neither 0 nor NaN, {@code c} where it is 0, NaN where it is NaN. */
    static double choose(double a, double b, double c) {
        return Double.isNaN(a) ? Double.NaN : Double.longBitsToDouble(choose(nonzero(a), b, c));
    }

    /** {@code b} where {@code a} is not 0, {@code c} where it is. */
    static double either(double a, double b, double c) {
        return Double.longBitsToDouble(choose(nonzero(a), b, c));
    }

    /** One of three values as {@code a} is less than, equal to or greater than {@code b}; NaN if one of them is NaN. */
    static double compare(double a, double b, double less, double equal, double greater) {
        double difference = a - b;
        if (Double.isNaN(difference)) {
            // Of two infinities of one sign, or because one of the two is NaN.
            return a == b ? equal : Double.NaN;
        }
        // With gradual underflow a difference is 0 for equal numbers only.
        long unequal = choose(Double.doubleToRawLongBits(difference) >> 63, less, greater);
        long different = nonzero(difference);
        return Double.longBitsToDouble((unequal & different) | (Double.doubleToRawLongBits(equal) & ~different));
    }

    private static long choose(long mask, double b, double c) {
        return (Double.doubleToRawLongBits(b) & mask) | (Double.doubleToRawLongBits(c) & ~mask);
    }

    private static long nonzero(double a) {
        long magnitude = Double.doubleToRawLongBits(a) << 1;
        return (magnitude | -magnitude) >> 63;
    }
}
