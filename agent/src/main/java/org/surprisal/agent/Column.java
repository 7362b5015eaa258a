package org.surprisal.agent;

import java.util.Arrays;

/** Bytes that grow at their end. */
final class Column {
    byte[] bytes = new byte[1024];
    int length;

    void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    void put(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void varint(int value) {
        room(5);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void varlong(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void zigzag(int value) {
        varint((value << 1) ^ (value >> 31));
    }

    void zigzagLong(long value) {
        varlong((value << 1) ^ (value >> 63));
    }

    void append(byte[] more, int count) {
        room(count);
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    void append(Column more) {
        varint(more.length);
        append(more.bytes, more.length);
    }
}
