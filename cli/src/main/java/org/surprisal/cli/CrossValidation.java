package org.surprisal.cli;

import java.util.Arrays;
import java.util.List;
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
                ValidationScore.of(data.response(), predictions, data.weight(), loss, level),
                ValidationScore.of(data.response(), whole.fitted(), data.weight(), loss, level)
                        .value(),
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
        return rows(data, folds, fold, within);
    }

    /**
     * The rows of a fold, or those of all others.
     *
     * @param data the rows that are fitted
     * @param folds how many folds
     * @param fold which, from 0
     * @param within whether those of the fold are wanted
     * @return rows of the file, from 0, rising
     */
    static int[] rows(Dataset data, int folds, int fold, boolean within) {
        return IntStream.range(0, data.rows())
                .filter(i -> (i % folds == fold) == within)
                .map(i -> data.matrix().rowInData(i))
                .toArray();
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
}
