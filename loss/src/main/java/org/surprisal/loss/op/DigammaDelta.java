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
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Gamma;

/**
 * digammadelta(x, a) = digamma(x + a) - digamma(x), without the cancellation that the difference has where x is large
 * beside a: the derivative of lgammadelta in x.
 */
public final class DigammaDelta implements Elementwise {
    /** The operation. */
    public static final DigammaDelta OPERATION = new DigammaDelta();

    private DigammaDelta() {}

    static Expr of(Graph g, Expr x, Expr a) {
        return g.call(OPERATION, x, a);
    }

    @Override
    public String name() {
        return "digammadelta";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.DIGAMMA_DELTA, x.get(0), x.get(1));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr x = self.argument(0);
        Expr a = self.argument(1);
        Expr partial = i == 0 ? PolygammaDelta.of(g, g.num(1), x, a) : Trigamma.of(g, Add.of(g, x, a));
        return WeightedProduct.of(g, adjoint, partial);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Gamma.polyDifference(0, x.at(0), x.at(1), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        org.surprisal.math.DigammaDelta.of(x[0], x[1], out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval sum = x[0].plus(x[1]);
        if (x[0].low() <= 0 || sum.low() <= 0) {
            return Interval.ANYTHING;
        }
        Interval corners = Enclosure.corners(this, x[0], x[1]);
        return Enclosure.crossing(corners, x[1], 0);
    }
}
