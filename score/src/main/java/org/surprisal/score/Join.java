package org.surprisal.score;

import java.util.List;

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
 */
public record Join(
        String file,
        List<String> on,
        long matched,
        long onlyHere,
        long onlyThere,
        long withoutKeyHere,
        long withoutKeyThere) {
    /** Copies the list. */
    public Join {
        on = List.copyOf(on);
    }
}
