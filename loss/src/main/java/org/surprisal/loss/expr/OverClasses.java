package org.surprisal.loss.expr;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.decimal.Decimals;

/**
 * An operation that mixes the classes of a row: a reduction to one value per row, or a map that keeps one value per
 * class. A block of rows on class level is one array, the values of class k from {@code k * rows} on.
 */
public non-sealed interface OverClasses extends Operation {
    /** How many arrays {@link #run} is given to write on. */
    int SCRATCH = 2;

    /** How many values per row each of them has. */
    int WIDTH = 8;

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
     * Whether the result may be written over the first argument.
     *
     * @return false unless an operation says otherwise
     */
    default boolean inPlace() {
        return false;
    }

    /**
     * The values in decimals, by the definition of the operation: what {@link #run} is judged by.
     *
     * @param d arithmetic at a precision; the error may be a few units of its last digit
     * @param x the argument, a value per class
     * @return a value per class, or one if this reduces
     * @throws ArithmeticException if one of them is not finite
     */
    BigDecimal[] exact(Decimals d, BigDecimal[] x);

    /**
     * Does the operation for a block of rows.
     *
     * @param x the arguments, the first one on class level, not to be changed
     * @param out receives a value per class and row, or one per row if this reduces; none of the arguments, but for
     *     {@link #inPlace}
     * @param scratch {@link #SCRATCH} arrays of {@link #WIDTH} values per row to write on
     * @param classes the number of classes
     * @param rows the number of rows
     */
    void run(double[][] x, double[] out, double[][] scratch, int classes, int rows);

    /**
     * The same in terms of operations that others share, with the same bits, for a program that needs several of them.
     *
     * @param g the graph to write in, with {@link Graph#raw}
     * @param x the argument, on class level
     * @return null if there are no such operations
     */
    default @Nullable Expr shared(Graph g, Expr x) {
        return null;
    }

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

    /**
     * The values for arguments in intervals, as {@link Elementwise#interval}.
     *
     * @param x the argument, one interval per class
     * @return an interval per class, or one if this reduces; unless an operation says otherwise nothing is known
     */
    default Interval[] interval(Interval[] x) {
        Interval[] unknown = new Interval[reduces() ? 1 : x.length];
        Arrays.fill(unknown, Interval.ANYTHING);
        return unknown;
    }
}
