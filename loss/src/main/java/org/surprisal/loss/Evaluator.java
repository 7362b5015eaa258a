package org.surprisal.loss;

/** Computes a loss over arrays, with no allocation per call. Belongs to one thread. */
@SuppressWarnings("DoNotCallSuggester")
public final class Evaluator {
    Evaluator() {}

    /**
     * Row loss: the loss of each row.
     *
     * @param y the targets
     * @param p the predictions
     * @param n the number of rows
     * @param out receives the losses
     */
    public void values(double[] y, double[] p, int n, double[] out) {
        throw new UnsupportedOperationException("" + y.length + p.length + n + out.length);
    }

    /**
     * Row loss: the derivative of each row.
     *
     * @param y the targets
     * @param p the predictions
     * @param n the number of rows
     * @param out receives the derivatives
     */
    public void gradients(double[] y, double[] p, int n, double[] out) {
        throw new UnsupportedOperationException("" + y.length + p.length + n + out.length);
    }

    /**
     * Row loss: the second derivative of each row.
     *
     * @param y the targets
     * @param p the predictions
     * @param n the number of rows
     * @param out receives the second derivatives
     */
    public void hessians(double[] y, double[] p, int n, double[] out) {
        throw new UnsupportedOperationException("" + y.length + p.length + n + out.length);
    }

    /**
     * Class loss with the true class as its index.
     *
     * @param label the true class of each row
     * @param p the predictions, {@code p[k]} the column of class k
     * @param n the number of rows
     * @param out receives the losses
     */
    public void values(int[] label, double[][] p, int n, double[] out) {
        throw new UnsupportedOperationException("" + label.length + p.length + n + out.length);
    }

    /**
     * Class loss with a distribution as target.
     *
     * @param y the targets, {@code y[k]} the column of class k
     * @param p the predictions, {@code p[k]} the column of class k
     * @param n the number of rows
     * @param out receives the losses
     */
    public void values(double[][] y, double[][] p, int n, double[] out) {
        throw new UnsupportedOperationException("" + y.length + p.length + n + out.length);
    }
}
