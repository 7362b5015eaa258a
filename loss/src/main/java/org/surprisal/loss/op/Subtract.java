package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.SUBTRACT;

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
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/** Subtraction. The rules recognise what is written more exactly as one function: exp(x) - 1, 1 - sigmoid(x). */
public final class Subtract implements FieldOperation {
    /** The operation. */
    public static final Subtract OPERATION = new Subtract();

    private Subtract() {}

    static Expr of(Graph g, Expr a, Expr b) {
        return g.call(OPERATION, a, b);
    }

    @Override
    public String name() {
        return "-";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.SUBTRACT, x.get(0), x.get(1));
    }

    @Override
    public Notation notation() {
        return Notation.infix("-", Notation.SUM);
    }

    @Override
    public boolean adds() {
        return true;
    }

    @Override
    public Quotient quotient(List<Expr> x, List<Quotient> q) {
        return q.get(0).minus(q.get(1));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        if (Num.is(b, 0)) {
            return a;
        }
        if (Num.is(a, 0)) {
            return Negate.of(g, b);
        }
        if (a == b) {
            return g.num(0);
        }
        Expr minusB = Match.inside(Negate.OPERATION, b);
        if (minusB != null) {
            return Add.of(g, a, minusB);
        }
        Expr minusA = Match.inside(Negate.OPERATION, a);
        if (minusA != null) {
            return Negate.of(g, Add.of(g, minusA, b));
        }
        Call right = Match.call(OPERATION, b);
        if (right != null && right.argument(0) == a) {
            return right.argument(1);
        }
        Call left = Match.call(OPERATION, a);
        if (left != null && right != null && left.argument(0) == right.argument(0)) {
            return of(g, right.argument(1), left.argument(1));
        }
        Call choice = Match.call(Where.OPERATION, b);
        if (choice != null && Match.call(Where.OPERATION, a) != null) {
            return Add.of(
                    g,
                    a,
                    Where.of(
                            g, choice.argument(0), Negate.of(g, choice.argument(1)), Negate.of(g, choice.argument(2))));
        }
        if (Num.is(b, 1)) {
            Expr exponent = Match.inside(Exponential.OPERATION, a);
            Expr complement = complement(g, a);
            return exponent != null
                    ? ExpMinusOne.of(g, exponent)
                    : complement != null ? Negate.of(g, complement) : null;
        }
        return Num.is(a, 1) ? complement(g, b) : null;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return i == 0 ? adjoint : Negate.of(g, adjoint);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.subtract(x.at(0), x.at(1));
    }

    @Override
    public @Nullable Expr settled(Graph g, List<Expr> x) {
        if (Num.is(x.get(1), 0)) {
            return x.get(0);
        }
        return Num.is(x.get(0), 0) ? g.raw(Negate.OPERATION, x.get(1)) : null;
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(SUBTRACT, x));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = a[i] - b[i];
        }
    }

    /** 1 - p, where p is a function whose complement is known without cancellation. */
    private static @Nullable Expr complement(Graph g, Expr p) {
        Expr logit = Match.inside(Sigmoid.OPERATION, p);
        if (logit != null) {
            return Sigmoid.of(g, Negate.of(g, logit));
        }
        Expr scores = Match.inside(Softmax.OPERATION, p);
        return scores != null ? g.call(CoSoftmax.OPERATION, scores) : null;
    }

    @Override
    public Interval interval(Interval[] x) {
        return x[0].minus(x[1]);
    }
}
