package org.surprisal.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds how the characters of a text file are written. */
final class Encoding {
    private Encoding() {}

    /**
     * The encoding of a name.
     *
     * @throws TableException if there is none
     */
    static Charset named(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new TableException(
                    "There is no encoding " + name + "; use a name such as UTF-8, GB18030, UTF-16LE or windows-1252.",
                    e);
        }
    }

    /**
     * Guesses from the beginning of a file.
     *
     * @return the encoding, or nothing when the beginning is plain ASCII or UTF-8
     */
    static Optional<Charset> ofStart(byte[] bytes, int n) {
        if (startsWith(bytes, n, 0xef, 0xbb, 0xbf)) {
            return Optional.empty();
        }
        if (startsWith(bytes, n, 0xff, 0xfe, 0, 0) || startsWith(bytes, n, 0, 0, 0xfe, 0xff)) {
            return Optional.of(Charset.forName("UTF-32"));
        }
        if (startsWith(bytes, n, 0xff, 0xfe)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, n, 0xfe, 0xff)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        Optional<Charset> wide = utf16WithoutMark(bytes, n);
        if (wide.isPresent() || Utf8.begins(bytes, n)) {
            return wide;
        }
        ChineseOrLatin guess = new ChineseOrLatin();
        guess.accept(bytes, cutAtLine(bytes, n));
        return Optional.of(guess.decide());
    }

    /** Guesses from a whole file that is known not to be UTF-8. */
    static Charset ofWhole(Path file) throws IOException {
        ChineseOrLatin guess = new ChineseOrLatin();
        byte[] block = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                guess.accept(block, n);
            }
        }
        return guess.decide();
    }

    /** A table has digits, delimiters and line ends; in UTF-16 one byte of each of them is zero. */
    private static Optional<Charset> utf16WithoutMark(byte[] bytes, int n) {
        int even = 0;
        int odd = 0;
        int pairs = Math.min(n, 8192) / 2;
        for (int i = 0; i < pairs; i++) {
            even += bytes[2 * i] == 0 ? 1 : 0;
            odd += bytes[2 * i + 1] == 0 ? 1 : 0;
        }
        if (odd * 5 > pairs && even * 20 < odd) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return even * 5 > pairs && odd * 20 < even ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static int cutAtLine(byte[] bytes, int n) {
        for (int i = n; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return n;
    }

    private static boolean startsWith(byte[] bytes, int n, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= n || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
