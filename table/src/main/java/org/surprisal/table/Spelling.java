package org.surprisal.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what someone may have meant. */
final class Spelling {
    private Spelling() {}

    /** The known name closest to a word: at most a third of its letters differ. */
    static Optional<String> closest(String word, Collection<String> known) {
        String plain = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(plain, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(plain, name.toLowerCase(Locale.ROOT)) <= Math.max(1, word.length() / 3));
    }

    /** Some names for a message, the rest counted. */
    static String list(List<String> names) {
        int shown = Math.min(names.size(), 20);
        String listed = String.join(", ", names.subList(0, shown));
        return shown == names.size() ? listed : listed + " and " + (names.size() - shown) + " more";
    }

    /** The number of letters to insert, delete, replace or swap with the next one (Damerau and Levenshtein). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int differs = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + differs, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
