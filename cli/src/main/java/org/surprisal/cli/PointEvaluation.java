package org.surprisal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Input;
import org.surprisal.loss.Local;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.Results;
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
        for (Parameter parameter : formula.parameters()) {
            Double value = where.columns().get(parameter.name());
            if (value != null) {
                check(parameter.name(), new double[] {value}, parameter.domain());
            }
        }
        return formula.perClass() ? classes(loss, at, formula, where) : row(loss, at, formula, where);
    }

    private static LossPoint row(String loss, String at, Loss formula, Assignments where) {
        if (where.outcome().length > 1 || where.prediction().length > 1) {
            throw Assignments.wrong(formula.name() + " is a loss of one value; give y and p one number each.");
        }
        double y = where.outcome()[0];
        double p = where.prediction()[0];
        double[] x = DoubleStream.concat(
                        DoubleStream.of(p), where.columns().values().stream().mapToDouble(one -> one))
                .toArray();
        Local found = formula.at(y, x);
        List<String> names = formula.predictions();
        List<LossPoint.Derivative> derivatives = new ArrayList<>();
        for (List<String> variables : formula.derivatives().all()) {
            int i = names.indexOf(variables.getFirst());
            int j = names.indexOf(variables.getLast());
            double value = variables.size() == 1 ? found.gradient()[i] : found.hessian()[i][j];
            derivatives.add(new LossPoint.Derivative(variables, false, new double[] {value}));
        }
        return new LossPoint(loss, at, found.value(), derivatives);
    }

    private static LossPoint classes(String loss, String at, Loss formula, Assignments where) {
        double[] p = where.prediction();
        double[] y = isIndex(formula, where) ? oneHot(index(where.outcome()[0], p.length), p.length) : where.outcome();
        if (y.length != p.length) {
            throw Assignments.wrong("--at gives " + y.length + " values of the outcome and " + p.length
                    + " of the prediction; give one per class, or the index of the class that happened.");
        }
        Batch batch = Batch.of(Input.columns(columns(y)), Input.columns(columns(p)));
        Loss closed = formula;
        for (Map.Entry<String, Double> column : where.columns().entrySet()) {
            batch = batch.with(column.getKey(), Input.of(column.getValue()));
            closed = closed.with(column.getKey(), column.getValue());
        }
        double[] value = new double[1];
        Results wanted = Results.NONE.values(Output.to(value));
        List<LossPoint.Derivative> derivatives = new ArrayList<>();
        String prediction = formula.prediction().name();
        for (List<String> variables : formula.derivatives().all()) {
            boolean wide = formula.derivatives().perClass(variables);
            double[] out = new double[wide ? p.length : 1];
            Output to = Output.rowMajor(out, out.length);
            if (variables.size() == 1) {
                wanted = wanted.gradients(variables.getFirst(), to);
            } else if (variables.equals(List.of(prediction, prediction))) {
                // The products with unit vectors exist for every formula; a closed form of the diagonal does not.
                double[][] matrix = closed.hessianMatrix(y, p);
                Arrays.setAll(out, k -> matrix[k][k]);
            } else {
                wanted = wanted.hessians(variables.getFirst(), variables.getLast(), to);
            }
            derivatives.add(new LossPoint.Derivative(variables, wide, out));
        }
        formula.evaluator().compute(batch, wanted);
        return new LossPoint(loss, at, value[0], derivatives);
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
}
