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

/** The logistic function 1 / (1 + exp(-x)). Its derivative is sigmoid(x) sigmoid(-x), where nothing cancels. */
public final class Sigmoid implements Elementwise {
    /** The operation. */
    public static final Sigmoid OPERATION = new Sigmoid();

    private Sigmoid() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.SIGMOID, x.get(0));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr bell = Multiply.of(g, self, of(g, Negate.of(g, self.argument(0))));
        return WeightedProduct.of(g, adjoint, bell);
    }

    @Override
    public Expr textbook(Graph g, Call self) {
        Expr minus = Match.inside(Negate.OPERATION, self.argument(0));
        return minus == null ? self : g.raw(Subtract.OPERATION, g.num(1), g.raw(OPERATION, minus));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.sigmoid(x.at(0));
    }

    @Override
    public int cost() {
        return 30;
    }

    @Override
    public boolean unsigned() {
        return true;
    }

    @Override
    public boolean zerosAlike() {
        return true;
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.Sigmoid.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.increasing(this, x[0]).within(0, 1);
    }
}
