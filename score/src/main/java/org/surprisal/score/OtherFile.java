package org.surprisal.score;

import java.util.List;

/**
 * A table with the predictions of another model, to be joined by key.
 *
 * @param source the table
 * @param name what it is called in reports
 * @param on the columns that tell rows apart, of the same names in both tables; at least one
 */
public record OtherFile(Source source, String name, List<String> on) {
    /** Copies the list. */
    public OtherFile {
        on = List.copyOf(on);
        if (on.isEmpty()) {
            throw new IllegalArgumentException("Rows are joined by at least one column.");
        }
    }
}
