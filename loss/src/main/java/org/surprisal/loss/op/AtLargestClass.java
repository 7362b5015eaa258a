package org.surprisal.loss.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.OverClasses;

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
    public void run(double[][] x, double[][] out, double[][] scratch, int n) {
        double[] greatest = scratch[0];
        double[] where = scratch[1];
        System.arraycopy(x[0], 0, greatest, 0, n);
        Arrays.fill(where, 0, n, 0);
        for (int k = 1; k < x.length; k++) {
            double[] column = x[k];
            for (int i = 0; i < n; i++) {
                if (column[i] > greatest[i]) {
                    greatest[i] = column[i];
                    where[i] = k;
                }
            }
        }
        for (int k = 0; k < x.length; k++) {
            double[] column = out[k];
            for (int i = 0; i < n; i++) {
                column[i] = where[i] == k ? 1 : 0;
            }
        }
    }
}
