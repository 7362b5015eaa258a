package org.surprisal.fit;

import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Loss;

/**
 * What the rows of a panel are at given coefficients, without weights, one panel after the other; for one thread.
 *
 * <p>The arrays hold {@link #rows} numbers from the row {@link #from} on: the response, the linear predictor, the
 * prediction, the loss and its first and second derivative in the predictor, the expected one of a family.
 */
final class PanelState {
    final double[] response = new double[Panel.ROWS];
    final double[] predictor = new double[Panel.ROWS];
    final double[] mean = new double[Panel.ROWS];
    final double[] value = new double[Panel.ROWS];
    final double[] slope = new double[Panel.ROWS];
    final double[] curvature = new double[Panel.ROWS];
    private final double[] lost = new double[Panel.ROWS];
    private final @Nullable RowState known;
    private final Dataset data;
    private final Objective objective;
    private final double[] ofCells;
    private final ModelMatrix.Reader reader;
    private final RowLoss loss;
    private int from;
    private int rows;

    PanelState(Dataset data, Objective objective, double[] coefficients) {
        this(data, objective, coefficients, null);
    }

    /** The same of rows that are known already. */
    PanelState(Dataset data, Objective objective, double[] coefficients, @Nullable RowState known) {
        this.known = known;
        this.data = data;
        this.objective = objective;
        this.ofCells = data.matrix().design().expansion().toCells(coefficients);
        this.reader = data.matrix().reader();
        this.loss = (objective.exponential() ? objective.expected() : objective.observed()).get();
    }

    /** The first row. */
    int from() {
        return from;
    }

    /** How many rows. */
    int rows() {
        return rows;
    }

    /** Goes to other rows. */
    void read(int first, int n) {
        from = first;
        rows = n;
        if (known != null) {
            data.responses(first, n, response);
            System.arraycopy(known.predictor(), first, predictor, 0, n);
            System.arraycopy(known.mean(), first, mean, 0, n);
            System.arraycopy(known.value(), first, value, 0, n);
            System.arraycopy(known.slope(), first, slope, 0, n);
            System.arraycopy(known.curvature(), first, curvature, 0, n);
            return;
        }
        Panel panel = reader.read(first, n);
        Predictors.of(data, panel, first, ofCells, predictor, lost);
        data.responses(first, n, response);
        loss.at(first, response, predictor, n, value, slope, curvature);
        System.arraycopy(predictor, 0, mean, 0, n);
        objective.link().means(mean, mean, n);
    }

    /** Makes what rows add to the deviance, without weights. */
    static EachRow.Term deviances(Family family) {
        Loss stated = family.deviance();
        if (stated != null) {
            Evaluator evaluator = stated.evaluator();
            return (rows, to) -> evaluator.values(rows.response, rows.mean, rows.rows, to);
        }
        Evaluator evaluator = family.objective().evaluator();
        return (rows, to) -> {
            evaluator.values(rows.response, rows.response, rows.rows, to);
            for (int i = 0; i < rows.rows; i++) {
                to[i] = 2 * (rows.value[i] - to[i]);
            }
        };
    }

    /** Makes squared Pearson residuals, without weights: the variance is the inverse curvature at y = mean. */
    static EachRow.Term squares(Family family) {
        Evaluator evaluator = family.objective().evaluator();
        return (rows, to) -> {
            evaluator.hessians(rows.mean, rows.mean, rows.rows, to);
            for (int i = 0; i < rows.rows; i++) {
                double rest = rows.response[i] - rows.mean[i];
                to[i] *= rest * rest;
            }
        };
    }
}
