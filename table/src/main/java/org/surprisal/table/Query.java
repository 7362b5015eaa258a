package org.surprisal.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that reads cells from one file.
 *
 * <p>The fast way lets the scan itself read numbers; rows where a cell does not convert are left out and noted. If any
 * was, the file is read again as text, and only the rows that had been left out are delivered: each row once.
 */
final class Query {
    private final TableFile file;
    private final List<Cell> cells;
    private final List<Wanted> wanted = new ArrayList<>();
    private final @Nullable Wanted where;
    private final Set<Integer> needed;
    private final Set<Integer> forced;

    Query(TableFile file, List<Cell> cells, @Nullable String where) {
        this.file = file;
        this.cells = cells;
        Set<Integer> asText = new LinkedHashSet<>();
        for (Cell cell : cells) {
            Wanted each = Wanted.of(cell.column(), file);
            wanted.add(each);
            if (!(cell instanceof Cell.Numeric)) {
                asText.addAll(each.column() < 0 ? Set.of() : each.expression().used());
            }
        }
        this.where = where == null ? null : Wanted.of(where, file);
        List<Wanted> all = new ArrayList<>(wanted);
        if (this.where != null) {
            all.add(this.where);
        }
        this.needed = Wanted.used(all);
        this.forced = new LinkedHashSet<>();
        for (int column : needed) {
            if (file.forcible(column) && !asText.contains(column)) {
                forced.add(column);
            }
        }
    }

    /** Whether the fast way differs from the way through text. */
    boolean canForce() {
        return !forced.isEmpty();
    }

    /** Whether the fast way reads any text at all. */
    boolean readsText() {
        return forced.size() < needed.size();
    }

    /** Whether any column is read at all. */
    boolean readsAny() {
        return !needed.isEmpty();
    }

    /** Reads numbers in the scan. */
    String fast() {
        return "SELECT " + String.join(", ", columns(forced)) + from(forced) + whereClause(forced);
    }

    /** Reads every row through text. */
    String plain() {
        return "SELECT " + String.join(", ", columns(Set.of())) + from(Set.of()) + whereClause(Set.of());
    }

    /** Reads through text; a last column says which rows the fast way left out. */
    String repair() {
        List<String> unconvertible = new ArrayList<>();
        for (int column : forced) {
            unconvertible.add(file.base(column, false).unconvertible());
        }
        List<String> columns = columns(Set.of());
        columns.add(String.join(" OR ", unconvertible));
        return "SELECT " + String.join(", ", columns) + from(Set.of()) + whereClause(Set.of());
    }

    /** Reads every row through text, also those that do not meet the condition; a last column says which do. */
    String numbered() {
        List<String> columns = columns(Set.of());
        columns.add(where == null ? "true" : "coalesce(" + condition(where, Set.of()) + ", false)");
        return "SELECT " + String.join(", ", columns) + from(Set.of());
    }

    /** The first cell as the scan gives it. */
    Base value() {
        return base(wanted.getFirst(), Set.of());
    }

    /** Reads the first cell as the scan gives it. */
    String values() {
        return "SELECT " + value().sql() + from(Set.of()) + whereClause(Set.of());
    }

    /** Asks the engine whether every expression is one scalar value for each row. */
    void check(Engine engine) {
        List<Wanted> all = new ArrayList<>(wanted);
        if (where != null) {
            all.add(where);
        }
        for (Wanted each : all) {
            if (each.column() < 0) {
                ExpressionCheck.of(each, file, typed(each.expression(), Set.of()), engine);
            }
        }
    }

    /** Says why a query failed: because of an expression, or because of the file. */
    TableException failure(Exception cause) {
        Wanted expression = where;
        for (Wanted each : wanted) {
            expression = expression == null && each.column() < 0 ? each : expression;
        }
        return expression != null && Failure.isAboutExpression(cause)
                ? Failure.ofExpression(cause, expression.asked())
                : Failure.of(cause, file.stamp().name());
    }

    private List<String> columns(Set<Integer> asNumbers) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Wanted each = wanted.get(i);
            columns.add(
                    switch (cells.get(i)) {
                        case Cell.Numeric numeric -> number(each, asNumbers);
                        case Cell.Category category -> base(each, asNumbers).code(category.values());
                        case Cell.Exact _ -> base(each, asNumbers).decimal();
                        case Cell.Text _ -> base(each, asNumbers).written();
                    });
        }
        if (columns.isEmpty()) {
            columns.add("1");
        }
        return columns;
    }

    private String number(Wanted each, Set<Integer> asNumbers) {
        return each.column() >= 0
                ? file.base(each.column(), asNumbers.contains(each.column())).number()
                : Base.numberOfExpression(typed(each.expression(), asNumbers), unfit(each.expression(), asNumbers));
    }

    private Base base(Wanted each, Set<Integer> asNumbers) {
        return each.column() >= 0
                ? file.base(each.column(), asNumbers.contains(each.column()))
                : Base.ofExpression(typed(each.expression(), asNumbers));
    }

    private String typed(Expression expression, Set<Integer> asNumbers) {
        return expression.sql(
                column -> file.base(column, asNumbers.contains(column)).typed(file.usedAs(column)));
    }

    private String unfit(Expression expression, Set<Integer> asNumbers) {
        List<String> reasons = new ArrayList<>();
        reasons.add("false");
        for (int column : expression.used()) {
            reasons.add(file.base(column, asNumbers.contains(column)).unfit(file.usedAs(column)));
        }
        return String.join(" OR ", reasons);
    }

    private String condition(Wanted condition, Set<Integer> asNumbers) {
        return "CAST(" + typed(condition.expression(), asNumbers) + " AS BOOLEAN)";
    }

    private String from(Set<Integer> asNumbers) {
        return " FROM " + file.scan(needed, asNumbers);
    }

    private String whereClause(Set<Integer> asNumbers) {
        return where == null ? "" : " WHERE " + condition(where, asNumbers);
    }
}
