package org.surprisal.loss;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes a loss, its gradient and its Hessian over rows, in arrays or in a {@link Batch} of any kind. An evaluator
 * belongs to one thread at a time and allocates nothing per call, but for the first call of a kind, with more rows than
 * any before or with another number of classes. Losses with powers other than squares, {@code lbeta}, {@code lrising},
 * {@code lgammadelta}, {@code ndtr} (also within a longer name), {@code gammainc}, {@code stdtr} or {@code lwright} in
 * their formula are excepted: those are computed row by row, in pairs of doubles or as sums, for which memory may be
 * allocated.
 *
 * <p>The results are what the formula says, outside of its domain too: whether a value belongs to the loss is asked of
 * {@link Domain}. NaN in, NaN out, unless a mask of 0 (in {@code wmul}, {@code xlogy} and their relatives) selects it
 * away. Each result has the same bits alone or together with others, from any kind of input, in arrays of any length
 * and at any place in them.
 *
 * <p>Arrays shorter than {@code n} are refused with an {@link IllegalArgumentException}; a row loss refuses the methods
 * of class losses, and the other way round, with an {@link UnsupportedOperationException}.
 */
public final class Evaluator {
    private final Loss loss;
    private final Kernel kernel;
    private final Pass pass;
    private final String[] ofRows;
    private final Inputs.Repeated[] ofClasses;

    // What a call hands on, made once: the target, the prediction, the direction and the outputs.
    private final ColumnArrays targets = new ColumnArrays();
    private final ColumnArrays predictions = new ColumnArrays();
    private final ColumnArrays directions = new ColumnArrays();
    private final LabelArray labels = new LabelArray();
    private final ColumnArrays[] results = new ColumnArrays[Kernel.OUTPUTS];
    private final double[][][] column = new double[Kernel.OUTPUTS + 2][1][];

    Evaluator(Loss loss, Kernel kernel) {
        this.loss = loss;
        this.kernel = kernel;
        this.ofRows = kernel.columns().ofRows().toArray(String[]::new);
        this.ofClasses = kernel.columns().perClass().values().stream()
                .map(Inputs.Repeated::new)
                .toArray(Inputs.Repeated[]::new);
        this.pass = new Pass(kernel);
        for (int i = 0; i < results.length; i++) {
            results[i] = new ColumnArrays();
        }
    }

    /**
     * Several results of a batch in one pass over its rows.
     *
     * @param batch the rows
     * @param wanted what to compute, and where it goes
     * @throws IllegalArgumentException if the shapes do not fit, a label is no class, or a weight is negative, infinite
     *     or NaN; what was written until then is of no use
     */
    public void compute(Batch batch, Results wanted) {
        require(batch, wanted);
        compute(batch, wanted, wanted.total(), null, 0, batch.rows());
    }

    /**
     * The mean loss of a batch, weighted by its weights.
     *
     * @param batch the rows
     * @return the exact sum of the losses over the sum of the weights, rounded once; NaN for no rows
     * @throws IllegalArgumentException as {@link #compute(Batch, Results)}
     */
    public double mean(Batch batch) {
        require(batch, Results.NONE);
        Mean mean = new Mean();
        compute(batch, Results.NONE, null, mean, 0, batch.rows());
        return mean.value();
    }

    /** The same for some of the rows, with sums of their own. */
    void compute(Batch batch, Results wanted, @Nullable Total total, @Nullable Mean mean, int from, int to) {
        pass.target = batch.target();
        pass.labelled = batch.labelled();
        pass.prediction = batch.prediction();
        for (int i = 0; i < ofRows.length; i++) {
            pass.columns[i] = batch.columns().get(ofRows[i]);
        }
        pass.weight = batch.weight();
        pass.mask = batch.mask();
        pass.total = total;
        pass.mean = mean;
        pass.outputs[Kernel.VALUE] = wanted.values();
        pass.outputs[Kernel.GRADIENT] = wanted.gradients();
        pass.outputs[Kernel.HESSIAN] = wanted.hessians();
        for (int i = 0; i < wanted.partials().size(); i++) {
            Results.Partial partial = wanted.partials().get(i);
            pass.outputs[output(partial.variables())] = partial.to();
        }
        run(from, to);
    }

