package org.surprisal.fit;

import java.util.Locale;

/** Numbers as sentences have them. */
final class Counted {
    private Counted() {}

    /** A whole number with commas. */
    static String of(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
