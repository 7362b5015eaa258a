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
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;

/**
 * The sum over the classes, by eight interleaved partial sums and a fixed tree. What is the same for all classes moves
 * in front.
 */
public final class Sum implements OverClasses {
    /** The operation. */
    public static final Sum OPERATION = new Sum();

    private Sum() {}

    @Override
    public String name() {
        return "sum";
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.sum(x.get(0));
    }

    @Override
    public boolean reduces() {
        return true;
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        if (!a.perClass()) {
            return Multiply.of(g, g.symbol("K", Symbol.Role.CLASSES, false), a);
        }
        Expr minus = Match.inside(Negate.OPERATION, a);
        if (minus != null) {
            return Negate.of(g, g.call(this, minus));
        }
        Call product = Match.call(Multiply.OPERATION, a);
        if (product != null && !product.argument(0).perClass()) {
            return Multiply.of(g, product.argument(0), g.call(this, product.argument(1)));
        }
        Call weighted = Match.call(WeightedProduct.OPERATION, a);
        return weighted != null && !weighted.argument(0).perClass()
                ? WeightedProduct.of(g, weighted.argument(0), g.call(this, weighted.argument(1)))
                : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return new Latex("\\sum_k " + x.get(0).within(Notation.PRODUCT), Notation.PRODUCT);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return adjoint;
    }

    @Override
    public List<Expr> ofTwo(Graph g, Expr first, Expr second) {
        return List.of(Add.of(g, first, second));
    }

    @Override
    public BigDecimal[] exact(Decimals d, BigDecimal[] x) {
        return new BigDecimal[] {Arrays.stream(x).reduce(BigDecimal.ZERO, d::add)};
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        EightSums.of(x[0], scratch, classes, rows);
        System.arraycopy(scratch[0], 0, out, 0, rows);
    }

    @Override
    public Interval[] interval(Interval[] x) {
        Interval sum = x[0];
        for (int k = 1; k < x.length; k++) {
            sum = sum.plus(x[k]);
        }
        return new Interval[] {sum};
    }
}
