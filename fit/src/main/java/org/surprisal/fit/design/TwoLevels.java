package org.surprisal.fit.design;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A response of two levels as 0 and 1. Which one is 1 is never guessed from the alphabet: its name says so, or the
 * caller does.
 *
 * @param column the name of the response
 * @param codes the response
 * @param positive the level that is 1, or null
 */
public record TwoLevels(
        String column, Column.Codes codes, @Nullable String positive) {
    private static final Set<String> POSITIVE = Set.of("1", "true", "yes", "是");

    /**
     * The level that counts as 1.
     *
     * @param levels the levels there are
     * @param positive the one that the caller names, or null
     * @return it, or else the one whose name says so; nothing where none does
     */
    public static Optional<String> one(List<String> levels, @Nullable String positive) {
        return positive != null
                ? Optional.of(positive)
                : levels.stream()
                        .filter(level -> POSITIVE.contains(level.toLowerCase(Locale.ROOT)))
                        .findFirst();
    }

    double[] of(RowReader reader) {
        boolean[] there = new boolean[codes.levels().size()];
        reader.forEach(List.of(codes), (source, i) -> there[source.codes(0)[i]] = true);
        List<String> found = codes.levels().stream()
                .filter(level -> there[codes.levels().indexOf(level)])
                .toList();
        String one = one(found, positive).orElse(null);
        if (one == null || found.size() > 2 || !codes.levels().contains(one)) {
            throw new Unfittable("The response " + column + " has the levels "
                    + String.join(", ", found.subList(0, Math.min(5, found.size())))
                    + (found.size() > 5 ? ", ..." : "")
                    + ": it must be a number, or have two levels of which one is named as the positive one.");
        }
        int code = codes.levels().indexOf(one);
        double[] to = new double[reader.rows()];
        int[] row = {0};
        reader.forEach(List.of(codes), (source, i) -> to[row[0]++] = source.codes(0)[i] == code ? 1 : 0);
        return to;
    }
}
