package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/** log(1 + x) without cancellation. */
public final class LogOnePlus implements Elementwise {
    /** The operation. */
    public static final LogOnePlus OPERATION = new LogOnePlus();

    private LogOnePlus() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "log1p";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.LOG1P, x.get(0));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr exponent = Match.inside(Exponential.OPERATION, a);
        return exponent != null ? Softplus.of(g, exponent) : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.logOnePlus(x.get(0));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedQuotient.of(g, adjoint, Add.of(g, g.num(1), self.argument(0)));
    }

    @Override
    public Expr textbook(Graph g, Call self) {
        return g.raw(Logarithm.OPERATION, g.raw(Add.OPERATION, g.num(1), self.argument(0)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.log1p(x.at(0));
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
        org.surprisal.math.Log1p.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval inside = x[0].within(-1, Double.POSITIVE_INFINITY);
        return Enclosure.crossing(Enclosure.increasing(this, inside), inside, 0)
                .reachedIf(x[0].contains(-1))
                .undefinedIf(x[0].low() < -1);
    }
}
