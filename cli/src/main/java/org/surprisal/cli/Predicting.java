package org.surprisal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.DesignFacts;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.model.FittedClassModel;
import org.surprisal.fit.model.FittedModel;
import org.surprisal.fit.model.KeptModel;
import org.surprisal.table.Batch;
import org.surprisal.table.Cell;
import org.surprisal.table.Column;
import org.surprisal.table.Table;

/** The predictions of a table, batch by batch in the order of its rows, however many there are. */
final class Predicting {
    private final Table table;
    private final KeptModel model;
    private final UnknownLevel unknown;
    private final double level;
    private final List<String> kept;
    private final List<String> columns;
    private final List<Cell> cells = new ArrayList<>();
    private long rows;
    private long missing;

    /**
     * Prepares.
     *
     * @param table the rows
     * @param model the model
     * @param unknown what becomes of rows with a level that was not there
     * @param level the level of the intervals, or NaN for none
     * @param kept the columns that stand before the predictions
     * @throws Unusable if a column is missing that the model needs
     */
    Predicting(Table table, KeptModel model, UnknownLevel unknown, double level, List<String> kept) {
        this.table = table;
        this.model = model;
        this.unknown = unknown;
        this.level = level;
        this.kept = kept;
        this.columns = model.columns();
        List<String> names = table.columns().stream().map(Column::name).toList();
        for (String column : columns) {
            if (!names.contains(column)) {
                throw new Unusable("The model needs the column " + column + ", which "
                        + table.files().getFirst() + " lacks" + DidYouMean.end(column, names));
            }
            DesignFacts.Levels levels = levels(column);
            cells.add(
                    levels != null && levels.numbers().length == 0
                            ? new Cell.Category(column, levels.names())
                            : new Cell.Numeric(column));
        }
        kept.forEach(column -> cells.add(new Cell.Text(column)));
    }

    private DesignFacts.@Nullable Levels levels(String column) {
        return model.design().facts().levels().get(column);
    }

    /**
     * Predicts all rows.
     *
     * @param path a file, or {@code -} for standard output
     * @param console has standard output
     * @return the number of rows without a prediction
     */
    long to(String path, Console console) {
        List<Column> result = new ArrayList<>();
        for (String column : kept) {
            result.addAll(table.columns().stream()
                    .filter(each -> each.name().equals(column))
                    .toList());
        }
        model.predictions().forEach(name -> result.add(new Column(name, Column.Kind.NUMBER)));
        if (!Double.isNaN(level)) {
            result.add(new Column("low", Column.Kind.NUMBER));
            result.add(new Column("high", Column.Kind.NUMBER));
        }
        try (RowFile file = RowFile.to(path, result, console)) {
            boolean[] doubtful = {false};
            boolean whole = table.readInOrder(cells, batch -> {
                for (int c = 0; c < columns.size(); c++) {
                    doubtful[0] |= BadCell.suspected(batch, c);
                }
                if (doubtful[0]) {
                    refuseTexts();
                    doubtful[0] = false;
                }
                write(batch, file);
                return true;
            });
            if (!whole) {
                refuseTexts();
            }
            file.finish();
        }
        return missing;
    }

    private void refuseTexts() {
        List<String> numbers = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            if (cells.get(c) instanceof Cell.Numeric) {
                numbers.add(columns.get(c));
            }
        }
        BadCell.forEach(table, numbers, cell -> {
            throw cell.refused("");
        });
    }

    private void write(Batch batch, RowFile file) {
        Frame frame = Frame.EMPTY;
        for (int c = 0; c < columns.size(); c++) {
            frame = frame.with(columns.get(c), column(batch, c));
        }
        // Without any column, of an intercept alone, the frame does not know how many rows there are.
        frame = columns.isEmpty() ? frame.with("", new double[batch.size()]) : frame;
        UnknownLevel rule = unknown == UnknownLevel.REFUSE ? UnknownLevel.MISSING : unknown;
        double[][] said = said(frame, rule);
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            row.clear();
            for (int k = 0; k < kept.size(); k++) {
                row.add(batch.texts()[columns.size() + k][i]);
            }
            missing += Double.isNaN(said[0][i]) ? 1 : 0;
            for (double[] each : said) {
                row.add(RowFile.number(each[i]));
            }
            file.row(row);
        }
        rows += batch.size();
    }

    /** What is written of each row, by column. */
    private double[][] said(Frame frame, UnknownLevel rule) {
        return switch (model) {
            case FittedModel one -> {
                double[] predictions = one.predict(frame, rule);
                if (Double.isNaN(level)) {
                    yield new double[][] {predictions};
                }
                double[][] ends = one.intervals(frame, rule, level);
                yield new double[][] {predictions, ends[0], ends[1]};
            }
            case FittedClassModel several -> {
                double[][] rows = several.predict(frame, rule);
                double[][] to = new double[several.classes().size()][rows.length];
                for (int k = 0; k < to.length; k++) {
                    for (int i = 0; i < rows.length; i++) {
                        to[k][i] = rows[i][k];
                    }
                }
                yield to;
            }
        };
    }

    private org.surprisal.fit.design.Column column(Batch batch, int c) {
        DesignFacts.Levels levels = levels(columns.get(c));
        if (cells.get(c) instanceof Cell.Category category) {
            int[] codes = Arrays.copyOf(batch.codes()[c], batch.size());
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] == Batch.OTHER) {
                    requireKnown(c, i);
                    codes[i] = category.values().size();
                }
            }
            List<String> names = new ArrayList<>(category.values());
            // A level that no model has, for all that were not there.
            names.add("\0");
            return org.surprisal.fit.design.Column.categories(codes, names);
        }
        double[] numbers = Arrays.copyOf(batch.numbers()[c], batch.size());
        for (int i = 0; levels != null && i < numbers.length; i++) {
            if (!Double.isNaN(numbers[i]) && Arrays.binarySearch(levels.numbers(), numbers[i] + 0.0) < 0) {
                requireKnown(c, i);
            }
        }
        return org.surprisal.fit.design.Column.of(numbers);
    }

    private void requireKnown(int c, int i) {
        if (unknown != UnknownLevel.REFUSE) {
            return;
        }
        String column = columns.get(c);
        long row = rows + i;
        long[] before = {0};
        String[] found = {"?"};
        table.read(List.of(new Cell.Text(column)), true, batch -> {
            if (row < before[0] + batch.size()) {
                found[0] = String.valueOf(batch.texts()[0][(int) (row - before[0])]);
                return false;
            }
            before[0] += batch.size();
            return true;
        });
        throw new Unusable("The column " + column + " has the level '" + found[0] + "' in row " + (row + 1)
                + ", which was not there when the model was fitted: say --unknown missing or --unknown base.");
    }
}
