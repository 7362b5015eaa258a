package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;

/** x log y, and 0 where x is 0, whatever y is. */
public final class XLogY implements Elementwise {
    /** The operation. */
    public static final XLogY OPERATION = new XLogY();

    private XLogY() {}

    static Expr of(Graph g, Expr a, Expr b) {
        return g.call(OPERATION, a, b);
    }

    @Override
    public String name() {
        return "xlogy";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.ifEqual(x.get(0), t.number(0), t.number(0), t.multiply(x.get(0), t.log(x.get(1))));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        if (Num.is(a, 0)) {
            return a;
        }
        Expr minus = Match.inside(Negate.OPERATION, a);
        if (minus != null) {
            return Negate.of(g, of(g, minus, b));
        }
        Expr plusB = Match.afterOnePlus(b);
        if (plusB != null) {
            return XLog1pY.of(g, a, plusB);
        }
        Expr minusB = Match.afterOneMinus(b);
        return minusB != null ? XLog1pY.of(g, a, Negate.of(g, minusB)) : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.product(x.get(0), Latex.function("\\log", x.subList(1, 2)));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr a = self.argument(0);
        Expr b = self.argument(1);
        return i == 0
                ? WeightedProduct.of(g, adjoint, Logarithm.of(g, b))
                : SelectingProduct.of(g, adjoint, WeightedQuotient.of(g, a, b));
    }

    @Override
    public Expr textbook(Graph g, Call self) {
        return g.raw(Multiply.OPERATION, self.argument(0), g.raw(Logarithm.OPERATION, self.argument(1)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(0).signum() == 0 ? BigDecimal.ZERO : d.multiply(x.at(0), d.log(x.at(1)));
    }

    @Override
    public @Nullable Expr settled(Graph g, List<Expr> x) {
        if (Num.is(x.get(0), 0)) {
            return g.num(0);
        }
        // A logarithm is never -0.
        return Num.is(x.get(0), 1) ? g.raw(Logarithm.OPERATION, x.get(1)) : null;
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
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        org.surprisal.math.Log.of(b, out, n);
        for (int i = 0; i < n; i++) {
            out[i] = Mask.select(a[i], a[i] * out[i]) + 0.0;
        }
    }

    @Override
    public boolean selects() {
        return true;
    }

    @Override
    public void plain(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        org.surprisal.math.Log.of(b, out, n);
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * out[i] + 0.0;
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        return x[0].selectingTimes(Logarithm.OPERATION.interval(new Interval[] {x[1]}))
                .undefinedIf(x[0].undefined() || (!x[0].is(0) && (x[1].undefined() || x[1].low() < 0)));
    }
}
