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

/**
 * The hyperbolic tangent. Its derivative 1 - tanh(x)^2 is written as 4 sigmoid(2x) sigmoid(-2x), where nothing cancels.
 */
public final class Tanh implements Elementwise {
    /** The operation. */
    public static final Tanh OPERATION = new Tanh();

    private Tanh() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "tanh";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.TANH, x.get(0));
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\tanh", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr twice = Multiply.of(g, g.num(2), self.argument(0));
        Expr bell = Multiply.of(g, Sigmoid.of(g, twice), Sigmoid.of(g, Negate.of(g, twice)));
        return WeightedProduct.of(g, adjoint, Multiply.of(g, g.num(4), bell));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.tanh(x.at(0));
    }

    @Override
    public int cost() {
        return 40;
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.Tanh.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.crossing(Enclosure.increasing(this, x[0]).within(-1, 1), x[0], 0);
    }
}