    /** Refuses a batch and results that do not fit this loss and one another. */
    void require(Batch batch, Results wanted) {
        int classes = batch.prediction().classes();
        if (!loss.perClass() && (batch.labelled() || classes != 1)) {
            requireClasses();
        }
        Shapes.require("values", wanted.values(), batch.rows(), 1);
        Shapes.require("gradients", wanted.gradients(), batch.rows(), classes);
        Shapes.require("hessians", wanted.hessians(), batch.rows(), classes);
        for (int i = 0; i < wanted.partials().size(); i++) {
            Results.Partial partial = wanted.partials().get(i);
            boolean wide = loss.perClass()
                    && partial.variables().contains(loss.prediction().name());
            Shapes.require(
                    "derivatives with respect to " + String.join(" and ", partial.variables()),
                    partial.to(),
                    batch.rows(),
                    wide ? classes : 1);
            output(partial.variables());
        }
        if (batch.columns().size() > 0 || ofRows.length > 0) {
            requireColumns(batch);
        }
    }

    private void requireColumns(Batch batch) {
        for (String name : batch.columns().keySet()) {
            if (!loss.columns().contains(name)) {
                throw new IllegalArgumentException("the batch has a column for " + name + ", which is none of " + loss
                        + ": say loss.predicting(\"" + name + "\") or loss.given(\"" + name + "\")");
            }
        }
        for (String name : ofRows) {
            if (!batch.columns().containsKey(name)) {
                throw missing(name);
            }
        }
    }

