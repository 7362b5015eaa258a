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

/** The complementary error function 1 - erf(x), accurate in its tail. */
public final class Erfc implements Elementwise {
    /** The operation. */
    public static final Erfc OPERATION = new Erfc();

    private Erfc() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "erfc";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.ERFC, x.get(0));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr slope = Multiply.of(g, g.num(-Erf.SLOPE), Gaussian.of(g, self.argument(0)));
        return WeightedProduct.of(g, adjoint, slope);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return ErrorFunction.erfc(x.at(0), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.Erfc.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.decreasing(this, x[0]).within(0, 2);
    }
}
