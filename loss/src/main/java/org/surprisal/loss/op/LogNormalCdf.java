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
import org.surprisal.math.Normal;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.ErrorFunction;

/**
 * The logarithm of the distribution function of the standard normal distribution, accurate in both tails. SciPy,
 * PyTorch and JAX call it log_ndtr; a "lognormcdf" would be read as that of the log-normal distribution.
 */
public final class LogNormalCdf implements Elementwise {
    /** The operation. */
    public static final LogNormalCdf OPERATION = new LogNormalCdf();

    private LogNormalCdf() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "log_ndtr";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term scaled = t.multiply(t.number(-0.7071067811865476), x.get(0));
        Term half = t.number(0.5);
        Term tail = t.subtract(t.log(t.multiply(half, t.apply(Primitive.ERFCX, scaled))), t.multiply(scaled, scaled));
        Term centre = t.log1p(t.multiply(t.number(-0.5), t.apply(Primitive.ERFC, t.negate(scaled))));
        return t.ifLess(half, scaled, tail, centre);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, InverseMills.of(g, self.argument(0)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return ErrorFunction.logNormal(x.at(0), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        Normal.logCdf(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.increasing(this, x[0]).within(Double.NEGATIVE_INFINITY, 0);
    }
}
