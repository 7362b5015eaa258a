package org.surprisal.math;

import java.math.BigInteger;

/**
 * An exact number m·2^e. Sums, differences and products are exact; {@link #value} and {@link #dividedBy} round once, to
 * nearest, ties to even. The significand m is odd (or zero, then e is 0), so equal numbers are equal objects.
 * Immutable.
 *
 * @param significand m
 * @param exponent e
 */
public record Dyadic(BigInteger significand, int exponent) implements Comparable<Dyadic> {
    /** Zero. */
    public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    /** One. */
    public static final Dyadic ONE = new Dyadic(BigInteger.ONE, 0);

    /** Creates significand·2^exponent, whether or not the significand is odd. */
    public Dyadic {
        int zeros = significand.getLowestSetBit();
        exponent = zeros < 0 ? 0 : exponent + zeros;
        significand = zeros > 0 ? significand.shiftRight(zeros) : significand;
    }

    /**
     * Returns x exactly.
     *
     * @throws ArithmeticException if x is infinite or NaN
     */
    public static Dyadic of(double x) {
        if (!Double.isFinite(x)) {
            throw new ArithmeticException("No dyadic number equals " + x + ": pass a finite one.");
        }
        return new Dyadic(BigInteger.valueOf(Bits.significand(x)), Bits.exponent(x));
    }

    /** Returns x exactly. */
    public static Dyadic of(long x) {
        return new Dyadic(BigInteger.valueOf(x), 0);
    }

    /** Returns this + that. */
    public Dyadic plus(Dyadic that) {
        int common = Math.min(exponent, that.exponent);
        return new Dyadic(at(common).add(that.at(common)), common);
    }

    /** Returns this - that. */
    public Dyadic minus(Dyadic that) {
        return plus(that.negate());
    }

    /** Returns this · that. */
    public Dyadic times(Dyadic that) {
        return new Dyadic(significand.multiply(that.significand), exponent + that.exponent);
    }

    /** Returns -this. */
    public Dyadic negate() {
        return new Dyadic(significand.negate(), exponent);
    }

    /** Returns -1, 0 or 1. */
    public int signum() {
        return significand.signum();
    }

    @Override
    public int compareTo(Dyadic that) {
        return minus(that).signum();
    }

    /** Returns the double nearest to this number, ±∞ beyond the largest one; zero is +0. */
    public double value() {
        return round(significand, exponent, false);
    }

    /**
     * Returns the double nearest to this / divisor, rounded once; zero is +0.
     *
     * @throws ArithmeticException if the divisor is zero
     */
    public double dividedBy(Dyadic divisor) {
        // Enough quotient bits for any rounding; the remainder only says whether the quotient is exact.
        int shift = Math.max(0, 68 + divisor.significand.bitLength() - significand.bitLength());
        BigInteger[] quotient = significand.abs().shiftLeft(shift).divideAndRemainder(divisor.significand.abs());
        double magnitude = round(quotient[0], exponent - divisor.exponent - shift, quotient[1].signum() != 0);
        return signum() * divisor.signum() < 0 ? -magnitude : magnitude;
    }

    /** Returns this number in decimal-free notation, for example {@code 3*2^-4}. */
    @Override
    public String toString() {
        return significand + "*2^" + exponent;
    }

    private BigInteger at(int common) {
        return significand.shiftLeft(exponent - common);
    }

    /** Rounds (m + t)·2^e to a double, where 0 < t < 1 in the direction of m if {@code more}, else t = 0. */
    private static double round(BigInteger m, int e, boolean more) {
        BigInteger magnitude = m.abs();
        int bits = magnitude.bitLength();
        if (bits == 0) {
            return 0;
        }
        long top = (long) bits - 1 + e;
        if (top > Double.MAX_EXPONENT) {
            return m.signum() * Double.POSITIVE_INFINITY;
        }
        if (top < Double.MIN_EXPONENT - 54) {
            return m.signum() * 0.0 + 0.0;
        }
        int precision = 53 - (int) Math.max(0, Double.MIN_EXPONENT - top);
        int drop = bits - precision;
        long kept = drop > 0 ? magnitude.shiftRight(drop).longValue() : magnitude.longValue();
        if (drop > 0 && magnitude.testBit(drop - 1)) {
            boolean above = more || magnitude.getLowestSetBit() < drop - 1;
            if (above || (kept & 1) == 1) {
                kept++;
            }
        }
        return Math.scalb((double) (m.signum() * kept), drop > 0 ? e + drop : e);
    }
}
