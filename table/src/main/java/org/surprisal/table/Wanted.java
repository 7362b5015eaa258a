package org.surprisal.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a cell asks of one file: a column of it, or an expression over its columns.
 *
 * @param asked the column option as it was written
 * @param column the column, or -1 for an expression
 * @param expression the expression; for a column, its name alone
 */
record Wanted(String asked, int column, Expression expression) {
    /** Finds what is asked for. A column's exact name comes first. */
    static Wanted of(String asked, TableFile file) {
        List<Column> columns = file.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(asked)) {
                return new Wanted(asked, i, Expression.ofColumn(asked, i));
            }
        }
        return new Wanted(asked, -1, Expression.parse(asked, file));
    }

    /** The columns that all of these use. */
    static Set<Integer> used(List<Wanted> wanted) {
        Set<Integer> used = new LinkedHashSet<>();
        for (Wanted each : wanted) {
            used.addAll(each.expression.used());
        }
        return used;
    }
}
