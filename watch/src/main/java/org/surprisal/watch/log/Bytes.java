package org.surprisal.watch.log;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Bytes that are read from front to back. */
final class Bytes {
    private final byte[] bytes;
    private final int end;
    private int at;

    Bytes(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** The inflated bytes of {@code deflated[from, from + length)}. */
    static byte[] inflate(byte[] deflated, int from, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated, from, length);
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, 4 * length));
            byte[] block = new byte[1 << 13];
            while (!inflater.finished()) {
                int count = inflater.inflate(block);
                if (count == 0) {
                    throw new DataFormatException("the deflated data end early");
                }
                out.write(block, 0, count);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }

    int at() {
        return at;
    }

    /** The next so many bytes, which this skips. */
    Bytes part(int length) {
        Bytes part = new Bytes(bytes, at, Math.min(end, at + length));
        at += length;
        return part;
    }

    int next() {
        return bytes[at++] & 0xFF;
    }

    int int32() {
        return (next() << 24) | (next() << 16) | (next() << 8) | next();
    }

    int varint() {
        return (int) varlong();
    }

    long varlong() {
        byte first = bytes[at++];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7F;
        for (int shift = 7; ; shift += 7) {
            byte more = bytes[at++];
            value |= (long) (more & 0x7F) << shift;
            if (more >= 0) {
                return value;
            }
        }
    }

    int zigzag() {
        int value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    long zigzagLong() {
        long value = varlong();
        return (value >>> 1) ^ -(value & 1);
    }
}
