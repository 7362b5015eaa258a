package org.surprisal.loss;

import java.util.List;
import org.surprisal.loss.Points.Point;
import org.surprisal.loss.expr.FormulaException;

/** One row at a time, of row losses and class losses alike, for the tests. */
final class Rows {
    private Rows() {}

    /** Those of which the Hessian, of a class loss its diagonal, can be written down. */
    static List<Loss> curved(List<Loss> losses) {
        return losses.stream().filter(Rows::hasHessian).toList();
    }

    private static boolean hasHessian(Loss loss) {
        try {
            return loss.computedHessian().id() >= 0;
        } catch (FormulaException noClosedForm) {
            return false;
        }
    }

    static double value(Loss loss, Point point) {
        double[] out = new double[1];
        if (loss.perClass()) {
            loss.evaluator().values(columns(point.y()), columns(point.p()), 1, out);
            return out[0];
        }
        return loss.value(point.y()[0], point.p()[0]);
    }

    static double[] gradient(Loss loss, Point point) {
        if (!loss.perClass()) {
            return new double[] {loss.gradient(point.y()[0], point.p()[0])};
        }
        double[][] out = new double[point.p().length][1];
        loss.evaluator().classes(columns(point.y()), columns(point.p()), 1, null, out, null);
        return row(out, 0);
    }

    static double[] hessian(Loss loss, Point point) {
        if (!loss.perClass()) {
            return new double[] {loss.hessian(point.y()[0], point.p()[0])};
        }
        double[][] out = new double[point.p().length][1];
        loss.evaluator().classes(columns(point.y()), columns(point.p()), 1, null, null, out);
        return row(out, 0);
    }

    /** A row as columns of one value each. */
    static double[][] columns(double... row) {
        double[][] columns = new double[row.length][1];
        for (int k = 0; k < row.length; k++) {
            columns[k][0] = row[k];
        }
        return columns;
    }

    static double[] row(double[][] columns, int i) {
        double[] row = new double[columns.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = columns[k][i];
        }
        return row;
    }
}
