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
 * lgammadelta(x, a) = lgamma(x + a) - lgamma(x), the logarithm of the Pochhammer symbol, without the cancellation that
 * the difference has where x is large beside a.
 */
public final class LogGammaDelta implements Elementwise {
    /** The operation. */
    public static final LogGammaDelta OPERATION = new LogGammaDelta();

    private LogGammaDelta() {}

    static Expr of(Graph g, Expr x, Expr a) {
        return g.call(OPERATION, x, a);
    }

    @Override
    public String name() {
        return "lgammadelta";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.LGAMMA_DELTA, x.get(0), x.get(1));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr x = self.argument(0);
        Expr a = self.argument(1);
        return WeightedProduct.of(g, adjoint, i == 0 ? DigammaDelta.of(g, x, a) : Digamma.of(g, Add.of(g, x, a)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Gamma.logDifference(x.at(0), x.at(1), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        org.surprisal.math.LogGammaDelta.of(x[0], x[1], out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval sum = x[0].plus(x[1]);
        if (x[0].low() < 0 || sum.low() <= 0) {
            return Interval.ANYTHING;
        }
        if (x[0].low() == 0) {
            return Interval.LINE.reachedIf(true);
        }
        // Monotone in x, convex in a with the least value where x + a is the lowest point of lgamma.
        Interval corners = Enclosure.corners(this, x[0], x[1]);
        double least = corners.low();
        for (double end : new double[] {x[0].low(), x[0].high()}) {
            double turn = LogGamma.LOWEST_AT - end;
            if (x[1].contains(turn)) {
                least = Math.min(least, LogGamma.LOWEST - Enclosure.at(LogGamma.OPERATION, end));
            }
        }
        return Enclosure.between(least - LogGamma.MARGIN, corners.high() + LogGamma.MARGIN);
    }
}
