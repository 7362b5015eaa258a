package org.surprisal.loss.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;

/**
 * Something that formulas do: a name, a derivative, a loop over a block of rows, rules of simplification.
 *
 * <p>Each operation is one file, and one list names them all; nothing else knows which operations exist.
 */
public sealed interface Operation permits Elementwise, OverClasses {
    /**
     * The name in formulas; together with the {@link #arity} it is unique.
     *
     * @return a name or an operator
     */
    String name();

    /**
     * The number of arguments.
     *
     * @return at least 1
     */
    int arity();

    /**
     * The same in what other hosts can say, such as databases and libraries of other languages: as exact as it is here
     * within a few units of the last place, with the same zeros, infinities and masks.
     *
     * @param t where to make terms
     * @param x the arguments
     * @return null if it has no such form
     */
    default @Nullable Term portable(Terms t, List<Term> x) {
        return null;
    }

    /**
     * How it is written.
     *
     * @return a function call unless an operation says otherwise
     */
    default Notation notation() {
        return Notation.FUNCTION;
    }

    /**
     * How it reads in LaTeX.
     *
     * @param x the arguments
     * @return its operator, or a call of a function of its name, unless an operation says otherwise
     */
    default Latex latex(List<Latex> x) {
        return Latex.plain(name(), notation(), x);
    }

    /**
     * Whether the two arguments can change places with no bit of the result changing.
     *
     * @return false unless an operation says otherwise
     */
    default boolean commutes() {
        return false;
    }

    /**
     * A simpler expression with the same value. Allowed are rules that change no bit and rules that make the result
     * more exact; a rule that may lose digits belongs to {@link #textbook}.
     *
     * @param g the graph to write in
     * @param x the arguments
     * @return null if there is nothing simpler
     */
    default @Nullable Expr simplify(Graph g, List<Expr> x) {
        return null;
    }

    /**
     * What this call passes back to one of its arguments in reverse mode: the given adjoint times the partial
     * derivative. It is 0 where the adjoint is 0, whatever the partial derivative is there, so that a mask selects in
     * derivatives too; where the derivative does not exist, the file of the operation says what is taken.
     *
     * @param g the graph to write in
     * @param self the call
     * @param i which argument
     * @param adjoint the derivative of the whole with respect to this call
     * @return the contribution to the derivative of the whole with respect to argument {@code i}
     */
    Expr adjoint(Graph g, Call self, int i, Expr adjoint);

    /**
     * The call as a textbook would write it, equal in real numbers though perhaps less exact in doubles. Written with
     * {@link Graph#raw}, for the eyes only.
     *
     * @param g the graph to write in
     * @param self the call
     * @return the call itself unless an operation says otherwise
     */
    default Expr textbook(Graph g, Call self) {
        return self;
    }
}
