package org.surprisal.loss.expr;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

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

    /**
     * How long a row takes, in about the time of an addition.
     *
     * @return 1 unless an operation says otherwise
     */
    default int cost() {
        return 1;
    }

    /**
     * What is left of this when some arguments have become numbers, such as a target that is 0 or 1. Unlike the rules
     * for formulas ({@link #simplify}) this changes no bit for any value of the other arguments, not even for NaN, and
     * not the sign of a zero.
     *
     * @param g the graph to write in, with {@link Graph#raw}
     * @param x the arguments
     * @return null if there is nothing simpler
     */
    default @Nullable Expr settled(Graph g, List<Expr> x) {
        return null;
    }

    /**
     * Whether a result of 0 is never -0.
     *
     * @return false unless an operation says otherwise
     */
    default boolean unsigned() {
        return false;
    }

    /**
     * Whether the result is the same for an argument of 0 and one of -0.
     *
     * @return false unless an operation says otherwise
     */
    default boolean zerosAlike() {
        return false;
    }

    /**
     * An operation on the same arguments that is done faster together with this one.
     *
     * @return null if there is none
     */
    default @Nullable Elementwise companion() {
        return null;
    }

    /**
     * Does this and its {@link #companion}, each with the bits that it has alone.
     *
     * @param x the arguments, each with at least {@code n} values, not to be changed
     * @param out receives {@code n} results
     * @param beside receives {@code n} results of the companion
     * @param n the number of rows
     */
    default void runBoth(double[][] x, double[] out, double[] beside, int n) {
        throw new UnsupportedOperationException(name() + " has no companion");
    }

    /**
     * Whether this selects: whether a value that is not finite may leave no trace in the result. Any other operation
     * gives NaN where an argument is NaN, unless the result is the same whatever the argument is.
     *
     * @return false unless an operation says otherwise
     */
    default boolean selects() {
        return false;
    }

    /**
     * The same as {@link #run} in plain arithmetic, which HotSpot vectorises. It may give NaN where {@code run} selects
     * something else; whatever else it gives has the bits of {@code run}.
     *
     * @param x the arguments, each with at least {@code n} values, not to be changed
     * @param out receives {@code n} results; none of the arguments
     * @param n the number of rows
     */
    default void plain(double[][] x, double[] out, int n) {
        run(x, out, n);
    }

    /**
     * Writes the operation as arithmetic on one row, with the bits of {@link #run}, where a NaN is a NaN whatever its
     * bits are.
     *
     * @param line where to
     * @param x the places of the arguments in it
     * @return the place of the result; empty if it is more than arithmetic
     */
    default OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.empty();
    }

    /**
     * The values for arguments in intervals: all that {@link #exact} may give for real numbers in them, the conventions
     * of the operation at infinities included, and all that {@link #run} may give for doubles in them. Whether an
     * argument is undefined is looked at by operations that select; for any other, whoever asks adds it.
     *
     * @param x the arguments
     * @return an interval that holds the values; unless an operation says otherwise nothing is known
     */
    default Interval interval(Interval[] x) {
        return Interval.ANYTHING;
    }
}
