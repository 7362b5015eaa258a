package org.surprisal.score;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The name that somebody may have meant: the nearest by edits, if it is near enough. */
final class DidYouMean {
    private DidYouMean() {}

    /**
     * The closest of several names, the first among equals.
     *
     * @param asked what was written
     * @param names what there is
     * @return a name that differs in at most a third of its letters, or that contains what was written
     */
    static Optional<String> closest(String asked, List<String> names) {
        String low = asked.toLowerCase(Locale.ROOT);
        Optional<String> near = names.stream()
                .filter(name -> edits(low, name.toLowerCase(Locale.ROOT))
                        <= Math.max(1, Math.max(name.length(), low.length()) / 3))
                .min(Comparator.comparingInt(name -> edits(low, name.toLowerCase(Locale.ROOT))));
        return near.or(() -> names.stream()
                .filter(name ->
                        low.length() > 2 && name.toLowerCase(Locale.ROOT).contains(low))
                .findFirst());
    }

    /** Levenshtein's distance: insertions, deletions and replacements. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
