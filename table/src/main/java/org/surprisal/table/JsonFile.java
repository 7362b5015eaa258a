package org.surprisal.table;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** JSON: an array of objects, or objects one after the other. Values are read as their text. */
final class JsonFile implements TableFile {
    private static final int OBJECTS_FOR_COLUMNS = 20_480;
    private static final int ROWS_FOR_KINDS = 1000;

    private final TextFile text;
    private final String format;
    private List<Column> columns = List.of();
    private final List<Column.Kind> usedAs = new ArrayList<>();

    private JsonFile(TextFile text, String format) {
        this.text = text;
        this.format = format;
    }

    static JsonFile open(TextFile text, Engines engines) {
        String beginning = text.beginning().strip();
        if (beginning.isEmpty()) {
            throw new TableException(
                    text.name() + " is empty; it needs an array of JSON objects, or one object a line.");
        }
        JsonFile file = new JsonFile(text, format(beginning));
        try {
            file.columns = file.findColumns(engines.unordered());
        } catch (SQLException e) {
            throw Failure.of(e, text.name());
        }
        return file;
    }

    @Override
    public Stamp stamp() {
        return text.stamp();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public String scan(Set<Integer> needed, Set<Integer> forced) {
        List<String> keys = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        for (int i : needed.isEmpty() ? Set.of(0) : needed) {
            keys.add(Sql.text(columns.get(i).name()) + ": 'VARCHAR'");
            // Two names may differ in their case alone, which the engine would not see.
            aliases.add(alias(i));
        }
        return scan(", columns = {" + String.join(", ", keys) + "}") + " AS cells(" + String.join(", ", aliases) + ")";
    }

    @Override
    public Base base(int column, boolean forced) {
        return new Base(alias(column), Base.Type.TEXT, false);
    }

    private static String alias(int column) {
        return Sql.name(String.valueOf(column));
    }

    @Override
    public boolean forcible(int column) {
        return false;
    }

    @Override
    public Column.Kind usedAs(int column) {
        return usedAs.get(column);
    }

    @Override
    public double expectedRows() {
        return text.expectedLines();
    }

    @Override
    public void prepareForText() {
        text.ensureUtf8();
    }

    private String scan(String more) {
        return "read_json(" + Sql.path(text.stamp().path()) + ", format = '" + format
                + "', records = 'true', compression = 'none', hive_partitioning = false" + more + ")";
    }

    private static String format(String beginning) {
        if (beginning.startsWith("[")) {
            return "array";
        }
        String line = beginning.lines().findFirst().orElse("").strip();
        return line.endsWith("}") || beginning.lines().count() == 1 ? "newline_delimited" : "unstructured";
    }

    private List<Column> findColumns(Engine engine) throws SQLException {
        List<String> names = engine
                .texts("DESCRIBE SELECT * FROM "
                        + scan(", maximum_depth = 1, map_inference_threshold = -1, sample_size = "
                                + OBJECTS_FOR_COLUMNS))
                .stream()
                .map(List::getFirst)
                .toList();
        List<Column> texts =
                names.stream().map(name -> new Column(name, Column.Kind.TEXT)).toList();
        columns = texts;
        String keys = String.join(
                ", ", names.stream().map(name -> Sql.text(name) + ": 'VARCHAR'").toList());
        List<List<String>> rows =
                engine.texts("SELECT * FROM " + scan(", columns = {" + keys + "}") + " LIMIT " + ROWS_FOR_KINDS);
        List<Column> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            List<String> cells = rows.stream().map(row -> row.get(column)).toList();
            refuseTwin(names.get(i), names, cells);
            Column.Kind kind = Kinds.of(cells, false);
            found.add(new Column(names.get(i), kind));
            usedAs.add(Kinds.mostlyNumbers(cells, false) ? Column.Kind.NUMBER : kind);
        }
        return found;
    }

    /** Of two names that differ in case alone the engine calls one by another name, under which there are no values. */
    private void refuseTwin(String name, List<String> names, List<String> cells) {
        String bare = name.replaceFirst("_\\d+$", "");
        boolean twin = !bare.equals(name) && names.stream().anyMatch(bare::equalsIgnoreCase);
        if (twin && cells.stream().allMatch(String::isEmpty)) {
            throw new TableException(text.name() + " has several columns whose names differ from " + bare
                    + " in case alone; rename all but one of them.");
        }
    }
}
