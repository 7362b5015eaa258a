package org.surprisal.cli;

import java.util.List;
import org.surprisal.score.Batch;
import org.surprisal.score.Column;
import org.surprisal.score.Source;
import org.surprisal.table.Table;

/**
 * A table as the source of a scoring. The two rooms do not know each other, so their types are carried over here,
 * arrays by reference.
 *
 * @param table stays open while it is read
 */
record TableSource(Table table) implements Source {
    @Override
    public List<Column> columns() {
        return table.columns().stream()
                .map(column -> new Column(
                        column.name(), Column.Kind.valueOf(column.kind().name())))
                .toList();
    }

    @Override
    public Distinct distinct(String column, int limit) {
        org.surprisal.table.Distinct found = table.distinct(column, limit);
        return new Distinct(found.values(), found.counts(), found.missing(), found.complete());
    }

    @Override
    public void read(List<Cell> cells, boolean numbered, Sink sink) {
        List<org.surprisal.table.Cell> wanted =
                cells.stream().map(TableSource::cell).toList();
        table.read(
                wanted,
                numbered,
                batch -> sink.accept(new Batch(
                        batch.size(),
                        batch.numbers(),
                        batch.codes(),
                        batch.texts(),
                        batch.flags(),
                        batch.file(),
                        batch.rows())));
    }

    private static org.surprisal.table.Cell cell(Cell cell) {
        return switch (cell) {
            case Cell.Numeric numeric -> new org.surprisal.table.Cell.Numeric(numeric.column());
            case Cell.Category category -> new org.surprisal.table.Cell.Category(category.column(), category.values());
            case Cell.Text text -> new org.surprisal.table.Cell.Text(text.column());
        };
    }
}
