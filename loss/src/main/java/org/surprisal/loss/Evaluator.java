package org.surprisal.loss;

import org.jspecify.annotations.Nullable;
import org.surprisal.loss.program.Machine;

/**
 * Computes a loss, its gradient and its Hessian over arrays. An evaluator belongs to one thread at a time and allocates
 * nothing per call, but for the first call of a kind or with more classes.
 *
 * <p>The results are what the formula says, outside of its domain too: whether a value belongs to the loss is asked of
 * {@link Domain}. NaN in, NaN out, unless a mask of 0 (in {@code wmul}, {@code xlogy} and their relatives) selects it
 * away. Each result has the same bits alone or together with others, in arrays of any length and at any place in them.
 *
 * <p>Arrays shorter than {@code n} are refused with an {@link IllegalArgumentException}; a row loss refuses the methods
 * of class losses, and the other way round, with an {@link UnsupportedOperationException}.
 */
public final class Evaluator {
    private final Loss loss;
    private final Kernel kernel;

    /** By the set of outputs, a bit for each. */
    private final @Nullable Machine[] machines = new Machine[1 << Kernel.OUTPUTS];

    // What a call hands on to its machine, made once. The outer index is an output, then the target, then the
    // prediction.
    private final double[][][] column = new double[Kernel.OUTPUTS + 2][1][];

    /** The outputs that are wanted, by their number. */
    private final double[][][][] wanted = new double[Kernel.OUTPUTS + 1][][][];

    Evaluator(Loss loss, Kernel kernel) {
        this.loss = loss;
        this.kernel = kernel;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = new double[i][][];
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
        if (loss.perClass()) {
            throw new UnsupportedOperationException(
                    loss.name() + " is a loss of several classes: give a column for each class");
        }
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
        require("v", v, p.length, n);
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
        if (label != null) {
            requireLabels(label, p.length, n);
        }
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
        require("the prediction", p, p.length, n);
        if (y != null) {
            require("the target", y, p.length, n);
        }
        int mask = 0;
        mask = want(mask, Kernel.VALUE, values, 1, n);
        mask = want(mask, Kernel.GRADIENT, gradients, p.length, n);
        mask = want(mask, Kernel.HESSIAN, hessians, p.length, n);
        mask = want(mask, Kernel.ALONG, along, p.length, n);
        machine(mask).run(y, label, p, v, n, wanted[Integer.bitCount(mask)]);
    }

    /** Notes where an output goes, if it is wanted; asked for in the order of the outputs. */
    private int want(int mask, int output, double @Nullable [][] to, int columns, int n) {
        if (to == null) {
            return mask;
        }
        require("the result", to, columns, n);
        int count = Integer.bitCount(mask);
        // The lists of each length begin alike, whichever is the right one in the end.
        for (int length = count + 1; length < wanted.length; length++) {
            wanted[length][count] = to;
        }
        return mask | 1 << output;
    }

    private double @Nullable [][] columnOrNull(int place, double @Nullable [] values) {
        return values == null ? null : column(place, values);
    }

    private double[][] column(int place, double[] values) {
        column[place][0] = values;
        return column[place];
    }

    private Machine machine(int mask) {
        @Nullable Machine known = machines[mask];
        if (known != null) {
            return known;
        }
        Machine made = kernel.machine(mask);
        machines[mask] = made;
        return made;
    }

    private void requireClasses() {
        if (!loss.perClass()) {
            throw new UnsupportedOperationException(
                    loss.name() + " is a loss of one prediction per row: give one column");
        }
    }

    private static void require(String what, double[][] columns, int count, int n) {
        if (columns.length != count || count == 0) {
            throw new IllegalArgumentException(
                    what + " needs " + Math.max(1, count) + " columns, but has " + columns.length);
        }
        for (double[] column : columns) {
            if (column.length < n) {
                throw new IllegalArgumentException(
                        what + " has a column of " + column.length + " values, but " + n + " rows are asked for");
            }
        }
    }

    private static void requireLabels(int[] label, int classes, int n) {
        if (label.length < n) {
            throw new IllegalArgumentException("there are " + label.length + " labels for " + n + " rows");
        }
        for (int i = 0; i < n; i++) {
            if (label[i] < 0 || label[i] >= classes) {
                throw new IllegalArgumentException("a label must be from 0 to " + (classes - 1)
                        + ", the classes, but row " + (i + 1) + " has " + label[i]);
            }
        }
    }
}
