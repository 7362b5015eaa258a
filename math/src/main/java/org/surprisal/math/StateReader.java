package org.surprisal.math;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Reads what {@link StateWriter} wrote; whatever else the bytes hold is refused as damaged. */
final class StateReader {
    private final String kind;
    private final ByteBuffer in;

    StateReader(String kind, byte[] content) {
        this.kind = kind;
        this.in = ByteBuffer.wrap(content);
    }

    /** Reads a number between two others, the first of them not negative. */
    long number(long least, long largest) {
        long x = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            x |= (next & 0x7FL) << shift;
            if (next >= 0) {
                require(x >= least && x <= largest);
                return x;
            }
        }
        throw SavedState.damaged(kind);
    }

    /** Reads an exact number. */
    Dyadic exact() {
        long exponent = number(0, Integer.MAX_VALUE);
        byte[] significand = new byte[(int) number(1, in.remaining())];
        require(significand.length <= in.remaining());
        in.get(significand);
        return new Dyadic(new BigInteger(significand), (int) (exponent >>> 1 ^ -(exponent & 1)));
    }

    /** Reads an exact number and adds it. */
    void addTo(Accumulator total) {
        require(total.add(exact()));
    }

    /** Makes sure that all was read. */
    void end() {
        require(!in.hasRemaining());
    }

    private byte next() {
        require(in.hasRemaining());
        return in.get();
    }

    private void require(boolean whole) {
        if (!whole) {
            throw SavedState.damaged(kind);
        }
    }
}
