package org.surprisal.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.surprisal.table.Column.Kind;

/** A CSV or TSV file. The engine is told everything about it and guesses nothing. */
final class DelimitedFile implements TableFile {
    private final TextFile text;
    private final Dialect dialect;

    private DelimitedFile(TextFile text, Dialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    static DelimitedFile open(TextFile text, List<Remark> remarks) {
        if (!text.whole() && !text.hasLine()) {
            text.lookFurther();
        }
        Dialect dialect = Dialect.of(text.name(), text.beginning(), text.whole());
        if (!dialect.plain()) {
            text.makePlain();
        }
        if (dialect.decimalComma()) {
            remarks.add(new Remark(
                    "decimal_comma", text.name(), ",", text.name() + " is read with commas as decimal marks."));
        }
        return new DelimitedFile(text, dialect);
    }

    @Override
    public Stamp stamp() {
        return text.stamp();
    }

    @Override
    public List<Column> columns() {
        return dialect.columns();
    }

    @Override
    public String scan(Set<Integer> needed, Set<Integer> forced) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < dialect.columns().size(); i++) {
            columns.add("'" + i + "':'" + (forced.contains(i) ? "DOUBLE" : "VARCHAR") + "'");
        }
        return "read_csv(" + Sql.path(text.stamp().path())
                + ", auto_detect = false, header = true, delim = " + Sql.text(String.valueOf(dialect.delimiter()))
                + ", quote = '\"', escape = '\"', compression = 'none', hive_partitioning = false, strict_mode = true"
                + ", null_padding = false, max_line_size = " + TextFile.LONGEST_LINE
                + (forced.isEmpty() ? "" : ", store_rejects = true, rejects_limit = 1")
                + ", nullstr = [" + Missing.literals() + "], columns = {" + String.join(", ", columns) + "})";
    }

    @Override
    public Base base(int column, boolean forced) {
        return new Base("\"" + column + "\"", forced ? Base.Type.FLOATING : Base.Type.TEXT, dialect.decimalComma());
    }

    @Override
    public boolean forcible(int column) {
        // The engine's own reading of decimal commas does not round exactly.
        return !dialect.decimalComma() && dialect.columns().get(column).kind() == Kind.NUMBER;
    }

    @Override
    public Kind usedAs(int column) {
        return dialect.usedAs().get(column);
    }

    @Override
    public double expectedRows() {
        return text.expectedLines();
    }

    @Override
    public void prepareForText() {
        text.ensureUtf8();
    }
}
