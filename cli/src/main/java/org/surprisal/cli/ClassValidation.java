package org.surprisal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.ClassFit;
import org.surprisal.fit.FittedClasses;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.RowSelection;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.loss.Catalogue;
import org.surprisal.math.ExactSum;
import org.surprisal.report.fit.Validation;
import org.surprisal.table.Column;

/** How a model of classes fares on rows that it has not seen, in the folds of {@link CrossValidation}. */
final class ClassValidation {
    private final ClassFit fit;
    private final Frame frame;
    private final int folds;

    ClassValidation(ClassFit fit, Frame frame, int folds) {
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
     * @throws Unusable if there are fewer rows than folds, or the others of a fold cannot be fitted or lack a class
     */
    Validation of(FittedClasses whole, double level, @Nullable String path, Console console) {
        Dataset data = whole.data();
        if (data.rows() < folds) {
            throw new Unusable("There are " + data.rows() + " rows, fewer than the " + folds
                    + " folds of --validate: choose fewer.");
        }
        int[] labels = whole.labels();
        double[][] predictions = new double[data.rows()][];
        int failed = 0;
        for (int fold = 0; fold < folds; fold++) {
            FittedClasses others = fitted(whole, fold);
            failed += others.convergence().converged() ? 0 : 1;
            int[] rows = CrossValidation.rows(data, folds, fold, true);
            double[][] own = others.predict(RowSelection.of(frame, rows), UnknownLevel.MISSING);
            for (int i = 0; i < own.length; i++) {
                predictions[fold + i * folds] = own[i];
            }
        }
        if (path != null) {
            write(path, whole, labels, predictions, console);
        }
        return new Validation(
                folds,
                Catalogue.CROSS_ENTROPY.name(),
                ValidationScore.of(ones(labels), own(labels, predictions), data.weight(), Catalogue.LOG_LOSS, level),
                -whole.logLikelihood() / weight(data),
                failed,
                path);
    }

    private FittedClasses fitted(FittedClasses whole, int fold) {
        try {
            FittedClasses others =
                    fit.to(RowSelection.of(frame, CrossValidation.rows(whole.data(), folds, fold, false)));
            for (String name : whole.classes()) {
                if (!others.classes().contains(name)) {
                    throw new Unusable("All rows of the class '" + name + "' are in fold " + (fold + 1) + " of " + folds
                            + ", so the fit to the others knows nothing of it: choose more folds, or leave it out.");
                }
            }
            return others;
        } catch (Unfittable e) {
            throw new Unusable(
                    "Without fold " + (fold + 1) + " of " + folds + " the rows cannot be fitted. " + e.getMessage(), e);
        }
    }

    /** What happened, which was predicted with its own probability: the log loss is then -ln p of it. */
    private static double[] ones(int[] labels) {
        double[] to = new double[labels.length];
        Arrays.fill(to, 1);
        return to;
    }

    private static double[] own(int[] labels, double[][] predictions) {
        double[] to = new double[labels.length];
        Arrays.setAll(to, i -> predictions[i][labels[i]]);
        return to;
    }

    private static double weight(Dataset data) {
        double[] weights = data.weight();
        if (weights == null) {
            return data.rows();
        }
        ExactSum sum = new ExactSum();
        sum.add(weights, weights.length);
        return sum.value();
    }

    private void write(String path, FittedClasses whole, int[] labels, double[][] predictions, Console console) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("row", Column.Kind.NUMBER));
        columns.add(new Column("fold", Column.Kind.NUMBER));
        columns.add(new Column("outcome", Column.Kind.TEXT));
        whole.classes().forEach(name -> columns.add(new Column("p_" + name, Column.Kind.NUMBER)));
        try (RowFile file = RowFile.to(path, columns, console)) {
            for (int i = 0; i < predictions.length; i++) {
                List<@Nullable String> cells = new ArrayList<>();
                cells.add(Integer.toString(whole.data().matrix().rowInData(i) + 1));
                cells.add(Integer.toString(i % folds + 1));
                cells.add(whole.classes().get(labels[i]));
                Arrays.stream(predictions[i]).forEach(p -> cells.add(RowFile.number(p)));
                file.row(cells);
            }
            file.finish();
        }
    }
}
