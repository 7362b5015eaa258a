package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.MULTIPLY;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.algebra.FieldOperation;
import org.surprisal.loss.algebra.Quotient;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/** Multiplication. Signs move to the front, and numbers meet where their product is exact. */
public final class Multiply implements FieldOperation {
    /** The operation. */
    public static final Multiply OPERATION = new Multiply();

    private Multiply() {}

    static Expr of(Graph g, Expr a, Expr b) {
        return g.call(OPERATION, a, b);
    }

    @Override
    public String name() {
        return "*";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.MULTIPLY, x.get(0), x.get(1));
    }

    @Override
    public Notation notation() {
        return Notation.infix("*", Notation.PRODUCT);
    }

    @Override
    public boolean commutes() {
        return true;
    }

    @Override
    public Quotient quotient(List<Expr> x, List<Quotient> q) {
        return q.get(0).times(q.get(1));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        if (b instanceof Num && !(a instanceof Num)) {
            return of(g, b, a);
        }
        if (Num.is(a, 0) || Num.is(b, 1)) {
            return a;
        }
        if (Num.is(a, 1)) {
            return b;
        }
        if (a instanceof Num num && num.value() < 0) {
            return Negate.of(g, of(g, g.num(-num.value()), b));
        }
        Expr minusA = Match.inside(Negate.OPERATION, a);
        if (minusA != null) {
            return Negate.of(g, of(g, minusA, b));
        }
        Expr minusB = Match.inside(Negate.OPERATION, b);
        if (minusB != null) {
            return Negate.of(g, of(g, a, minusB));
        }
        if (a == b) {
            return Square.of(g, a);
        }
        return a instanceof Num number ? scaled(g, number, b) : divided(g, a, b);
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.product(x.get(0), x.get(1));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, self.argument(1 - i));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.multiply(x.at(0), x.at(1));
    }

    @Override
    public @Nullable Expr settled(Graph g, List<Expr> x) {
        return Num.is(x.get(0), 1) ? x.get(1) : Num.is(x.get(1), 1) ? x.get(0) : null;
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(MULTIPLY, x));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * b[i];
        }
    }

    /** A number times a product with a number, or times a choice. */
    private static @Nullable Expr scaled(Graph g, Num number, Expr b) {
        Call product = Match.call(OPERATION, b);
        if (product != null && product.argument(0) instanceof Num inner) {
            double both = number.value() * inner.value();
            // The two roundings become one only if the product of the numbers itself is exact.
            if (Math.fma(number.value(), inner.value(), -both) == 0) {
                return of(g, g.num(both), product.argument(1));
            }
        }
        Call choice = Match.call(Where.OPERATION, b);
        return choice == null
                ? null
                : Where.of(g, choice.argument(0), of(g, number, choice.argument(1)), of(g, number, choice.argument(2)));
    }

    /** A product with 1 / x is a quotient. */
    private static @Nullable Expr divided(Graph g, Expr a, Expr b) {
        Call left = Match.call(Divide.OPERATION, a);
        if (left != null && Num.is(left.argument(0), 1)) {
            return Divide.of(g, b, left.argument(1));
        }
        Call right = Match.call(Divide.OPERATION, b);
        return right != null && Num.is(right.argument(0), 1) ? Divide.of(g, a, right.argument(1)) : null;
    }

    @Override
    public Interval interval(Interval[] x) {
        return x[0].times(x[1]);
    }
}
