package org.surprisal.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.RowSelection;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.report.fit.Validation;
import org.surprisal.score.Batch;
import org.surprisal.score.Column;
import org.surprisal.score.Estimate;
import org.surprisal.score.Request;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorer;
import org.surprisal.score.Source;

/**
 * How a model fares on rows that it has not seen. Of the rows that are fitted, counted from 0 in their order, row i is
 * in the fold i mod k: nothing is drawn by lot, and rows that lie together are spread over all folds. The rows of a
 * fold are predicted by the fit to all others.
 */
final class CrossValidation {
    private final Fit fit;
    private final Frame frame;
    private final int folds;

    CrossValidation(Fit fit, Frame frame, int folds) {
        this.fit = fit;
        this.frame = frame;
        this.folds = folds;
    }

    /**
     * Validates.
     *
     * @param whole the fit to all rows
     * @param level the level of the interval
     * @param path where the predictions go, or null
     * @param console has standard output
     * @throws Unusable if there are fewer rows than folds, or the others of a fold cannot be fitted
     */
    Validation of(Fitted whole, double level, @Nullable String path, Console console) {
        Dataset data = whole.data();
        if (data.rows() < folds) {
            throw new Unusable("There are " + data.rows() + " rows, fewer than the " + folds
                    + " folds of --validate: choose fewer.");
        }
        double[] predictions = new double[data.rows()];
        int failed = 0;
        for (int fold = 0; fold < folds; fold++) {
            Fitted others = fitted(data, fold);
            failed += others.convergence().converged() ? 0 : 1;
            int[] rows = rows(data, fold, true);
            double[] own = others.predict(RowSelection.of(frame, rows), UnknownLevel.MISSING);
            for (int i = 0; i < own.length; i++) {
                predictions[fold + i * folds] = own[i];
            }
        }
        Loss loss = Family.GAUSSIAN.equals(whole.family())
                ? Catalogue.SQUARED
                : whole.fit().loss();
        if (path != null) {
            write(path, data, predictions, console);
        }
        return new Validation(
                folds,
                loss.toString(),
                score(data, predictions, loss, level),
                score(data, whole.fitted(), loss, level).value(),
                failed,
                path);
    }

    private Fitted fitted(Dataset data, int fold) {
        try {
            return fit.to(RowSelection.of(frame, rows(data, fold, false)));
        } catch (Unfittable e) {
            throw new Unusable(
                    "Without fold " + (fold + 1) + " of " + folds + " the rows cannot be fitted. " + e.getMessage(), e);
        }
    }

    private int[] rows(Dataset data, int fold, boolean within) {
        return IntStream.range(0, data.rows())
                .filter(i -> (i % folds == fold) == within)
                .map(i -> data.matrix().rowInData(i))
                .toArray();
    }

    private static Estimate score(Dataset data, double[] predictions, Loss loss, double level) {
        Request request = new Request(
                List.of("outcome"),
                List.of("prediction"),
                Scale.MEAN,
                List.of(),
                null,
                data.weight() == null ? null : "weight",
                null,
                "infinite",
                List.of(loss),
                null,
                false,
                level,
                1);
        Map<String, Estimate> scores =
                Scorer.score(new Rows(data, predictions), request).scores();
        Estimate estimate = scores.get(loss.toString());
        estimate = estimate == null ? scores.get(loss.name()) : estimate;
        if (estimate == null) {
            throw new IllegalStateException("no score of " + loss + " among " + scores.keySet());
        }
        return estimate;
    }

    private void write(String path, Dataset data, double[] predictions, Console console) {
        List<org.surprisal.table.Column> columns = List.of("row", "fold", "outcome", "prediction").stream()
                .map(name -> new org.surprisal.table.Column(name, org.surprisal.table.Column.Kind.NUMBER))
                .toList();
        try (RowFile file = RowFile.to(path, columns, console)) {
            for (int i = 0; i < predictions.length; i++) {
                file.row(Arrays.asList(
                        Integer.toString(data.matrix().rowInData(i) + 1),
                        Integer.toString(i % folds + 1),
                        RowFile.number(data.response()[i]),
                        RowFile.number(predictions[i])));
            }
            file.finish();
        }
    }

    /** Outcomes and predictions as something that can be scored. */
    private record Rows(Dataset data, double[] predictions) implements Source {
        private static final int SIZE = 16_384;

        @Override
        public List<Column> columns() {
            return List.of("outcome", "prediction", "weight").stream()
                    .map(name -> new Column(name, Column.Kind.NUMBER))
                    .toList();
        }

        @Override
        public Distinct distinct(String column, int limit) {
            Map<String, Long> counts = new TreeMap<>();
            for (int i = 0; i < data.rows() && counts.size() <= limit; i++) {
                counts.merge(Double.toString(value(column, i)), 1L, Long::sum);
            }
            List<String> values = counts.keySet().stream().limit(limit).toList();
            return new Distinct(values, values.stream().mapToLong(counts::get).toArray(), 0, counts.size() <= limit);
        }

        @Override
        public void read(List<Cell> cells, boolean numbered, Sink sink) {
            for (int from = 0; from < data.rows(); from += SIZE) {
                int n = Math.min(SIZE, data.rows() - from);
                double[][] numbers = new double[cells.size()][n];
                byte[][] flags = new byte[cells.size()][n];
                for (int c = 0; c < numbers.length; c++) {
                    for (int i = 0; i < n; i++) {
                        numbers[c][i] = value(cells.get(c), from + i);
                        flags[c][i] = Double.isNaN(numbers[c][i]) ? Batch.FLAG_MISSING : Batch.PRESENT;
                    }
                }
                int first = from + 1;
                long[] rows = numbered
                        ? IntStream.range(0, n).mapToLong(i -> first + i).toArray()
                        : new long[0];
                if (!sink.accept(new Batch(n, numbers, new int[cells.size()][0], flags, numbered ? 1 : 0, rows))) {
                    return;
                }
            }
        }

        private double value(Cell cell, int i) {
            return switch (cell) {
                case Cell.Numeric numeric -> value(numeric.column(), i);
                case Cell.Category category ->
                    throw new IllegalStateException(category.column() + " is scored as numbers");
            };
        }

        private double value(String column, int i) {
            return switch (column) {
                case "outcome" -> data.response()[i];
                case "prediction" -> predictions[i];
                default -> data.weight(i);
            };
        }
    }
}
