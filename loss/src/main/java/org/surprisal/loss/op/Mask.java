package org.surprisal.loss.op;

/** Selection without a branch, which a loop over mixed outcomes would mispredict every other time. */
final class Mask {
    private Mask() {}

    /** 0 where {@code a} is 0, otherwise {@code value}, whatever that is. */
    static double select(double a, double value) {
        long magnitude = Double.doubleToRawLongBits(a) << 1;
        long all = (magnitude | -magnitude) >> 63;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & all);
    }
}
