package org.surprisal.watch.page;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A column of small numbers that grows. */
final class Bytes {
    private byte[] bytes = new byte[1024];
    private int size;

    int size() {
        return size;
    }

    void octet(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
    }

    /** Seven bits an octet, the lowest first; the value is at least 0. */
    void natural(long value) {
        long rest = value;
        while (rest >= 128) {
            octet((int) (rest & 127) | 128);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** Zigzag: 0, -1, 1, -2, 2, … */
    void whole(long value) {
        natural((value << 1) ^ (value >> 63));
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }
}
