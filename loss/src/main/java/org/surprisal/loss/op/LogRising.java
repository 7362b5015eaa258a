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
 * lrising(x, a) = lgamma(x + a) - lgamma(x) - a log(x): by how much the logarithm of the Pochhammer symbol is more than
 * that of a power. It goes to 0 as x grows, and has no term that does not; 0 for an infinite x.
 */
public final class LogRising implements Elementwise {
    /** The operation. */
    public static final LogRising OPERATION = new LogRising();

    /** More than the error next to a zero. */
    private static final double MARGIN = 1e-13;

    private LogRising() {}

    @Override
    public String name() {
        return "lrising";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.LRISING, x.get(0), x.get(1));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr x = self.argument(0);
        Expr a = self.argument(1);
        Expr partial = i == 0
                ? Subtract.of(g, DigammaDelta.of(g, x, a), Divide.of(g, a, x))
                : Subtract.of(g, Digamma.of(g, Add.of(g, x, a)), Logarithm.of(g, x));
        return WeightedProduct.of(g, adjoint, partial);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.subtract(Gamma.logDifference(x.at(0), x.at(1), d), d.multiply(x.at(1), d.log(x.at(0))));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        org.surprisal.math.LogGammaDelta.overPower(x[0], x[1], out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        if (x[0].low() < 0 || x[0].plus(x[1]).low() <= 0) {
            return Interval.ANYTHING;
        }
        if (x[0].low() == 0 || !x[0].isFinite() || !x[1].isFinite()) {
            return Interval.LINE.reachedIf(true).undefinedIf(true);
        }
        // Monotone in x, convex in a with zeros at 0 and 1; between them above the tangent at 0.
        Interval corners = Enclosure.corners(this, x[0], x[1]);
        boolean between = x[1].low() < 1 && x[1].high() > 0 && !x[1].isPoint();
        double tangent = Enclosure.at(Digamma.OPERATION, x[0].low()) - Enclosure.at(Logarithm.OPERATION, x[0].low());
        double least = between ? Math.min(corners.low(), tangent) : corners.low();
        return Enclosure.between(least - MARGIN, corners.high() + MARGIN);
    }
}
