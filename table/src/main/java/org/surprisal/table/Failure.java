package org.surprisal.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what the engine reports into a sentence for the owner of the file. */
final class Failure {
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern CELLS = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern JSON =
            Pattern.compile("(?:Malformed JSON|JSON transform error).*? in line (\\d+): ([^\\n]*)");
    private static final Pattern PREFIX = Pattern.compile("^(?:[A-Z][A-Za-z-]* )+Error: ");

    private Failure() {}

    /** What went wrong with a file. */
    static TableException of(Exception cause, String file) {
        String message = String.valueOf(cause.getMessage());
        return new TableException(sentence(message, file), cause);
    }

    /** What went wrong with an expression. */
    static TableException ofExpression(Exception cause, String expression) {
        return new TableException(
                "The expression " + expression + " cannot be computed: " + reason(String.valueOf(cause.getMessage()))
                        + ".",
                cause);
    }

    /** Whether the engine complains about what was asked, rather than about the file. */
    static boolean isAboutExpression(Exception cause) {
        String message = String.valueOf(cause.getMessage());
        return message.startsWith("Binder Error")
                || message.startsWith("Parser Error")
                || message.startsWith("Catalog Error")
                || message.startsWith("Conversion Error")
                || message.startsWith("Out of Range Error")
                || message.startsWith("Not implemented Error");
    }

    private static String sentence(String message, String file) {
        Matcher line = LINE.matcher(message);
        String where = line.find() ? file + ", line " + line.group(1) + ": " : file + ": ";
        Matcher cells = CELLS.matcher(message);
        if (cells.find()) {
            return where + cells.group(1) + " cells are expected, as in the first line, and " + cells.group(2)
                    + " are there; mend the line (a delimiter inside a cell needs quotes around the cell).";
        }
        if (message.contains("unterminated quote")) {
            return where + "a quote is opened and not closed before the next delimiter; mend the line (a quote inside a"
                    + " quoted cell is written twice).";
        }
        if (message.contains("Maximum line size")) {
            return where + "the line is longer than " + TextFile.LONGEST_LINE
                    + " bytes; perhaps a quote is opened and never closed.";
        }
        if (message.contains("invalid state")) {
            return where + "some lines end with CR LF and others do not, or a quote is out of place; write the file"
                    + " again with one kind of line end.";
        }
        Matcher json = JSON.matcher(message);
        if (json.find()) {
            return file + ", line " + json.group(1) + ": this is not valid JSON (" + reason(json.group(2)) + ").";
        }
        if (message.contains("magic bytes") || message.contains("too small to be a Parquet")) {
            return file + " begins like a Parquet file but does not end like one; it is incomplete, fetch it again.";
        }
        if (message.startsWith("Out of Memory")) {
            return where + "the memory for reading is used up; allow more, or read fewer columns.";
        }
        if (message.contains("No files found")) {
            return file + " has vanished while it was in use; put it back and start again.";
        }
        return where + "it cannot be read (" + reason(message) + ").";
    }

    private static String reason(String message) {
        String first =
                PREFIX.matcher(message).replaceFirst("").lines().findFirst().orElse("no reason is given");
        String plain = first.strip();
        return plain.endsWith(".") || plain.endsWith("!") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
