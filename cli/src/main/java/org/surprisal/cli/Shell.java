package org.surprisal.cli;

import java.util.List;

/** Writes words so that a POSIX shell reads them back. */
final class Shell {
    private static final String PLAIN = "_-./,=:@%+";

    private Shell() {}

    /** A word, in single quotes where it needs them. */
    static String quote(String word) {
        boolean plain = !word.isEmpty()
                && word.codePoints().allMatch(point -> Character.isLetterOrDigit(point) || PLAIN.indexOf(point) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Words as one command. */
    static String command(List<String> words) {
        return String.join(" ", words.stream().map(Shell::quote).toList());
    }
}
