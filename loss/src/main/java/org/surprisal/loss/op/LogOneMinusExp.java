package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.Log1mExp;
import org.surprisal.math.decimal.Decimals;

/**
 * log(1 - exp(x)) for x below 0, accurate at both ends: the logarithm of the complement of a probability that is given
 * by its logarithm.
 */
public final class LogOneMinusExp implements Elementwise {
    /** The operation. */
    public static final LogOneMinusExp OPERATION = new LogOneMinusExp();

    private LogOneMinusExp() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "log1mexp";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term a = x.get(0);
        Term near = t.log(t.negate(t.apply(Primitive.EXPM1, a)));
        return t.ifLess(t.number(-0.6931471805599453), a, near, t.log1p(t.negate(t.exp(a))));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr a = self.argument(0);
        return WeightedProduct.of(g, adjoint, Divide.of(g, Exponential.of(g, a), ExpMinusOne.of(g, a)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.log1mExp(x.at(0));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        Log1mExp.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.decreasing(this, x[0].within(Double.NEGATIVE_INFINITY, 0))
                .within(Double.NEGATIVE_INFINITY, 0)
                .reachedIf(x[0].contains(0))
                .undefinedIf(x[0].high() > 0);
    }
}
