package org.surprisal.table;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether bytes are UTF-8, block by block: shortest forms only, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int BLOCK = 1 << 18;

    /** Continuation bytes still expected; the next one lies in [low, high]. */
    private int expected;

    private int low;
    private int high;

    /** Whether a whole file is UTF-8. */
    static boolean is(Path file) throws IOException {
        Utf8 check = new Utf8();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                if (!check.accept(block, n)) {
                    return false;
                }
            }
        }
        return check.expected == 0;
    }

    /** Whether the first bytes of something longer can be UTF-8: a character may be cut at the end. */
    static boolean begins(byte[] bytes, int n) {
        return new Utf8().accept(bytes, n);
    }

    private boolean accept(byte[] bytes, int n) {
        int i = 0;
        while (i < n) {
            if (expected == 0) {
                i = skipAscii(bytes, i, n);
                if (i == n) {
                    return true;
                }
                if (!lead(bytes[i++] & 0xff)) {
                    return false;
                }
            } else {
                int b = bytes[i++] & 0xff;
                if (b < low || b > high) {
                    return false;
                }
                expected--;
                low = 0x80;
                high = 0xbf;
            }
        }
        return true;
    }

    private static int skipAscii(byte[] bytes, int from, int n) {
        int i = from;
        while (i + 32 <= n) {
            long four = (long) LONGS.get(bytes, i)
                    | (long) LONGS.get(bytes, i + 8)
                    | (long) LONGS.get(bytes, i + 16)
                    | (long) LONGS.get(bytes, i + 24);
            if ((four & HIGH_BITS) != 0) {
                break;
            }
            i += 32;
        }
        while (i < n && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** The table of well-formed sequences, The Unicode Standard, table 3-7. */
    private boolean lead(int b) {
        if (b < 0xc2 || b > 0xf4) {
            return false;
        }
        expected = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
        low = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
        high = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
        return true;
    }
}
