package org.surprisal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.ClassFit;
import org.surprisal.fit.Errors;
import org.surprisal.fit.FittedClasses;
import org.surprisal.fit.LikelihoodTests;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.RowSelection;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.model.FittedClassModel;
import org.surprisal.math.Log;
import org.surprisal.report.fit.FitReport;
import org.surprisal.report.fit.Validation;
import org.surprisal.table.Column;

/** A fit of several classes with all that was asked for. */
final class ClassFitting {
    private final FitCommand call;
    private final FittedClasses fitted;
    private final Frame frame;
    private final Errors errors;
    private final @Nullable Validation validation;

    /**
     * Fits.
     *
     * @param call what the user said
     * @param fit what to fit
     * @param frame the data
     * @param errors how the errors are to be found, or null for the usual ones
     * @param console has standard output
     */
    ClassFitting(FitCommand call, ClassFit fit, Frame frame, @Nullable Errors errors, Console console) {
        this.call = call;
        this.frame = frame;
        this.fitted = fit.to(frame);
        this.errors = errors == null ? fitted.usualErrors() : errors;
        if (this.errors == Errors.CLUSTER && fitted.data().clusters() < 2) {
            throw FitCommand.oneCluster(call.cluster);
        }
        this.validation = call.validate == 0
                ? null
                : new ClassValidation(fit, frame, call.validate).of(fitted, call.level, call.validateOut, console);
    }

    /** What is kept for other rows. */
    FittedClassModel model() {
        return FittedClassModel.of(fitted);
    }

    /** What is to be said. */
    FitReport report() {
        boolean whole = fitted.convergence().converged();
        return FitReport.of(
                fitted,
                new FitReport.Asked(
                        errors,
                        call.level,
                        false,
                        validation,
                        null,
                        call.results.tests != null && whole ? LikelihoodTests.of(fitted, frame) : null,
                        call.results.notes(whole)));
    }

    /** Writes the probabilities of each row that was fitted, and what it costs. */
    void rows(String path, Console console) {
        int n = fitted.data().rows();
        int[] rows = new int[n];
        Arrays.setAll(rows, fitted.data().matrix()::rowInData);
        double[][] p = fitted.predict(RowSelection.of(frame, rows), UnknownLevel.REFUSE);
        int[] labels = fitted.labels();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("row", Column.Kind.NUMBER));
        columns.add(new Column("outcome", Column.Kind.TEXT));
        fitted.classes().forEach(name -> columns.add(new Column("p_" + name, Column.Kind.NUMBER)));
        columns.add(new Column("loss", Column.Kind.NUMBER));
        try (RowFile file = RowFile.to(path, columns, console)) {
            for (int i = 0; i < n; i++) {
                List<@Nullable String> cells = new ArrayList<>();
                cells.add(Integer.toString(rows[i] + 1));
                cells.add(fitted.classes().get(labels[i]));
                Arrays.stream(p[i]).forEach(each -> cells.add(RowFile.number(each)));
                cells.add(RowFile.number(-Log.of(p[i][labels[i]])));
                file.row(cells);
            }
            file.finish();
        }
    }
}
