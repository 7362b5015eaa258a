package org.surprisal.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Recalibrator;
import org.surprisal.table.Batch;
import org.surprisal.table.Cell;
import org.surprisal.table.Column;
import org.surprisal.table.Table;

/** Writes a table with its forecasts recalibrated, batch by batch in the order of its rows, however many there are. */
final class Recalibrating {
    private final Table table;
    private final Recalibrator map;
    private final List<String> from;
    private final List<String> to;
    private final List<Cell> cells = new ArrayList<>();
    private final Map<Reason, Refused> refused = new EnumMap<>(Reason.class);

    /** Why a row has no recalibrated forecast. */
    private enum Reason {
        MISSING("is missing"),
        NOT_A_NUMBER("is no number"),
        OUTSIDE_DOMAIN("is outside its range"),
        ROW_SUM("does not sum to one with those of the other classes");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    /** Rows of one reason: how many, and where the first stands. */
    private record Refused(long rows, String first) {}

    /**
     * Prepares.
     *
     * @param table the rows
     * @param map the map
     * @param from the columns of its forecasts
     * @param to what the recalibrated ones are called
     * @param named whether the columns were named by the user rather than by the map
     * @throws Unusable if a column is missing that the map needs
     * @throws WrongCall if a name is taken
     */
    Recalibrating(Table table, Recalibrator map, List<String> from, List<String> to, boolean named) {
        this.table = table;
        this.map = map;
        this.from = from;
        this.to = to;
        List<String> names = table.columns().stream().map(Column::name).toList();
        for (String column : from) {
            // What is no name may be an expression, as in surprisal score; the table says if it is none.
            if (!named && !names.contains(column) && column.matches("[\\p{L}\\p{N}_. ]*")) {
                throw new Unusable("The map recalibrates the column " + column + ", which "
                        + table.files().getFirst() + " lacks; say with --prediction which column holds the forecasts"
                        + DidYouMean.end(column, names));
            }
        }
        List<String> taken = new ArrayList<>(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
        for (String name : to) {
            if (taken.contains(name.toLowerCase(Locale.ROOT))) {
                throw new WrongCall(
                        "There would be two columns called " + name + "; name the new one with --as-column.",
                        "recalibrate");
            }
            taken.add(name.toLowerCase(Locale.ROOT));
        }
        from.forEach(column -> cells.add(new Cell.Numeric(column)));
        names.forEach(column -> cells.add(new Cell.Text(column)));
    }

    /**
     * Recalibrates all rows.
     *
     * @param path a file, or {@code -} for standard output
     * @param console has standard output
     */
    void to(String path, Console console) {
        List<Column> columns = new ArrayList<>(table.columns());
        to.forEach(name -> columns.add(new Column(name, Column.Kind.NUMBER)));
        // Opened once the first rows are there: what cannot be read leaves no line of names behind.
        try (Lazily file = new Lazily(() -> RowFile.typed(path, columns, console))) {
            table.read(cells, true, batch -> {
                write(batch, file.get());
                return true;
            });
            file.get().finish();
        }
    }

    /** A file that begins when it is first wanted. */
    private static final class Lazily implements AutoCloseable {
        private final Supplier<RowFile> begin;
        private @Nullable RowFile file;

        Lazily(Supplier<RowFile> begin) {
            this.begin = begin;
        }

        RowFile get() {
            RowFile begun = file == null ? begin.get() : file;
            file = begun;
            return begun;
        }

        @Override
        public void close() {
            if (file != null) {
                file.close();
            }
        }
    }

    private void write(Batch batch, RowFile file) {
        double[] forecasts = new double[from.size()];
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            row.clear();
            for (int c = from.size(); c < cells.size(); c++) {
                row.add(batch.texts()[c][i]);
            }
            Reason reason = recalibrated(batch, i, forecasts);
            if (reason != null) {
                String where = BadCell.where(table, batch, i);
                refused.merge(reason, new Refused(1, where), (all, one) -> new Refused(all.rows() + 1, all.first()));
            }
            for (double forecast : forecasts) {
                row.add(reason == null ? Double.toString(forecast) : null);
            }
            file.row(row);
        }
    }

    private @Nullable Reason recalibrated(Batch batch, int i, double[] forecasts) {
        for (int k = 0; k < forecasts.length; k++) {
            forecasts[k] = batch.numbers()[k][i];
            if (Double.isNaN(forecasts[k])) {
                byte[] flags = batch.flags()[k];
                return flags.length > 0 && flags[i] == Batch.FLAG_MISSING ? Reason.MISSING : Reason.NOT_A_NUMBER;
            }
        }
        Recalibrator.Refusal refusal = map.apply(forecasts);
        return refusal == null
                ? null
                : switch (refusal) {
                    case OUTSIDE_DOMAIN -> Reason.OUTSIDE_DOMAIN;
                    case ROW_SUM -> Reason.ROW_SUM;
                };
    }

    /** A sentence for each reason why rows have no recalibrated forecast. */
    List<String> refused() {
        List<String> lines = new ArrayList<>();
        refused.forEach((reason, rows) -> lines.add((rows.rows() == 1
                        ? "1 row has no recalibrated forecast, because its forecast "
                        : String.format(Locale.ROOT, "%,d", rows.rows())
                                + " rows have no recalibrated forecast, because a forecast ")
                + reason.words + " (" + (rows.rows() == 1 ? "" : "first: ") + rows.first() + ")."));
        return lines;
    }
}
