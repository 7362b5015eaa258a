package org.surprisal.fit.design;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named columns of as many rows each. Immutable, as long as nobody changes the arrays it was made of.
 *
 * @param columns the columns by name, in their order
 */
public record Frame(Map<String, Column> columns) {
    /** No columns, to begin with. */
    public static final Frame EMPTY = new Frame(Map.of());

    /**
     * Takes the columns.
     *
     * @throws IllegalArgumentException if they have different numbers of rows
     */
    public Frame {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        int rows = -1;
        for (Map.Entry<String, Column> entry : columns.entrySet()) {
            if (rows >= 0 && entry.getValue().rows() != rows) {
                throw new IllegalArgumentException("The column " + entry.getKey() + " has "
                        + entry.getValue().rows() + " rows, but those before it have " + rows + ".");
            }
            rows = entry.getValue().rows();
        }
    }

    /**
     * These columns and one more.
     *
     * @param name its name; a column of this name is replaced
     * @param column the column
     * @return the frame
     */
    public Frame with(String name, Column column) {
        Map<String, Column> all = new LinkedHashMap<>(columns);
        all.put(name, column);
        return new Frame(all);
    }

    /**
     * These columns and one more of numbers.
     *
     * @param name its name
     * @param values a value per row; NaN is a missing value
     * @return the frame
     */
    public Frame with(String name, double... values) {
        return with(name, Column.of(values));
    }

    /**
     * These columns and one more of categories.
     *
     * @param name its name
     * @param values a name per row, or null for a missing value
     * @return the frame
     */
    public Frame with(String name, @Nullable String... values) {
        return with(name, Column.categories(values));
    }

    /**
     * The number of rows.
     *
     * @return 0 if there are no columns
     */
    public int rows() {
        return columns.values().stream().findFirst().map(Column::rows).orElse(0);
    }

    /**
     * The names of the columns.
     *
     * @return in their order
     */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /**
     * A column.
     *
     * @param name its name
     * @return the column
     * @throws Unfittable if there is none
     */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new Unfittable("There is no column '" + name + "' in the data, but the model needs it; there are "
                    + String.join(", ", columns.keySet()) + ".");
        }
        return column;
    }
}
