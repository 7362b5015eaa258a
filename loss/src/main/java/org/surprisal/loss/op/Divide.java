package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.DIVIDE;

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

/** Division. Signs move to the front; 1 / (1 + exp(-x)) is the sigmoid. */
public final class Divide implements FieldOperation {
    /** The operation. */
    public static final Divide OPERATION = new Divide();

    private Divide() {}

    static Expr of(Graph g, Expr a, Expr b) {
        return g.call(OPERATION, a, b);
    }

    @Override
    public String name() {
        return "/";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.DIVIDE, x.get(0), x.get(1));
    }

    @Override
    public Notation notation() {
        return Notation.infix("/", Notation.PRODUCT);
    }

    @Override
    public Quotient quotient(List<Expr> x, List<Quotient> q) {
        return q.get(0).over(x.get(1), q.get(1));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        if (Num.is(a, 0) || Num.is(b, 1)) {
            return a;
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
        if (b instanceof Num num
                && Math.getExponent(num.value()) < Double.MAX_EXPONENT
                && Math.abs(num.value()) == Math.scalb(1.0, Math.getExponent(num.value()))) {
            return Multiply.of(g, g.num(1 / num.value()), a);
        }
        Expr odds = Match.afterOnePlus(b);
        Expr exponent = odds == null ? null : Match.inside(Exponential.OPERATION, odds);
        if (exponent != null && Num.is(a, 1)) {
            return Sigmoid.of(g, Negate.of(g, exponent));
        }
        return exponent != null && a == odds ? Sigmoid.of(g, exponent) : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.fraction(x.get(0), x.get(1));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr b = self.argument(1);
        return i == 0
                ? WeightedQuotient.of(g, adjoint, b)
                : Negate.of(g, WeightedQuotient.of(g, WeightedProduct.of(g, adjoint, self), b));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.divide(x.at(0), x.at(1));
    }

    @Override
    public int cost() {
        return 3;
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(DIVIDE, x));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = a[i] / b[i];
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        return x[0].over(x[1]);
    }
}
