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

/** e to the power x. */
public final class Exponential implements Elementwise {
    /** The operation. */
    public static final Exponential OPERATION = new Exponential();

    private Exponential() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "exp";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.EXP, x.get(0));
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\exp", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, self);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.exp(x.at(0));
    }

    @Override
    public int cost() {
        return 20;
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
        org.surprisal.math.Exp.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.increasing(this, x[0]).within(0, Double.POSITIVE_INFINITY);
    }
}
