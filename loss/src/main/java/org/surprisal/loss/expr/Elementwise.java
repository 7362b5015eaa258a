package org.surprisal.loss.expr;

import java.math.BigDecimal;
import org.surprisal.math.decimal.Decimals;

/**
 * An operation on numbers: on class level it is done for each class alone, a row-level argument being the same for all.
 */
public non-sealed interface Elementwise extends Operation {
    /**
     * The value in decimals, by the definition of the operation: what {@link #run} is judged by.
     *
     * @param d arithmetic at a precision; the error may be a few units of its last digit
     * @param x the arguments
     * @return the value
     * @throws ArithmeticException if there is no finite value
     */
    BigDecimal exact(Decimals d, Arguments x);

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
