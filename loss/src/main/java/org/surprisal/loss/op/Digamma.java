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

/** The derivative of lgamma. */
public final class Digamma implements Elementwise {
    /** The operation. */
    public static final Digamma OPERATION = new Digamma();

    private Digamma() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "digamma";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.DIGAMMA, x.get(0));
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\psi", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, Trigamma.of(g, self.argument(0)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Gamma.poly(0, x.at(0), d);
    }

    @Override
    public int cost() {
        return 60;
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.Digamma.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        if (x[0].low() < 0) {
            return Interval.ANYTHING;
        }
        double low = x[0].contains(0) ? Double.NEGATIVE_INFINITY : Enclosure.at(this, x[0].low());
        double high = x[0].high() == 0 ? low : Enclosure.at(this, x[0].high());
        return Enclosure.between(low - LogGamma.MARGIN, high + LogGamma.MARGIN).reachedIf(x[0].contains(0));
    }
}
