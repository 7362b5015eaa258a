package org.surprisal.loss.parse;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.surprisal.loss.expr.FormulaException;

/** The wording of what is wrong with a formula. */
public final class Faults {
    private static final int SHOWN = 60;

    private Faults() {}

    /** A fault with the formula, or the part around the fault, and a caret under the place. */
    static FormulaException at(String formula, int position, String message) {
        int from = Math.max(0, position - SHOWN);
        int to = Math.min(formula.length(), position + SHOWN);
        String line = formula.substring(from, to).replaceAll("\\s", " ");
        String before = from > 0 ? "…" : "";
        String after = to < formula.length() ? "…" : "";
        String caret = " ".repeat(before.length() + position - from) + "^";
        return new FormulaException(
                message + " (position " + (position + 1) + ")\n  " + before + line + after + "\n  " + caret, position);
    }

    /**
     * The known name that is nearest to a mistyped one.
     *
     * @param name what was typed
     * @param known the names there are
     * @return the nearest, if it is near: at most a third of the letters differ
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        int allowed = Math.max(1, name.length() / 3);
        String lower = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= allowed)
                .min(Comparator.<String>comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The number of letters to insert, delete, replace or exchange with their neighbour (Damerau 1964). */
    private static int distance(String a, String b) {
        if (a.length() > SHOWN || b.length() > SHOWN) {
            return Integer.MAX_VALUE;
        }
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                steps[i][j] = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                boolean exchanged =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (exchanged) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
