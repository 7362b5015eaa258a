package org.surprisal.math;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The frame of a state that is saved: four letters, the version of the content, its kind, the content, and a checksum
 * (CRC-32C) of all that. Equal kinds, versions and contents have equal bytes.
 */
public final class SavedState {
    private static final byte[] MAGIC = "Srpl".getBytes(StandardCharsets.US_ASCII);

    /** Version and length of the kind. */
    private static final int HEAD = MAGIC.length + 2;

    private static final int CHECKSUM = Integer.BYTES;

    private SavedState() {}

    /**
     * Returns a content in its frame.
     *
     * @param kind what is saved, such as "exact sum", in at most 255 characters of ASCII
     * @param version 1 to 255
     */
    public static byte[] seal(String kind, int version, byte[] content) {
        byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + name.length + content.length + CHECKSUM);
        bytes.put(MAGIC).put((byte) version).put((byte) name.length).put(name).put(content);
        return bytes.putInt(checksum(bytes.array())).array();
    }

    /**
     * Returns the content of a frame.
     *
     * @param kind what is expected
     * @param version the newest version that can be read
     * @throws IllegalArgumentException if the bytes are no saved state, one of another kind, a newer or a damaged one
     */
    public static byte[] open(String kind, int version, byte[] bytes) {
        if (bytes.length < HEAD + CHECKSUM || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException(
                    "These " + bytes.length + " bytes are not a saved " + kind + ": pass what was saved, all of it.");
        }
        if (ByteBuffer.wrap(bytes).getInt(bytes.length - CHECKSUM) != checksum(bytes)) {
            throw damaged(kind);
        }
        int from = HEAD + Byte.toUnsignedInt(bytes[HEAD - 1]);
        if (from > bytes.length - CHECKSUM) {
            throw damaged(kind);
        }
        String found = new String(bytes, HEAD, from - HEAD, StandardCharsets.US_ASCII);
        if (!found.equals(kind)) {
            throw new IllegalArgumentException(
                    "These bytes are a saved state of the kind \"" + found + "\", not \"" + kind + "\".");
        }
        int written = Byte.toUnsignedInt(bytes[MAGIC.length]);
        if (written > version) {
            throw new IllegalArgumentException("This saved " + kind + " has version " + written
                    + ", and this program reads versions up to " + version + ": use a newer program.");
        }
        return Arrays.copyOfRange(bytes, from, bytes.length - CHECKSUM);
    }

    /** What to throw when the content of a saved state cannot be. */
    public static IllegalArgumentException damaged(String kind) {
        return new IllegalArgumentException("This saved " + kind + " is damaged: take another copy, or save it again.");
    }

    /** Of all bytes but those of the checksum. */
    private static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - CHECKSUM);
        return (int) sum.getValue();
    }
}
