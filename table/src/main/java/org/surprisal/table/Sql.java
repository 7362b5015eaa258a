package org.surprisal.table;

import java.nio.file.Path;

/** The one place where names, texts and paths enter SQL. */
final class Sql {
    private Sql() {}

    /** A name as a quoted identifier. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as a literal. A NUL character cannot stand in a literal, so it is joined in. */
    static String text(String text) {
        String literal = '\'' + text.replace("'", "''") + '\'';
        return literal.indexOf('\0') < 0 ? literal : '(' + literal.replace("\0", "' || chr(0) || '") + ')';
    }

    /** A path as a literal that stands for this very file: characters of patterns are escaped. */
    static String path(Path path) {
        return text(pattern(path));
    }

    /** A pattern that fits this very file. */
    static String pattern(Path path) {
        StringBuilder escaped = new StringBuilder();
        for (char c : path.toString().toCharArray()) {
            escaped.append(c == '*' || c == '?' || c == '[' ? "[" + c + "]" : String.valueOf(c));
        }
        return escaped.toString();
    }
}
