package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of two tables found each other. Rows are those of the tables, each counted once.
 *
 * @param file the other table
 * @param on the columns of the key
 * @param matched rows with a partner
 * @param onlyHere rows of the prediction whose key the other table does not have
 * @param onlyThere rows of the other table whose key the prediction's does not have
 * @param withoutKeyHere rows of the prediction with an empty cell in their key
 * @param withoutKeyThere rows of the other table with an empty cell in their key
 * @param outcomes rows whose outcome stands in both tables, alike in all of them; null where the other table has no
 *     column of the outcome's name
 */
public record Join(
        String file,
        List<String> on,
        long matched,
        long onlyHere,
        long onlyThere,
        long withoutKeyHere,
        long withoutKeyThere,
        @Nullable Long outcomes) {
    /**
     * A join; the arguments are those of the record.
     *
     * @param file the other table
     * @param on the columns of the key
     * @param matched rows with a partner
     * @param onlyHere rows of the prediction without one
     * @param onlyThere rows of the other table without one
     * @param withoutKeyHere rows of the prediction without a key
     * @param withoutKeyThere rows of the other table without a key
     * @param outcomes rows whose outcome stands in both, or null
     */
    public Join(
            String file,
            List<String> on,
            long matched,
            long onlyHere,
            long onlyThere,
            long withoutKeyHere,
            long withoutKeyThere,
            @Nullable Long outcomes) {
        this.file = file;
        this.on = List.copyOf(on);
        this.matched = matched;
        this.onlyHere = onlyHere;
        this.onlyThere = onlyThere;
        this.withoutKeyHere = withoutKeyHere;
        this.withoutKeyThere = withoutKeyThere;
        this.outcomes = outcomes;
    }
}
