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
import org.surprisal.math.decimal.ErrorFunction;

/** The error function. */
public final class Erf implements Elementwise {
    /** The operation. */
    public static final Erf OPERATION = new Erf();

    /** 2/√π. */
    static final double SLOPE = 1.1283791670955126;

    private Erf() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "erf";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.ERF, x.get(0));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr slope = Multiply.of(g, g.num(SLOPE), Gaussian.of(g, self.argument(0)));
        return WeightedProduct.of(g, adjoint, slope);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return ErrorFunction.erf(x.at(0), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.Erf.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.crossing(Enclosure.increasing(this, x[0]).within(-1, 1), x[0], 0);
    }
}
