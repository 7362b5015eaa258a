package org.surprisal.cli;

import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.report.LossPoint;

/** A loss at one point that is written on the command line. */
final class PointEvaluation {
    private PointEvaluation() {}

    /**
     * Evaluates.
     *
     * @param loss what the user calls it
     * @param formula the loss
     * @param at assignments such as {@code y=1,p=0.9}
     */
    static LossPoint of(String loss, Loss formula, String at) {
        Assignments where = Assignments.of(at, formula);
        if (!isIndex(formula, where)) {
            check(formula.target().name(), where.outcome(), formula.target().domain());
        }
        check(
                formula.prediction().name(),
                where.prediction(),
                formula.prediction().domain());
        return formula.perClass() ? classes(loss, at, formula, where) : row(loss, at, formula, where);
    }

    private static LossPoint row(String loss, String at, Loss formula, Assignments where) {
        if (where.outcome().length > 1 || where.prediction().length > 1) {
            throw Assignments.wrong(formula.name() + " is a loss of one value; give y and p one number each.");
        }
        double y = where.outcome()[0];
        double p = where.prediction()[0];
        return new LossPoint(loss, at, false, formula.value(y, p), new double[] {formula.gradient(y, p)}, new double[] {
            formula.hessian(y, p)
        });
    }

    private static LossPoint classes(String loss, String at, Loss formula, Assignments where) {
        double[] p = where.prediction();
        double[] y = isIndex(formula, where) ? oneHot(index(where.outcome()[0], p.length), p.length) : where.outcome();
        if (y.length != p.length) {
            throw Assignments.wrong("--at gives " + y.length + " values of the outcome and " + p.length
                    + " of the prediction; give one per class, or the index of the class that happened.");
        }
        double[] value = new double[1];
        double[][] gradient = new double[p.length][1];
        formula.evaluator().classes(columns(y), columns(p), 1, value, gradient, null);
        // The products with unit vectors exist for every formula; a closed form of the diagonal does not.
        double[][] matrix = formula.hessianMatrix(y, p);
        double[] diagonal = new double[p.length];
        for (int k = 0; k < p.length; k++) {
            diagonal[k] = matrix[k][k];
        }
        return new LossPoint(loss, at, true, value[0], row(gradient), diagonal);
    }

    private static double[] oneHot(int label, int classes) {
        double[] distribution = new double[classes];
        distribution[label] = 1;
        return distribution;
    }

    /** Whether the outcome of a loss over classes is given as the index of a class. */
    private static boolean isIndex(Loss formula, Assignments where) {
        return formula.perClass() && where.outcome().length == 1;
    }

    private static int index(double outcome, int classes) {
        if (outcome != Math.rint(outcome) || outcome < 0 || outcome >= classes) {
            throw Assignments.wrong("--at names class " + outcome + ", but classes are counted from 0 to "
                    + (classes - 1) + "; or give a distribution, such as y=0:0:1.");
        }
        return (int) outcome;
    }

    private static void check(String name, double[] values, Domain domain) {
        for (double value : values) {
            if (!domain.contains(value)) {
                throw Assignments.wrong(name + " = " + value + " lies outside " + domain + ", where it has a meaning.");
            }
        }
    }

    private static double[][] columns(double[] row) {
        double[][] columns = new double[row.length][];
        for (int k = 0; k < row.length; k++) {
            columns[k] = new double[] {row[k]};
        }
        return columns;
    }

    private static double[] row(double[][] columns) {
        double[] row = new double[columns.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = columns[k][0];
        }
        return row;
    }
}
