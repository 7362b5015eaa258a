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
import org.surprisal.math.Normal;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.ErrorFunction;

/** The distribution function of the standard normal distribution, under the name that SciPy, PyTorch and JAX share. */
public final class NormalCdf implements Elementwise {
    /** The operation. */
    public static final NormalCdf OPERATION = new NormalCdf();

    private NormalCdf() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "ndtr";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term scaled = t.multiply(t.number(-0.7071067811865476), x.get(0));
        return t.multiply(t.number(0.5), t.apply(Primitive.ERFC, scaled));
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\Phi", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, NormalDensity.of(g, self.argument(0)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return ErrorFunction.normal(x.at(0), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        Normal.cdf(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.increasing(this, x[0]).within(0, 1);
    }
}
