package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;

/** The sum over this class and those before it, added from the first. */
public final class CumulativeSum implements OverClasses {
    /** The operation. */
    public static final CumulativeSum OPERATION = new CumulativeSum();

    private CumulativeSum() {}

    @Override
    public String name() {
        return "cumsum";
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.CUMULATIVE_SUM, x.get(0));
    }

    @Override
    public boolean reduces() {
        return false;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return g.call(ReverseCumulativeSum.OPERATION, adjoint);
    }

    @Override
    public Expr own(Graph g, Call self, Expr own, boolean local, UnaryOperator<Expr> back) {
        return local ? own : OverClasses.super.own(g, self, own, false, back);
    }

    @Override
    public List<Expr> ofTwo(Graph g, Expr first, Expr second) {
        return List.of(first, Add.of(g, first, second));
    }

    @Override
    public BigDecimal[] exact(Decimals d, BigDecimal[] x) {
        BigDecimal[] out = x.clone();
        for (int k = 1; k < x.length; k++) {
            out[k] = d.add(out[k - 1], x[k]);
        }
        return out;
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        double[] a = x[0];
        System.arraycopy(a, 0, out, 0, rows);
        for (int k = 1; k < classes; k++) {
            int start = k * rows;
            for (int i = 0; i < rows; i++) {
                out[start + i] = out[start - rows + i] + a[start + i];
            }
        }
    }

    @Override
    public Interval[] interval(Interval[] x) {
        Interval[] out = x.clone();
        for (int k = 1; k < x.length; k++) {
            out[k] = out[k - 1].plus(x[k]);
        }
        return out;
    }
}
