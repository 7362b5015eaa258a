package org.surprisal.loss.expr;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An operation of one argument that mixes the classes of a row: a reduction to one value per row, or a map that keeps
 * one value per class. The argument is a column per class.
 */
public non-sealed interface OverClasses extends Operation {
    /** How many blocks of scratch space {@link #run} is given. */
    int SCRATCH = 10;

    @Override
    default int arity() {
        return 1;
    }

    /**
     * The level of the result.
     *
     * @return true for one value per row, false for one per class
     */
    boolean reduces();

    /**
     * Does the operation for a block of rows.
     *
     * @param x the argument, a column per class, not to be changed; columns may be one and the same array
     * @param out receives a column per class, or one column if this reduces; none of them an argument
     * @param scratch {@link #SCRATCH} columns to write on
     * @param n the number of rows
     */
    void run(double[][] x, double[][] out, double[][] scratch, int n);

    /**
     * Of a map that keeps the classes: the derivative of its value at class k with respect to the prediction of class
     * k.
     *
     * @param g the graph to write in
     * @param self the call
     * @param own the same derivative of the argument
     * @param local whether the argument at class k depends on no prediction but that of class k
     * @param back reverse mode through the argument: from a seed of one value per class to the derivative, with respect
     *     to the prediction, of the sum over the classes of seed times argument
     * @return the derivative at each class
     * @throws FormulaException if there is no closed form
     */
    default Expr own(Graph g, Call self, Expr own, boolean local, UnaryOperator<Expr> back) {
        throw new FormulaException(
                "the diagonal of the Hessian through " + name() + " has no closed form here; "
                        + "Hessian-vector products are available",
                FormulaException.NOWHERE);
    }

    /**
     * The same with two classes written out.
     *
     * @param g the graph to write in
     * @param first the argument of class 0
     * @param second the argument of class 1
     * @return one expression if this reduces, otherwise one per class
     */
    List<Expr> ofTwo(Graph g, Expr first, Expr second);
}
