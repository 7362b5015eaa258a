package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;

/**
 * 1 at the first class with the greatest value, 0 at the others. The derivative of the greatest value; its own is 0.
 */
public final class AtLargestClass implements OverClasses {
    /** The operation. */
    public static final AtLargestClass OPERATION = new AtLargestClass();

    private AtLargestClass() {}

    @Override
    public String name() {
        return "atmax";
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.atLargest(x.get(0), t.number(1), t.number(0));
    }

    @Override
    public boolean reduces() {
        return false;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return g.num(0);
    }

    @Override
    public Expr own(Graph g, Call self, Expr own, boolean local, UnaryOperator<Expr> back) {
        return g.num(0);
    }

    @Override
    public List<Expr> ofTwo(Graph g, Expr first, Expr second) {
        Expr isFirst = Comparison.GREATER_OR_EQUAL.of(g, first, second);
        return List.of(isFirst, Subtract.of(g, g.num(1), isFirst));
    }

    @Override
    public BigDecimal[] exact(Decimals d, BigDecimal[] x) {
        BigDecimal[] out = new BigDecimal[x.length];
        Arrays.fill(out, BigDecimal.ZERO);
        int largest = 0;
        for (int k = 1; k < x.length; k++) {
            largest = d.compare(x[k], x[largest]) > 0 ? k : largest;
        }
        out[largest] = BigDecimal.ONE;
        return out;
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        FirstLargest.OPERATION.run(x, out, scratch, classes, rows);
        double[] first = scratch[0];
        System.arraycopy(out, 0, first, 0, rows);
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < rows; i++) {
                // Adding what is 0 for a number and NaN for a NaN.
                out[k * rows + i] = (first[i] == k ? 1 : 0) + first[i] * 0;
            }
        }
    }

    @Override
    public Interval[] interval(Interval[] x) {
        Interval greatest = LargestClass.OPERATION.interval(x)[0];
        Interval[] out = new Interval[x.length];
        for (int k = 0; k < x.length; k++) {
            double least = 1;
            for (int j = 0; j < x.length; j++) {
                // The first of several greatest is the one.
                boolean above = j == k || (j < k ? x[k].low() > x[j].high() : x[k].low() >= x[j].high());
                least = above ? least : 0;
            }
            out[k] = Interval.of(least, x[k].high() < greatest.low() ? 0 : 1);
        }
        return out;
    }
}
