package org.surprisal.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Frame;
import org.surprisal.table.Cell;
import org.surprisal.table.Distinct;
import org.surprisal.table.StoredColumns;
import org.surprisal.table.Table;

/**
 * The columns that a model uses, read once from a table in the order of its rows. The two rooms do not know each other,
 * so their types are carried over here. Rows are those of all files, in the order in which these were given.
 */
final class TableFrame implements AutoCloseable {
    /** The most groups of a column of texts whose rows may depend on one another. */
    private static final int MOST_GROUPS = 1_000_000;

    private final Table table;
    private final Map<String, ColumnUse> uses;
    private final List<String> names;
    private final List<Cell> cells;
    private final StoredColumns stored;

    private TableFrame(Table table, Map<String, ColumnUse> uses, boolean exact, long budget) {
        this.table = table;
        this.uses = uses;
        this.names = table.columns().stream()
                .map(org.surprisal.table.Column::name)
                .filter(uses::containsKey)
                .toList();
        this.cells = new ArrayList<>();
        for (String name : names) {
            cells.add(cell(name, exact));
        }
        this.stored = new StoredColumns(cells, budget);
    }

    /**
     * Reads columns.
     *
     * @param table stays open
     * @param uses what the columns of the table are taken for
     * @param exact whether decimals keep what a double lacks of them
     * @param budget the bytes that may stay in memory
     * @return the columns, to be closed
     * @throws Unusable if a cell that must be a number is none; the message names column and row
     */
    static TableFrame read(Table table, Map<String, ColumnUse> uses, boolean exact, long budget) {
        Map<String, ColumnUse> now = new LinkedHashMap<>(uses);
        while (true) {
            TableFrame frame = new TableFrame(table, now, exact, budget);
            try {
                Set<String> names = frame.fill();
                if (names.isEmpty()) {
                    return frame;
                }
                names.forEach(name -> now.put(name, ColumnUse.NAMES));
                frame.close();
            } catch (RuntimeException | Error e) {
                frame.close();
                throw e;
            }
        }
    }

    private Cell cell(String name, boolean exact) {
        ColumnUse use = Objects.requireNonNull(uses.get(name));
        boolean text = table.columns().stream()
                .anyMatch(
                        column -> column.name().equals(name) && column.kind() == org.surprisal.table.Column.Kind.TEXT);
        if (use == ColumnUse.NAMES || (text && use != ColumnUse.NUMBER)) {
            Distinct found = table.distinct(name, use == ColumnUse.EITHER ? Design.MOST_COEFFICIENTS : MOST_GROUPS);
            if (use == ColumnUse.EITHER && mostlyNumbers(found.values())) {
                return number(name, exact);
            }
            if (!found.complete()) {
                throw new Unusable("The column " + name + " has more than "
                        + found.values().size()
                        + " different texts, the limit: leave it out, or put rare ones together.");
            }
            return new Cell.Category(name, found.values());
        }
        return number(name, exact);
    }

    private static Cell number(String name, boolean exact) {
        return exact ? new Cell.Exact(name) : new Cell.Numeric(name);
    }

    /** A column of numbers with some texts in it is taken for numbers, so that the texts are found and named. */
    private static boolean mostlyNumbers(List<String> values) {
        long numbers = values.stream().filter(TableFrame::isNumber).count();
        return 2 * numbers > values.size();
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    }

    /** Reads all rows; the names of columns that turn out to hold names, after which all must be read again. */
    private Set<String> fill() {
        TreeSet<Integer> doubtful = new TreeSet<>();
        boolean whole = table.readInOrder(cells, batch -> {
            stored.add(batch);
            for (int c = 0; c < cells.size(); c++) {
                if (BadCell.suspected(batch, c)) {
                    doubtful.add(c);
                }
            }
            return stored.rows() <= Integer.MAX_VALUE;
        });
        if (stored.rows() > Integer.MAX_VALUE) {
            throw new Unusable("A fit takes " + Integer.MAX_VALUE + " rows at most: give it a part of them.");
        }
        if (whole && doubtful.isEmpty()) {
            stored.seal();
            return new TreeSet<>();
        }
        Set<String> names = look(whole ? List.copyOf(doubtful) : numbers());
        if (names.isEmpty()) {
            stored.seal();
        }
        return names;
    }

    private List<Integer> numbers() {
        List<Integer> all = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            if (!(cells.get(c) instanceof Cell.Category)) {
                all.add(c);
            }
        }
        return all;
    }

    /** Looks at the cells of some columns that are no numbers: they make a category, or are wrong. */
    private Set<String> look(List<Integer> columns) {
        TreeSet<String> categories = new TreeSet<>();
        BadCell.forEach(table, columns.stream().map(names::get).toList(), cell -> {
            ColumnUse use = uses.get(cell.column());
            if (use != ColumnUse.CATEGORY) {
                throw cell.refused(
                        use == ColumnUse.EITHER ? ", or take the column as categories: C(" + cell.column() + ")" : "");
            }
            categories.add(cell.column());
        });
        return categories;
    }

    /** The columns as the fit takes them. */
    Frame frame() {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int c = 0; c < cells.size(); c++) {
            columns.put(
                    names.get(c),
                    cells.get(c) instanceof Cell.Category category
                            ? new StoredCodes(stored, c, category.values())
                            : new StoredNumbers(stored, c));
        }
        return new Frame(columns);
    }

    /** Whether a column is one of categories. */
    boolean isCategory(String name) {
        int at = names.indexOf(name);
        return at >= 0 && cells.get(at) instanceof Cell.Category;
    }

    /** The names of the categories of a column, none of one of numbers. */
    List<String> levels(String name) {
        int at = names.indexOf(name);
        return at >= 0 && cells.get(at) instanceof Cell.Category category ? category.values() : List.of();
    }

    /** Whether the columns are in a temporary file. */
    boolean isInFile() {
        return stored.isInFile();
    }

    @Override
    public void close() {
        stored.close();
    }

    private record StoredNumbers(StoredColumns stored, int column) implements Column.Numbers {
        @Override
        public int rows() {
            return (int) stored.rows();
        }

        @Override
        public void load(int from, int n, double[] high, double[] low) {
            stored.load(column, from, n, high, low);
        }

        @Override
        public void load(int[] rows, int from, int n, double[] high, double[] low) {
            stored.load(column, rows, from, n, high, low);
        }
    }

    private record StoredCodes(StoredColumns stored, int column, List<String> levels) implements Column.Codes {
        @Override
        public int rows() {
            return (int) stored.rows();
        }

        @Override
        public void load(int from, int n, int[] codes) {
            stored.load(column, from, n, codes);
        }

        @Override
        public void load(int[] rows, int from, int n, int[] codes) {
            stored.load(column, rows, from, n, codes);
        }
    }
}
