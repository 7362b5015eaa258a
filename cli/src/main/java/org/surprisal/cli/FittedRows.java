package org.surprisal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.Influence;
import org.surprisal.fit.Residual;
import org.surprisal.table.Column;

/**
 * What a fit says of each of its rows, written to a file: prediction, residuals and loss, and of a family without a
 * penalty how much the row itself has moved the estimates.
 */
final class FittedRows {
    private final Fitted fitted;
    private final List<String> names = new ArrayList<>();
    private final List<double[]> numbers = new ArrayList<>();
    private final @Nullable Influence influence;

    private FittedRows(Fitted fitted) {
        this.fitted = fitted;
        boolean family = fitted.family() != null;
        this.influence = family
                        && fitted.fit().penalty().isNone()
                        && fitted.convergence().converged()
                ? fitted.influence()
                : null;
        add("outcome", fitted.data().response());
        double[] weight = fitted.data().weight();
        if (weight != null) {
            add("weight", weight);
        }
        add("fitted", fitted.fitted());
        add("residual", fitted.residuals(Residual.RESPONSE));
        if (family) {
            add("pearson", fitted.residuals(Residual.PEARSON));
            add("deviance", fitted.residuals(Residual.DEVIANCE));
            add("working", fitted.residuals(Residual.WORKING));
        }
        add("loss", fitted.losses());
        if (influence != null) {
            add("leverage", influence.leverage());
            add("standardised", influence.standardised());
            add("studentised", influence.studentised());
            add("cooks", influence.cooks());
        }
    }

    private void add(String name, double[] values) {
        names.add(name);
        numbers.add(values);
    }

    /**
     * Writes.
     *
     * @param fitted the fit
     * @param path a file, or {@code -} for standard output
     * @param console has standard output
     * @throws Unwritable if the file cannot be written
     */
    static void write(Fitted fitted, String path, Console console) {
        new FittedRows(fitted).to(path, console);
    }

    private void to(String path, Console console) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("row", Column.Kind.NUMBER));
        names.forEach(name -> columns.add(new Column(name, Column.Kind.NUMBER)));
        if (influence != null) {
            for (String term : fitted.design().names()) {
                columns.add(new Column("dfbetas " + term, Column.Kind.NUMBER));
            }
        }
        try (RowFile file = RowFile.to(path, columns, console)) {
            if (influence == null) {
                for (int i = 0; i < fitted.data().rows(); i++) {
                    file.row(cells(i));
                }
            } else {
                influence.dfbetas((moves, i) -> {
                    List<@Nullable String> cells = cells(i);
                    Arrays.stream(moves).forEach(move -> cells.add(RowFile.number(move)));
                    file.row(cells);
                });
            }
            file.finish();
        }
    }

    private List<@Nullable String> cells(int i) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(Integer.toString(fitted.data().matrix().rowInData(i) + 1));
        numbers.forEach(of -> cells.add(RowFile.number(of[i])));
        return cells;
    }
}
