package org.surprisal.watch.clip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes an animated GIF (version 89a) of up to 15 colours: of each frame the rectangle that changed, unchanged pixels
 * in it transparent. It plays for ever.
 */
final class Gif {
    private static final int BITS = 4;
    private static final int COLOURS = 1 << BITS;
    /** The index that leaves the pixel of the frame before. */
    static final int TRANSPARENT = COLOURS - 1;

    private static final int CODES = 4096;

    private final OutputStream out;
    private final int width;
    private final int height;
    private byte[] shown = new byte[0];

    /**
     * Begins a file.
     *
     * @param colours up to 15, as 0xRRGGBB
     */
    Gif(OutputStream out, int width, int height, int[] colours) throws IOException {
        this.out = out;
        this.width = width;
        this.height = height;
        out.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
        number(width);
        number(height);
        // A global table of 16 colours.
        out.write(new byte[] {(byte) (0x80 | (BITS - 1) << 4 | (BITS - 1)), 0, 0});
        for (int i = 0; i < COLOURS; i++) {
            int colour = i < colours.length ? colours[i] : 0;
            out.write(new byte[] {(byte) (colour >> 16), (byte) (colour >> 8), (byte) colour});
        }
        out.write(new byte[] {0x21, (byte) 0xff, 11});
        out.write("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[] {3, 1, 0, 0, 0});
    }

    /**
     * Adds a frame.
     *
     * @param pixels an index into the colours for each pixel, row by row
     * @param hundredths how long it is shown, in hundredths of a second
     */
    void frame(byte[] pixels, int hundredths) throws IOException {
        int top = 0;
        int bottom = height - 1;
        int left = 0;
        int right = width - 1;
        if (shown.length > 0) {
            while (top < bottom && rowSame(pixels, top)) {
                top++;
            }
            while (bottom > top && rowSame(pixels, bottom)) {
                bottom--;
            }
            while (left < right && columnSame(pixels, left, top, bottom)) {
                left++;
            }
            while (right > left && columnSame(pixels, right, top, bottom)) {
                right--;
            }
        }
        byte[] part = new byte[(right - left + 1) * (bottom - top + 1)];
        int to = 0;
        for (int y = top; y <= bottom; y++) {
            for (int at = y * width + left; at <= y * width + right; at++) {
                part[to++] = shown.length > 0 && shown[at] == pixels[at] ? TRANSPARENT : pixels[at];
            }
        }
        // Each frame is laid over the one before.
        out.write(new byte[] {0x21, (byte) 0xf9, 4, 0b101});
        number(hundredths);
        out.write(new byte[] {TRANSPARENT, 0, 0x2c});
        number(left);
        number(top);
        number(right - left + 1);
        number(bottom - top + 1);
        out.write(0);
        out.write(BITS);
        new Packer(out).pack(part);
        shown = pixels.clone();
    }

    /** Ends the file; the stream stays open. */
    void end() throws IOException {
        out.write(0x3b);
    }

    private boolean rowSame(byte[] pixels, int y) {
        return Arrays.equals(shown, y * width, (y + 1) * width, pixels, y * width, (y + 1) * width);
    }

    private boolean columnSame(byte[] pixels, int x, int top, int bottom) {
        for (int y = top; y <= bottom; y++) {
            if (shown[y * width + x] != pixels[y * width + x]) {
                return false;
            }
        }
        return true;
    }

    private void number(int value) throws IOException {
        out.write(value & 0xff);
        out.write(value >> 8 & 0xff);
    }

    /** The variant of LZW that GIF prescribes: codes of growing width, lowest bit first, in blocks of 255 octets. */
    private static final class Packer {
        private static final int CLEAR = COLOURS;
        private static final int END = COLOURS + 1;

        private final OutputStream out;
        private final byte[] block = new byte[255];
        private int filled;
        private int bits;
        private int bitCount;

        private Packer(OutputStream out) {
            this.out = out;
        }

        private void pack(byte[] pixels) throws IOException {
            short[] longer = new short[CODES * COLOURS];
            int next = END + 1;
            int size = BITS + 1;
            code(CLEAR, size);
            int prefix = pixels[0];
            for (int i = 1; i < pixels.length; i++) {
                int known = longer[prefix * COLOURS + pixels[i]];
                if (known != 0) {
                    prefix = known;
                    continue;
                }
                code(prefix, size);
                if (next < CODES) {
                    longer[prefix * COLOURS + pixels[i]] = (short) next;
                    if (next == 1 << size) {
                        size++;
                    }
                    next++;
                } else {
                    code(CLEAR, size);
                    Arrays.fill(longer, (short) 0);
                    next = END + 1;
                    size = BITS + 1;
                }
                prefix = pixels[i];
            }
            code(prefix, size);
            // What a reader adds behind the last code may need one more bit.
            code(END, next == 1 << size && size < 12 ? size + 1 : size);
            while (bitCount > 0) {
                octet(bits & 0xff);
                bits >>>= 8;
                bitCount -= 8;
            }
            flush();
            out.write(0);
        }

        private void code(int code, int size) throws IOException {
            bits |= code << bitCount;
            bitCount += size;
            while (bitCount >= 8) {
                octet(bits & 0xff);
                bits >>>= 8;
                bitCount -= 8;
            }
        }

        private void octet(int value) throws IOException {
            block[filled++] = (byte) value;
            if (filled == block.length) {
                flush();
            }
        }

        private void flush() throws IOException {
            if (filled > 0) {
                out.write(filled);
                out.write(block, 0, filled);
                filled = 0;
            }
        }
    }
}
