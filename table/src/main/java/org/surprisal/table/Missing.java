package org.surprisal.table;

import java.util.List;

/** The texts of a cell that say: no value here. {@code NaN} is not among them, it is a number that is none. */
final class Missing {
    /** The words, and the empty cell. */
    static final List<String> WORDS = List.of("", "NA", "N/A", "null", "NULL", "None");

    private static final int LONGEST =
            WORDS.stream().mapToInt(String::length).max().orElseThrow();

    private Missing() {}

    /** Whether a cell of a text file is missing. */
    static boolean is(String cell) {
        String word = cell.strip();
        return word.length() <= LONGEST && WORDS.contains(word);
    }

    /** The words as a list of SQL literals. */
    static String literals() {
        return String.join(", ", WORDS.stream().map(Sql::text).toList());
    }
}
