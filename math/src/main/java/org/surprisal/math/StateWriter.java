package org.surprisal.math;

import java.io.ByteArrayOutputStream;

/** Writes the content of a saved state: whole numbers of seven bits a byte, exact numbers by their non-zero digits. */
final class StateWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Writes a number that is not negative: the lowest seven bits first, each byte but the last marked. */
    StateWriter number(long x) {
        long rest = x;
        for (; rest > 0x7F; rest >>>= 7) {
            out.write((int) (rest & 0x7F) | 0x80);
        }
        out.write((int) rest);
        return this;
    }

    /** Writes an exact number: its exponent, sign beside it, and the bytes of its significand. */
    StateWriter exact(Dyadic x) {
        byte[] significand = x.significand().toByteArray();
        number((long) x.exponent() << 1 ^ (long) x.exponent() >> 63);
        number(significand.length);
        out.writeBytes(significand);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
