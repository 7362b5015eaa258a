package org.surprisal.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.surprisal.table.Column.Kind;

/**
 * How a delimited file is written, found by us from its first lines.
 *
 * @param delimiter what stands between cells
 * @param decimalComma whether decimals are written with a comma
 * @param plain whether lines end in one way and the first line of the file is the one that names the columns
 * @param columns the columns, named by the first line
 * @param usedAs per column what an expression takes its cells for
 */
record Dialect(char delimiter, boolean decimalComma, boolean plain, List<Column> columns, List<Kind> usedAs) {
    /** The largest number of columns that is read. */
    static final int MOST_COLUMNS = 32_768;

    private static final String DELIMITERS = ",;\t|";
    private static final int LINES_FOR_DELIMITER = 100;
    private static final int LINES_FOR_KINDS = 1000;
    private static final Pattern WITH_COMMA = Pattern.compile("\\s*[+-]?\\d*,\\d+(?:[eE][+-]?\\d+)?\\s*%?\\s*");
    private static final Pattern WITH_POINT = Pattern.compile("\\s*[+-]?\\d*\\.\\d+(?:[eE][+-]?\\d+)?\\s*%?\\s*");

    /**
     * Finds the dialect.
     *
     * @param name the file, for errors
     * @param text its beginning
     * @param whole whether that is the whole file
     */
    static Dialect of(String name, String text, boolean whole) {
        if (text.isBlank() && whole) {
            throw new TableException(name + " is empty; it needs a first line that names the columns.");
        }
        char delimiter = delimiter(name, text, whole);
        Lines lines = Lines.of(text, whole, delimiter, 1 + LINES_FOR_KINDS);
        List<List<String>> rows = lines.rows();
        if (rows.isEmpty()) {
            throw new TableException(name + " has no complete first line within its first " + text.length()
                    + " characters; a table begins with a line that names the columns.");
        }
        List<String> names = names(name, rows.getFirst());
        boolean decimalComma = delimiter != ',' && decimalComma(rows.subList(1, rows.size()));
        boolean plain = !lines.mixedEnds()
                && "\r\n".indexOf(text.charAt(0)) < 0
                && rows.getFirst().stream().noneMatch(cell -> cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0);
        List<Column> columns = new ArrayList<>();
        List<Kind> usedAs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<String> cells = cells(rows, i);
            Kind kind = Kinds.of(cells, decimalComma);
            columns.add(new Column(names.get(i), kind));
            usedAs.add(kind == Kind.TEXT && Kinds.mostlyNumbers(cells, decimalComma) ? Kind.NUMBER : kind);
        }
        return new Dialect(delimiter, decimalComma, plain, columns, usedAs);
    }

    /** The delimiter that cuts most lines into as many cells as the first; of several, the one that cuts most. */
    private static char delimiter(String name, String text, boolean whole) {
        char best = name.isEmpty() ? ',' : Format.ending(name).equals("tsv") ? '\t' : ',';
        double bestScore = -1;
        for (char candidate : (best == '\t' ? "\t,;|" : DELIMITERS).toCharArray()) {
            List<List<String>> rows =
                    Lines.of(text, whole, candidate, LINES_FOR_DELIMITER).rows();
            if (rows.isEmpty()) {
                continue;
            }
            int cells = rows.getFirst().size();
            long fitting = rows.stream().filter(row -> row.size() == cells).count();
            // A delimiter that never occurs fits every line, so it must lose against any that occurs and mostly fits.
            double share = (double) fitting / rows.size();
            double score = cells == 1 ? (share == 1 ? 0.5 : 0.1) : share + Math.min(cells, 1000) * 1e-6;
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static List<String> names(String file, List<String> header) {
        if (header.size() > MOST_COLUMNS) {
            throw new TableException(file + " has " + header.size() + " columns, more than the " + MOST_COLUMNS
                    + " that are read; keep the columns that are needed.");
        }
        Set<String> taken = new HashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        for (String cell : header) {
            String name = cell.strip();
            if (!name.isEmpty() && !taken.add(name)) {
                twice.add(name);
            }
        }
        if (!twice.isEmpty()) {
            throw new TableException(file + " has several columns of the same name: "
                    + Spelling.list(List.copyOf(twice)) + "; rename all but one of each.");
        }
        List<String> names = new ArrayList<>();
        for (String cell : header) {
            String name = cell.strip();
            if (name.isEmpty()) {
                int position = names.size() + 1;
                name = "unnamed_" + position;
                while (!taken.add(name)) {
                    name += "_";
                }
            }
            names.add(name);
        }
        return names;
    }

    private static boolean decimalComma(List<List<String>> rows) {
        int commas = 0;
        int points = 0;
        for (List<String> row : rows) {
            for (String cell : row) {
                commas += WITH_COMMA.matcher(cell).matches() ? 1 : 0;
                points += WITH_POINT.matcher(cell).matches() ? 1 : 0;
            }
        }
        return commas > points;
    }

    private static List<String> cells(List<List<String>> rows, int column) {
        return rows.stream()
                .skip(1)
                .filter(row -> column < row.size())
                .map(row -> row.get(column))
                .toList();
    }
}
