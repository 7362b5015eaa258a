package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.algebra.FieldOperation;
import org.surprisal.loss.algebra.Polynomial;
import org.surprisal.loss.algebra.Quotient;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Enclosure;
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

/** The power, pow(x, y), also written x^y. Where the result is 0 it does not depend on the exponent. */
public final class Power implements FieldOperation {
    /** The operation. */
    public static final Power OPERATION = new Power();

    /** The highest power that is multiplied out when a formula is printed. */
    private static final int HIGHEST = 8;

    private Power() {}

    static Expr of(Graph g, Expr a, Expr b) {
        return g.call(OPERATION, a, b);
    }

    @Override
    public String name() {
        return "^";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.POWER, x.get(0), x.get(1));
    }

    @Override
    public Notation notation() {
        return new Notation(Notation.Form.INFIX_RIGHT, "^", Notation.POWER);
    }

    @Override
    public Quotient quotient(List<Expr> x, List<Quotient> q) {
        if (x.get(1) instanceof Num num && num.value() == Math.rint(num.value()) && Math.abs(num.value()) <= HIGHEST) {
            Quotient power = Quotient.of(Polynomial.ONE);
            for (int i = 0; i < Math.abs(num.value()); i++) {
                power = num.value() > 0 ? power.times(q.get(0)) : power.over(x.get(0), q.get(0));
            }
            return power;
        }
        throw new ArithmeticException("no fraction");
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        if (Num.is(b, 0)) {
            return g.num(1);
        }
        if (Num.is(b, 1)) {
            return a;
        }
        if (Num.is(b, 2)) {
            return Square.of(g, a);
        }
        return Num.is(b, -1) ? Divide.of(g, g.num(1), a) : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.power(x.get(0), x.get(1).text());
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr a = self.argument(0);
        Expr b = self.argument(1);
        if (i == 0) {
            return WeightedProduct.of(g, adjoint, Multiply.of(g, b, of(g, a, Subtract.of(g, b, g.num(1)))));
        }
        return WeightedProduct.of(g, adjoint, WeightedProduct.of(g, self, Logarithm.of(g, a)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.power(x.at(0), x.at(1));
    }

    @Override
    public int cost() {
        return 60;
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        org.surprisal.math.Pow.of(a, b, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval a = x[0];
        Interval b = x[1];
        if (b.isPoint() && b.low() == Math.rint(b.low())) {
            boolean even = b.low() % 2 == 0;
            if (even || a.low() >= 0) {
                return Enclosure.corners(this, a.abs(), b)
                        .within(0, Double.POSITIVE_INFINITY)
                        .reachedIf(a.contains(0));
            }
            boolean pole = b.low() < 0 && a.contains(0);
            return pole ? Interval.LINE.reachedIf(true) : Enclosure.corners(this, a, b);
        }
        if (a.low() < 0) {
            return Interval.ANYTHING;
        }
        return Enclosure.corners(this, a, b).within(0, Double.POSITIVE_INFINITY).reachedIf(a.contains(0));
    }
}
