package org.surprisal.math;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A superaccumulator: one wide fixed-point number that adds m·2^e without any rounding, so that the order of additions
 * cannot matter. Digits of 32 bits live in signed 64-bit words; carries wait in the upper halves and are propagated
 * every 2^29 additions and before the state is looked at.
 *
 * <p>Source: U. Kulisch, "Very fast and exact accumulation of products", Computing 91 (2011); R. M. Neal, "Fast exact
 * summation using small and large superaccumulators", arXiv:1505.05571 (2015).
 */
final class Accumulator {
    private static final int DIGIT = 32;
    private static final long MASK = (1L << DIGIT) - 1;
    private static final int PATIENCE = 1 << 29;

    /** How far below the smallest product a significand of 53 bits may end, and the rounded low part of a product. */
    private static final int GUARD = 160;

    private final int lowest;
    private final long[] digits;
    private int pending;

    /** Scratch of {@link BlockSum}. */
    final long[] parts = new long[3];

    /** Holds sums of products of up to {@code factors} doubles, each repeated up to 2^63 times, of up to 2^63 rows. */
    Accumulator(int factors) {
        lowest = -1074 * factors - GUARD;
        digits = new long[(2098 * factors + GUARD + 3 * 64) / DIGIT + 1];
    }

    /** Adds m·2^e; e is at least the lowest exponent. */
    void add(long m, int e) {
        if (m == 0) {
            return;
        }
        int position = e - lowest;
        int i = position >>> 5;
        int shift = position & 31;
        // m << shift as three digits, the last one signed.
        long low = (m & MASK) << shift;
        long high = (m >> DIGIT) << shift;
        digits[i] += low & MASK;
        digits[i + 1] += (low >>> DIGIT) + (high & MASK);
        digits[i + 2] += high >> DIGIT;
        if (++pending == PATIENCE) {
            propagate();
        }
    }

    /** Adds count·m·2^e; e is at least the lowest exponent. */
    void add(long m, int e, long count) {
        if (m == 0) {
            return;
        }
        long high = Math.multiplyHigh(m, count);
        long low = m * count;
        add(low & MASK, e);
        add(low >>> DIGIT, e + DIGIT);
        add(high, e + 2 * DIGIT);
    }

    /** Adds a finite x, exactly. */
    void add(double x) {
        add(Bits.significand(x), Bits.exponent(x));
    }

    /** Adds x, exactly; or adds nothing and returns false if no sum that is held here can be x. */
    boolean add(Dyadic x) {
        int bits = x.significand().bitLength();
        if (x.signum() != 0 && (x.exponent() < lowest || (long) x.exponent() + bits > highest())) {
            return false;
        }
        BigInteger magnitude = x.significand().abs();
        for (int from = 0; from < bits; from += DIGIT) {
            long digit = magnitude.shiftRight(from).longValue() & MASK;
            add(x.signum() * digit, x.exponent() + from);
        }
        return true;
    }

    /** No sum of 2^63 rows, each 2^63 times, is 2^this or more. */
    private int highest() {
        return lowest + DIGIT * (digits.length - 1);
    }

    void merge(Accumulator that) {
        propagate();
        that.propagate();
        for (int i = 0; i < digits.length; i++) {
            digits[i] += that.digits[i];
        }
        propagate();
    }

    /** Brings the state to its one form: every digit in [0, 2^32) but the last, which carries the sign. */
    private void propagate() {
        long carry = 0;
        int last = digits.length - 1;
        for (int i = 0; i < last; i++) {
            long digit = digits[i] + carry;
            digits[i] = digit & MASK;
            carry = digit >> DIGIT;
        }
        digits[last] += carry;
        pending = 0;
    }

    Dyadic exact() {
        propagate();
        int last = digits.length - 1;
        byte[] bytes = new byte[8 + 4 * last];
        for (int b = 0; b < 8; b++) {
            bytes[b] = (byte) (digits[last] >> (56 - 8 * b));
        }
        for (int i = 0; i < last; i++) {
            int at = 8 + 4 * (last - 1 - i);
            for (int b = 0; b < 4; b++) {
                bytes[at + b] = (byte) (digits[i] >> (24 - 8 * b));
            }
        }
        return new Dyadic(new BigInteger(bytes), lowest);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Accumulator that) || lowest != that.lowest) {
            return false;
        }
        propagate();
        that.propagate();
        return Arrays.equals(digits, that.digits);
    }

    @Override
    public int hashCode() {
        propagate();
        return Arrays.hashCode(digits);
    }
}
