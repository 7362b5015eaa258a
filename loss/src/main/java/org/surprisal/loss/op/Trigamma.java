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

/** The second derivative of lgamma. */
public final class Trigamma implements Elementwise {
    /** The operation. */
    public static final Trigamma OPERATION = new Trigamma();

    private Trigamma() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "trigamma";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.TRIGAMMA, x.get(0));
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\psi'", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, Polygamma.of(g, g.num(2), self.argument(0)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Gamma.poly(1, x.at(0), d);
    }

    @Override
    public int cost() {
        return 60;
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.Trigamma.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        if (x[0].low() < 0) {
            return Interval.ANYTHING;
        }
        return Enclosure.decreasing(this, x[0])
                .within(0, Double.POSITIVE_INFINITY)
                .reachedIf(x[0].contains(0));
    }
}
