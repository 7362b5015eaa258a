package org.surprisal.table;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.surprisal.table.Column.Kind;

/** An Apache Parquet file. It states the types of its columns. */
final class ParquetFile implements TableFile {
    private final Stamp stamp;
    private final List<Column> columns;
    private final List<Base.Type> types;
    private final Engines engines;

    private ParquetFile(Stamp stamp, List<Column> columns, List<Base.Type> types, Engines engines) {
        this.stamp = stamp;
        this.columns = columns;
        this.types = types;
        this.engines = engines;
    }

    static ParquetFile open(Stamp stamp, Engines engines) {
        List<Column> columns = new ArrayList<>();
        List<Base.Type> types = new ArrayList<>();
        try {
            for (List<String> row : engines.unordered().texts("DESCRIBE SELECT * FROM " + scan(stamp))) {
                Base.Type type = type(row.get(1));
                types.add(type);
                columns.add(new Column(row.getFirst(), kind(type)));
            }
        } catch (SQLException e) {
            throw Failure.of(e, stamp.name());
        }
        return new ParquetFile(stamp, columns, types, engines);
    }

    @Override
    public Stamp stamp() {
        return stamp;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public String scan(Set<Integer> needed, Set<Integer> forced) {
        return scan(stamp);
    }

    @Override
    public Base base(int column, boolean forced) {
        return new Base(Sql.name(columns.get(column).name()), types.get(column), false);
    }

    @Override
    public boolean forcible(int column) {
        return false;
    }

    @Override
    public Kind usedAs(int column) {
        return columns.get(column).kind();
    }

    @Override
    public double expectedRows() {
        try {
            String sql = "SELECT sum(num_rows) FROM parquet_file_metadata(" + Sql.path(stamp.path()) + ")";
            return Double.parseDouble(engines.unordered().texts(sql).getFirst().getFirst());
        } catch (SQLException e) {
            throw Failure.of(e, stamp.name());
        }
    }

    @Override
    public void prepareForText() {
        // Texts in Parquet are UTF-8 by its specification, and the engine checks them.
    }

    private static String scan(Stamp stamp) {
        return "read_parquet(" + Sql.path(stamp.path()) + ", hive_partitioning = false, binary_as_string = true)";
    }

    private static Base.Type type(String name) {
        return switch (name) {
            case "DOUBLE", "FLOAT" -> Base.Type.FLOATING;
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT" ->
                Base.Type.INTEGER;
            case "HUGEINT", "UHUGEINT" -> Base.Type.DECIMAL;
            case "BOOLEAN" -> Base.Type.BOOLEAN;
            case "VARCHAR" -> Base.Type.TEXT;
            default -> name.startsWith("DECIMAL") ? Base.Type.DECIMAL : Base.Type.OTHER;
        };
    }

    private static Kind kind(Base.Type type) {
        return switch (type) {
            case FLOATING, INTEGER, DECIMAL -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case TEXT, OTHER -> Kind.TEXT;
        };
    }
}
