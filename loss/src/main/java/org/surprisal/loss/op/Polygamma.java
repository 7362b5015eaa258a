package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Num;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Gamma;

/**
 * polygamma(n, x), the derivative of order n of the digamma function, for a whole number n from 0 to 100; NaN for any
 * other. The derivative in n is not defined.
 */
public final class Polygamma implements Elementwise {
    /** The operation. */
    public static final Polygamma OPERATION = new Polygamma();

    private Polygamma() {}

    static Expr of(Graph g, Expr n, Expr x) {
        return g.call(OPERATION, n, x);
    }

    @Override
    public String name() {
        return "polygamma";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        if (x.get(1) instanceof Num) {
            return null;
        }
        return Num.is(x.get(0), 0) ? Digamma.of(g, x.get(1)) : Num.is(x.get(0), 1) ? Trigamma.of(g, x.get(1)) : null;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        if (i == 0) {
            throw PolygammaOrder.refusal(this);
        }
        Expr next = Add.of(g, self.argument(0), g.num(1));
        return WeightedProduct.of(g, adjoint, of(g, next, self.argument(1)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Gamma.poly(PolygammaOrder.of(x.at(0)), x.at(1), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            int order = PolygammaOrder.of(x[0][i]);
            out[i] = order < 0 ? Double.NaN : org.surprisal.math.Polygamma.of(order, x[1][i]);
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        int order = x[0].isPoint() ? PolygammaOrder.of(x[0].low()) : -1;
        if (order < 0 || x[1].low() < 0) {
            return Interval.ANYTHING;
        }
        if (order == 0) {
            return Digamma.OPERATION.interval(new Interval[] {x[1]});
        }
        boolean odd = order % 2 == 1;
        double pole = odd ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        double near = x[1].contains(0) ? pole : Enclosure.at(this, order, x[1].low());
        double far = x[1].high() == 0 ? pole : Enclosure.at(this, order, x[1].high());
        return Enclosure.between(Math.min(near, far), Math.max(near, far))
                .within(odd ? 0 : Double.NEGATIVE_INFINITY, odd ? Double.POSITIVE_INFINITY : 0)
                .reachedIf(x[1].contains(0));
    }
}
