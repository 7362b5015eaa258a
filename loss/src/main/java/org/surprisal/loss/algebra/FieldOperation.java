package org.surprisal.loss.algebra;

import java.util.List;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;

/** An operation that makes fractions from fractions: plus, minus, times, over and what is made of them. */
public interface FieldOperation extends Elementwise {
    /**
     * Does the operation on fractions.
     *
     * @param x the arguments as they are written
     * @param q the same as fractions
     * @return the result
     * @throws ArithmeticException if there is none that one would want to read
     */
    Quotient quotient(List<Expr> x, List<Quotient> q);

    /**
     * Whether it adds, so that a product with the result has to be multiplied out.
     *
     * @return true for plus and minus
     */
    default boolean adds() {
        return false;
    }
}
