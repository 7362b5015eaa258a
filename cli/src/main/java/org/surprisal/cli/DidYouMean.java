package org.surprisal.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Guesses what a misspelt word was meant to be. */
final class DidYouMean {
    private DidYouMean() {}

    /**
     * The end of a sentence that says that there is no such word, with the guess if there is one.
     *
     * @param word what was written
     * @param known the words there are
     * @return such as {@code : did you mean 'score'?}, or a full stop where no word is near
     */
    static String end(String word, Collection<String> known) {
        String best = "";
        int least = Math.max(1, word.length() / 3) + 1;
        for (String candidate : known) {
            for (String form : forms(candidate)) {
                int distance = distance(word, form);
                if (distance < least) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        return best.isEmpty() ? "." : ": did you mean '" + best + "'?";
    }

    /** The whole word, and of several words joined by hyphens each alone. */
    private static List<String> forms(String candidate) {
        List<String> forms = new ArrayList<>(List.of(candidate));
        if (candidate.indexOf('-') > 0) {
            forms.addAll(List.of(candidate.split("-", -1)));
        }
        return forms;
    }

    /** Insertions, deletions, replacements and swaps of neighbours from one word to the other. */
    static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(from, to, i, j, steps);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int cheapest(String from, String to, int i, int j, int[][] steps) {
        int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + same);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
