package org.surprisal.cli;

import java.util.ArrayList;
import java.util.List;

/** Values separated by commas. One inside parentheses, brackets or quotes does not separate: SQL can be a value. */
final class CommaList {
    private CommaList() {}

    /**
     * Takes a list apart.
     *
     * @param text such as {@code a, "b,c", greatest(d, e)}
     * @return the values without spaces at their ends, as they were written
     */
    static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = closes(text, i) ? c : 0;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth = Math.max(0, depth - 1);
            } else if (c == ',' && depth == 0) {
                values.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        values.add(text.substring(start).strip());
        return List.copyOf(values);
    }

    /** Writes a list that {@link #split} takes apart into the same values; column names with commas become quoted. */
    static String join(List<String> values) {
        return String.join(
                ",",
                values.stream()
                        .map(v -> split(v).size() == 1 ? v : "\"" + v.replace("\"", "\"\"") + "\"")
                        .toList());
    }

    /** An apostrophe in a name opens no quotation unless there is one that closes it. */
    private static boolean closes(String text, int open) {
        return text.indexOf(text.charAt(open), open + 1) > open;
    }
}
