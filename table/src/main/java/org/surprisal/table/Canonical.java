package org.surprisal.table;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Brings the values of a category into the one form that texts of cells have, so that 1.0 means the same as 1. */
final class Canonical {
    /** Texts that have this form already: integers, and words that begin with a letter and end without a blank. */
    private static final Pattern PLAIN = Pattern.compile(
            "0|-?[1-9][0-9]*|(?!(?:true|false|nan|na|n/a|null|none)$)[\\p{L}_](?:.*\\S)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Canonical() {}

    static List<Cell> cells(List<Cell> cells, Engines engines) {
        return cells.stream().map(cell -> cell(cell, engines)).toList();
    }

    private static Cell cell(Cell cell, Engines engines) {
        return switch (cell) {
            case Cell.Numeric _, Cell.Exact _, Cell.Text _ -> cell;
            case Cell.Category category -> new Cell.Category(category.column(), values(category.values(), engines));
        };
    }

    private static List<String> values(List<String> values, Engines engines) {
        if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException(
                    "A category's values are given without repetition, not as " + values + ".");
        }
        List<String> forms = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String value : values) {
            String form = PLAIN.matcher(value).matches() ? value : form(value, engines);
            // No cell has a value that stands for a missing one, or the form of an earlier value.
            boolean free = !form.isEmpty() && taken.add(form);
            forms.add(free ? form : "\u0001" + forms.size());
        }
        return forms;
    }

    private static String form(String value, Engines engines) {
        Base text = new Base("value", Base.Type.TEXT, false);
        String sql = "SELECT " + text.text() + " FROM (SELECT " + Sql.text(value) + " AS value)";
        try {
            return engines.unordered().texts(sql).getFirst().getFirst();
        } catch (SQLException e) {
            throw new TableException("The class name " + value + " cannot be compared with cells.", e);
        }
    }
}
