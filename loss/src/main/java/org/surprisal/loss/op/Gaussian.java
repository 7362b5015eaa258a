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

/** The Gaussian function exp(-x²), accurate where x² is large: the derivative of erf, but for a factor. */
public final class Gaussian implements Elementwise {
    /** The operation. */
    public static final Gaussian OPERATION = new Gaussian();

    private Gaussian() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.GAUSSIAN, x.get(0));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr slope = Multiply.of(g, g.num(-2), Multiply.of(g, self.argument(0), self));
        return WeightedProduct.of(g, adjoint, slope);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return ErrorFunction.density(x.at(0), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.Gaussian.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.decreasing(this, x[0].abs()).within(0, 1);
    }
}