    private IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(
                loss + " needs a column for " + name + ": say batch.with(\"" + name + "\", ...)");
    }

    /** The place of a derivative among the outputs. */
    private int output(List<String> variables) {
        String prediction = loss.prediction().name();
        if (variables.stream().allMatch(prediction::equals)) {
            return variables.size() == 1 ? Kernel.GRADIENT : Kernel.HESSIAN;
        }
        int output = kernel.output(variables);
        if (output < 0) {
            throw new IllegalArgumentException(loss + " has no derivative with respect to "
                    + String.join(" and ", variables) + ": it predicts " + String.join(", ", loss.predictions()));
        }
        return output;
    }

    private void run(int from, int to) {
        for (int i = 0; i < ofRows.length; i++) {
            if (pass.columns[i] == null) {
                pass.clear();
                throw missing(ofRows[i]);
            }
        }
        int classes = Objects.requireNonNull(pass.prediction).classes();
        for (int i = 0; i < ofClasses.length; i++) {
            Inputs.Repeated numbers = ofClasses[i];
            if (numbers.classes() != classes) {
                pass.clear();
                throw new IllegalArgumentException(
                        loss + " has numbers for " + numbers.classes() + " classes, but there are " + classes);
            }
            pass.columns[ofRows.length + i] = numbers;
        }
        try {
            pass.run(from, to);
        } finally {
            pass.clear();
        }
    }

    /**
     * Row loss: the loss of each row.
     *
     * @param y the targets
     * @param p the predictions
     * @param n the number of rows
     * @param out receives the losses
     */
    public void values(double[] y, double[] p, int n, double[] out) {
        rows(y, p, n, out, null, null);
    }

    /**
     * Row loss: the derivative with respect to the prediction, for each row.
     *
     * @param y the targets
     * @param p the predictions
     * @param n the number of rows
     * @param out receives the derivatives
     */
    public void gradients(double[] y, double[] p, int n, double[] out) {
        rows(y, p, n, null, out, null);
    }

    /**
     * Row loss: the second derivative with respect to the prediction, for each row.
     *
     * @param y the targets
     * @param p the predictions
     * @param n the number of rows
     * @param out receives the second derivatives
     */
    public void hessians(double[] y, double[] p, int n, double[] out) {
        rows(y, p, n, null, null, out);
    }

    /**
     * Row loss: several results in one pass over the rows, with the same bits as each alone.
     *
     * @param y the targets
     * @param p the predictions
     * @param n the number of rows
     * @param values receives the losses, or null
     * @param gradients receives the derivatives, or null
     * @param hessians receives the second derivatives, or null
     */
    public void rows(
            double[] y,
            double[] p,
            int n,
            double @Nullable [] values,
            double @Nullable [] gradients,
            double @Nullable [] hessians) {
        requireRow();
        run(
                column(Kernel.OUTPUTS, y),
                null,
                column(Kernel.OUTPUTS + 1, p),
                null,
                n,
                columnOrNull(Kernel.VALUE, values),
                columnOrNull(Kernel.GRADIENT, gradients),
                columnOrNull(Kernel.HESSIAN, hessians),
                null);
    }

    /**
     * Class loss with the true class as its index: the loss of each row.
     *
     * @param label the true class of each row, from 0
     * @param p the predictions, {@code p[k]} the column of class k
     * @param n the number of rows
     * @param out receives the losses
     * @throws IllegalArgumentException if a label is negative or not less than the number of classes
     */
    public void values(int[] label, double[][] p, int n, double[] out) {
        classes(null, label, p, n, out, null, null);
    }

    /**
     * Class loss with a distribution as target: the loss of each row.
     *
     * @param y the targets, {@code y[k]} the column of class k
     * @param p the predictions, {@code p[k]} the column of class k
     * @param n the number of rows
     * @param out receives the losses
     */
    public void values(double[][] y, double[][] p, int n, double[] out) {
        classes(y, null, p, n, out, null, null);
    }

    /**
     * Class loss with the true class as its index: several results in one pass.
     *
     * @param label the true class of each row, from 0
     * @param p the predictions, {@code p[k]} the column of class k
     * @param n the number of rows
     * @param values receives the losses, or null
     * @param gradients receives a column per class of derivatives with respect to its prediction, or null
     * @param hessians receives a column per class of second derivatives, the diagonal of the Hessian, or null
     * @throws IllegalArgumentException if a label is negative or not less than the number of classes
     */
    public void classes(
            int[] label,
            double[][] p,
            int n,
            double @Nullable [] values,
            double @Nullable [][] gradients,
            double @Nullable [][] hessians) {
        classes(null, label, p, n, values, gradients, hessians);
    }

    /**
     * Class loss with a distribution as target: several results in one pass.
     *
     * @param y the targets, {@code y[k]} the column of class k
     * @param p the predictions, {@code p[k]} the column of class k
     * @param n the number of rows
     * @param values receives the losses, or null
     * @param gradients receives a column per class of derivatives with respect to its prediction, or null
     * @param hessians receives a column per class of second derivatives, the diagonal of the Hessian, or null
     */
    public void classes(
            double[][] y,
            double[][] p,
            int n,
            double @Nullable [] values,
            double @Nullable [][] gradients,
            double @Nullable [][] hessians) {
        classes(y, null, p, n, values, gradients, hessians);
    }

    /**
     * Class loss: the Hessian of each row times a vector.
     *
     * @param y the targets, {@code y[k]} the column of class k
     * @param p the predictions, {@code p[k]} the column of class k
     * @param v the vectors, {@code v[k]} the column of class k
     * @param n the number of rows
     * @param out receives the products, a column per class
     */
    public void hessianTimes(double[][] y, double[][] p, double[][] v, int n, double[][] out) {
        requireClasses();
        Shapes.require("v", v, p.length, n);
        run(y, null, p, v, n, null, null, null, out);
    }

    private void classes(
            double @Nullable [][] y,
            int @Nullable [] label,
            double[][] p,
            int n,
            double @Nullable [] values,
            double @Nullable [][] gradients,
            double @Nullable [][] hessians) {
        requireClasses();
        run(y, label, p, null, n, columnOrNull(Kernel.VALUE, values), gradients, hessians, null);
    }

    private void run(
            double @Nullable [][] y,
            int @Nullable [] label,
            double[][] p,
            double @Nullable [][] v,
            int n,
            double @Nullable [][] values,
            double @Nullable [][] gradients,
            double @Nullable [][] hessians,
            double @Nullable [][] along) {
        Shapes.require("the prediction", p, p.length, n);
        pass.prediction = predictions.of(p, n);
        if (y != null) {
            Shapes.require("the target", y, p.length, n);
            pass.target = targets.of(y, n);
        }
        if (label != null) {
            if (label.length < n) {
                throw new IllegalArgumentException("there are " + label.length + " labels for " + n + " rows");
            }
            pass.target = labels.of(label, n);
        }
        pass.labelled = label != null;
        pass.direction = v == null ? null : directions.of(v, n);
        want(Kernel.VALUE, values, 1, n);
        want(Kernel.GRADIENT, gradients, p.length, n);
        want(Kernel.HESSIAN, hessians, p.length, n);
        want(Kernel.ALONG, along, p.length, n);
        run(0, n);
    }

    private void want(int output, double @Nullable [][] to, int columns, int n) {
        if (to != null) {
            Shapes.require("the result", to, columns, n);
        }
        pass.outputs[output] = to == null ? null : results[output].of(to, n);
    }

    private double @Nullable [][] columnOrNull(int place, double @Nullable [] values) {
        return values == null ? null : column(place, values);
    }

    private double[][] column(int place, double[] values) {
        column[place][0] = values;
        return column[place];
    }

    private void requireRow() {
        if (loss.perClass()) {
            throw new UnsupportedOperationException(
                    loss.name() + " is a loss of several classes: give a column for each class");
        }
    }

    private void requireClasses() {
        if (!loss.perClass()) {
            throw new UnsupportedOperationException(
                    loss.name() + " is a loss of one prediction per row: give one column");
        }
    }
}
