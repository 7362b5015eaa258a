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
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Gamma;

/**
 * lbeta(x, y) = lgamma(x) + lgamma(y) - lgamma(x + y), the logarithm of the beta function, without the cancellation
 * that this sum has at large arguments; NaN for a negative one.
 */
public final class LogBeta implements Elementwise {
    /** The operation. */
    public static final LogBeta OPERATION = new LogBeta();

    private LogBeta() {}

    static Expr of(Graph g, Expr x, Expr y) {
        return g.call(OPERATION, x, y);
    }

    @Override
    public String name() {
        return "lbeta";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term least = t.apply(Primitive.MIN, x.get(0), x.get(1));
        Term greatest = t.apply(Primitive.MAX, x.get(0), x.get(1));
        Term sum = t.subtract(t.apply(Primitive.LGAMMA, least), t.apply(Primitive.LGAMMA_DELTA, greatest, least));
        return t.ifEqual(least, t.number(0), t.number(Double.POSITIVE_INFINITY), sum);
    }

    @Override
    public boolean commutes() {
        return true;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\log\\mathrm{B}", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr slope = DigammaDelta.of(g, self.argument(i), self.argument(1 - i));
        return Negate.of(g, WeightedProduct.of(g, adjoint, slope));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        BigDecimal small = x.at(0).min(x.at(1));
        if (small.signum() < 0) {
            throw new ArithmeticException("no beta function of a negative argument");
        }
        BigDecimal large = x.at(0).max(x.at(1));
        return d.subtract(Gamma.log(small, d), Gamma.logDifference(large, small, d));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        org.surprisal.math.LogBeta.of(x[0], x[1], out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        if (x[0].low() < 0 || x[1].low() < 0) {
            return Interval.ANYTHING;
        }
        if (x[0].low() == 0 || x[1].low() == 0) {
            return Interval.LINE.reachedIf(true);
        }
        Interval corners = Enclosure.corners(this, x[0], x[1]);
        return Enclosure.between(corners.low() - LogGamma.MARGIN, corners.high() + LogGamma.MARGIN);
    }
}
