package org.surprisal.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Tells GB18030 (which holds GBK and GB2312) from windows-1252 and Latin-1 in bytes that are not UTF-8. Chinese text is
 * made of pairs of high bytes; in Western text high bytes stand alone between ASCII letters.
 */
final class ChineseOrLatin {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private long chinesePairs;
    private long otherPairs;
    private boolean brokenPair;
    private boolean undefinedInWindows;
    /** The byte before the current character, and the first byte of a character that is cut, or 0. */
    private int before;

    private int lead;
    private int beforeLead;

    /** Looks at the next bytes. */
    void accept(byte[] bytes, int n) {
        for (int i = 0; i < n; i++) {
            int b = bytes[i] & 0xff;
            undefinedInWindows |= b == 0x81 || b == 0x8d || b == 0x8f || b == 0x90 || b == 0x9d;
            if (lead != 0) {
                int next = i + 1 < n ? bytes[i + 1] & 0xff : ',';
                pair(lead, b, next);
                lead = 0;
            } else if (b >= 0x80) {
                lead = b;
                beforeLead = before;
            }
            before = b;
        }
    }

    /** The encoding that fits all the bytes seen. */
    Charset decide() {
        if (!brokenPair && lead == 0 && chinesePairs > 0 && chinesePairs >= 4 * otherPairs) {
            return GB18030;
        }
        return undefinedInWindows ? StandardCharsets.ISO_8859_1 : WINDOWS_1252;
    }

    private void pair(int first, int second, int after) {
        boolean fourBytes = second >= '0' && second <= '9' && after >= 0x81;
        boolean twoBytes = second >= 0x40 && second != 0x7f && second != 0xff;
        if (first == 0x80 || first == 0xff || !(fourBytes || twoBytes)) {
            brokenPair = true;
            return;
        }
        boolean common = first >= 0xa1 && first <= 0xf7 && second >= 0xa1;
        boolean insideWord = letter(beforeLead) && (letter(after) || after == ' ');
        if (common && !insideWord) {
            chinesePairs++;
        } else {
            otherPairs++;
        }
    }

    private static boolean letter(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }
}
