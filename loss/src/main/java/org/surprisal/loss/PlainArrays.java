package org.surprisal.loss;

/**
 * What a loss says of plain arrays and single points: short calls with the bits of an {@link Evaluator} or a
 * {@link Batch}, each of which makes its own evaluator.
 */
interface PlainArrays {
    /** A fresh evaluator, for one thread. */
    Evaluator evaluator();

    /** The mean loss of a batch. */
    double mean(Batch batch, int threads);

    /** The total loss of a batch. */
    Total total(Batch batch, int threads);

    /**
     * The loss of one row, or, of a row loss, its value at one point.
     *
     * @param y the target
     * @param p the prediction
     * @return the loss
     * @throws UnsupportedOperationException if this is a class loss
     */
    default double value(double y, double p) {
        double[] out = new double[1];
        evaluator().values(new double[] {y}, new double[] {p}, 1, out);
        return out[0];
    }

    /**
     * The derivative of a row loss at one point.
     *
     * @param y the target
     * @param p the prediction
     * @return the derivative with respect to the prediction
     * @throws UnsupportedOperationException if this is a class loss
     */
    default double gradient(double y, double p) {
        double[] out = new double[1];
        evaluator().gradients(new double[] {y}, new double[] {p}, 1, out);
        return out[0];
    }

    /**
     * The second derivative of a row loss at one point.
     *
     * @param y the target
     * @param p the prediction
     * @return the second derivative with respect to the prediction
     * @throws UnsupportedOperationException if this is a class loss
     */
    default double hessian(double y, double p) {
        double[] out = new double[1];
        evaluator().hessians(new double[] {y}, new double[] {p}, 1, out);
        return out[0];
    }

    /**
     * The losses of many rows, of a row loss.
     *
     * @param y the targets
     * @param p the predictions, as many
     * @return the loss of each row
     * @throws UnsupportedOperationException if this is a class loss
     */
    default double[] values(double[] y, double[] p) {
        double[] out = new double[sameLength(y, p)];
        evaluator().values(y, p, y.length, out);
        return out;
    }

    /**
     * The derivatives of many rows, of a row loss.
     *
     * @param y the targets
     * @param p the predictions, as many
     * @return the derivative of each row with respect to its prediction
     * @throws UnsupportedOperationException if this is a class loss
     */
    default double[] gradient(double[] y, double[] p) {
        double[] out = new double[sameLength(y, p)];
        evaluator().gradients(y, p, y.length, out);
        return out;
    }

    /**
     * The second derivatives of many rows, of a row loss.
     *
     * @param y the targets
     * @param p the predictions, as many
     * @return the second derivative of each row with respect to its prediction
     * @throws UnsupportedOperationException if this is a class loss
     */
    default double[] hessian(double[] y, double[] p) {
        double[] out = new double[sameLength(y, p)];
        evaluator().hessians(y, p, y.length, out);
        return out;
    }

    /**
     * The mean loss of many rows.
     *
     * @param y the targets
     * @param p the predictions, as many
     * @return the exact sum of the losses over the number of rows, rounded once; NaN for no rows
     */
    default double mean(double[] y, double[] p) {
        sameLength(y, p);
        return mean(Batch.of(Input.of(y), Input.of(p)), 1);
    }

    /**
     * The total loss of many rows.
     *
     * @param y the targets
     * @param p the predictions, as many
     * @return the total
     */
    default Total total(double[] y, double[] p) {
        sameLength(y, p);
        return total(Batch.of(Input.of(y), Input.of(p)), 1);
    }

    /**
     * The weighted total loss of many rows.
     *
     * @param y the targets
     * @param p the predictions, as many
     * @param weight the weights, as many, finite and not negative; a row of weight 0 is left out
     * @return the total
     */
    default Total total(double[] y, double[] p, double[] weight) {
        sameLength(y, p);
        sameLength(y, weight);
        return total(Batch.of(Input.of(y), Input.of(p)).weighted(Input.of(weight)), 1);
    }

    /**
     * The total of a class loss with the true class as its index.
     *
     * @param label the true class of each row, from 0
     * @param p the predictions, {@code p[k]} the column of class k
     * @return the total
     */
    default Total total(int[] label, double[][] p) {
        return total(Batch.labelled(Input.of(label), Input.columns(p)), 1);
    }

    /** The length of two arrays. */
    static int sameLength(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "the arrays must have one length, but have " + a.length + " and " + b.length + " values");
        }
        return a.length;
    }
}
