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

/** The density of the standard normal distribution. */
public final class NormalDensity implements Elementwise {
    /** The operation. */
    public static final NormalDensity OPERATION = new NormalDensity();

    private NormalDensity() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "normpdf";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term scaled = t.multiply(t.number(0.7071067811865476), x.get(0));
        return t.multiply(t.number(0.3989422804014327), t.apply(Primitive.GAUSSIAN, scaled));
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\varphi", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, Negate.of(g, Multiply.of(g, self.argument(0), self)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        BigDecimal half = d.divide(d.multiply(x.at(0), x.at(0)), -2);
        return d.divide(d.exp(half), d.sqrt(d.multiply(d.pi(), 2)));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        Normal.density(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.decreasing(this, x[0].abs()).within(0, 0.4);
    }
}
