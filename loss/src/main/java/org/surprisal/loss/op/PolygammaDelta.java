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
 * polygammadelta(n, x, a) = polygamma(n, x + a) - polygamma(n, x), without the cancellation that the difference has
 * where x is large beside a; for a whole number n from 0 to 100, NaN for any other. The derivative in n is not defined.
 */
public final class PolygammaDelta implements Elementwise {
    /** The operation. */
    public static final PolygammaDelta OPERATION = new PolygammaDelta();

    private PolygammaDelta() {}

    static Expr of(Graph g, Expr n, Expr x, Expr a) {
        return g.call(OPERATION, n, x, a);
    }

    @Override
    public String name() {
        return "polygammadelta";
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        return Num.is(x.get(0), 0) ? DigammaDelta.of(g, x.get(1), x.get(2)) : null;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        if (i == 0) {
            throw PolygammaOrder.refusal(this);
        }
        Expr x = self.argument(1);
        Expr a = self.argument(2);
        Expr next = Add.of(g, self.argument(0), g.num(1));
        return WeightedProduct.of(g, adjoint, i == 1 ? of(g, next, x, a) : Polygamma.of(g, next, Add.of(g, x, a)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Gamma.polyDifference(PolygammaOrder.of(x.at(0)), x.at(1), x.at(2), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            int order = PolygammaOrder.of(x[0][i]);
            out[i] = order < 0 ? Double.NaN : org.surprisal.math.PolygammaDelta.of(order, x[1][i], x[2][i]);
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        int order = x[0].isPoint() ? PolygammaOrder.of(x[0].low()) : -1;
        Interval sum = x[1].plus(x[2]);
        if (order < 0 || x[1].low() <= 0 || sum.low() <= 0) {
            return Interval.ANYTHING;
        }
        Interval corners = Enclosure.corners(this, x[0], x[1], x[2]);
        // Polygamma functions of odd order decrease, those of even order increase.
        return order % 2 == 0
                ? Enclosure.crossing(corners, x[2], 0)
                : Enclosure.crossing(corners.negate(), x[2], 0).negate();
    }
}
