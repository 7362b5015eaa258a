package org.surprisal.loss.expr;

/**
 * An operation on numbers: on class level it is done for each class alone, a row-level argument being the same for all.
 */
public non-sealed interface Elementwise extends Operation {
    /**
     * Does the operation for a block of rows: one small loop, or a call of one. The bits of a row depend on nothing but
     * the arguments in that row.
     *
     * @param x the arguments, each with at least {@code n} values, not to be changed
     * @param out receives {@code n} results; none of the arguments
     * @param n the number of rows
     */
    void run(double[][] x, double[] out, int n);
}
