package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;

/** The greatest value over the classes. At a tie the derivative goes to the first of the greatest. */
public final class LargestClass implements OverClasses {
    /** The operation. */
    public static final LargestClass OPERATION = new LargestClass();

    private LargestClass() {}

    @Override
    public String name() {
        return "max";
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.largest(x.get(0));
    }

    @Override
    public boolean reduces() {
        return true;
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        return a.perClass() ? null : a;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\max_k", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, g.call(AtLargestClass.OPERATION, self.argument(0)), adjoint);
    }

    @Override
    public List<Expr> ofTwo(Graph g, Expr first, Expr second) {
        return List.of(Max.of(g, first, second));
    }

    @Override
    public BigDecimal[] exact(Decimals d, BigDecimal[] x) {
        return new BigDecimal[] {Arrays.stream(x).reduce(x[0], BigDecimal::max)};
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        Largest.of(x[0], scratch, classes, rows);
        System.arraycopy(scratch[0], 0, out, 0, rows);
    }

    @Override
    public Interval[] interval(Interval[] x) {
        Interval greatest = x[0];
        for (Interval one : x) {
            greatest = Max.OPERATION.interval(new Interval[] {greatest, one});
        }
        return new Interval[] {greatest};
    }
}
