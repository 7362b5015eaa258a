package org.surprisal.math;

/** A finite double as significand·2^exponent, two integers. */
final class Bits {
    private Bits() {}

    /** Returns the signed 53-bit significand. */
    static long significand(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long fraction = bits & 0xFFFFFFFFFFFFFL;
        long magnitude = (bits & 0x7FF0000000000000L) == 0 ? fraction : fraction | 0x10000000000000L;
        return bits < 0 ? -magnitude : magnitude;
    }

    /** Returns the exponent of the significand's last bit. */
    static int exponent(double x) {
        int biased = (int) (Double.doubleToRawLongBits(x) >>> 52) & 0x7FF;
        return Math.max(biased, 1) - 1075;
    }
}
