package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.ADD;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.algebra.FieldOperation;
import org.surprisal.loss.algebra.Quotient;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/**
 * Addition. The rules write a sum of negatives as a difference, and one choice out of two choices on the same
 * condition.
 */
public final class Add implements FieldOperation {
    /** The operation. */
    public static final Add OPERATION = new Add();

    private Add() {}

    static Expr of(Graph g, Expr a, Expr b) {
        return g.call(OPERATION, a, b);
    }

    @Override
    public String name() {
        return "+";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.ADD, x.get(0), x.get(1));
    }

    @Override
    public Notation notation() {
        return Notation.infix("+", Notation.SUM);
    }

    @Override
    public boolean commutes() {
        return true;
    }

    @Override
    public boolean adds() {
        return true;
    }

    @Override
    public Quotient quotient(List<Expr> x, List<Quotient> q) {
        return q.get(0).plus(q.get(1));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        if (Num.is(a, 0)) {
            return b;
        }
        if (Num.is(b, 0)) {
            return a;
        }
        Expr minusB = Match.inside(Negate.OPERATION, b);
        if (minusB != null) {
            return Subtract.of(g, a, minusB);
        }
        Expr minusA = Match.inside(Negate.OPERATION, a);
        if (minusA != null) {
            return Subtract.of(g, b, minusA);
        }
        if (a == b) {
            return Multiply.of(g, g.num(2), a);
        }
        Call left = Match.call(Where.OPERATION, a);
        Call right = Match.call(Where.OPERATION, b);
        if (left != null && right != null && left.argument(0) == right.argument(0)) {
            return Where.of(
                    g,
                    left.argument(0),
                    of(g, left.argument(1), right.argument(1)),
                    of(g, left.argument(2), right.argument(2)));
        }
        return null;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return adjoint;
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.add(x.at(0), x.at(1));
    }

    @Override
    public @Nullable Expr settled(Graph g, List<Expr> x) {
        // Adding 0 makes 0 of -0 and changes nothing else.
        return isUnsigned(x.get(0)) && Num.is(x.get(1), 0)
                ? x.get(0)
                : isUnsigned(x.get(1)) && Num.is(x.get(0), 0) ? x.get(1) : null;
    }

    /** The expression with 0 in the place of -0. */
    static Expr unsigned(Graph g, Expr a) {
        return isUnsigned(a) || a instanceof Num ? a : g.raw(OPERATION, a, g.num(0));
    }

    private static boolean isUnsigned(Expr expr) {
        return expr instanceof Call call && call.operation() instanceof Elementwise inner && inner.unsigned();
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(ADD, x));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = a[i] + b[i];
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        return x[0].plus(x[1]);
    }
}
