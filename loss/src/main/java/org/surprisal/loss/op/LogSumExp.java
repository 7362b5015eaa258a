package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;

/**
 * The logarithm of the sum of exp(z_k) over the classes: the greatest score plus log1p of the sum, over all classes but
 * the first greatest, of exp(z_j - max). Nothing overflows.
 */
public final class LogSumExp implements OverClasses {
    /** The operation. */
    public static final LogSumExp OPERATION = new LogSumExp();

    private LogSumExp() {}

    @Override
    public String name() {
        return "logsumexp";
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.add(t.largest(x.get(0)), t.log1p(SoftmaxParts.rest(t, x.get(0))));
    }

    @Override
    public boolean reduces() {
        return true;
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        return a.perClass() ? null : Add.of(g, a, Logarithm.of(g, g.symbol("K", Symbol.Role.CLASSES, false)));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, g.call(Softmax.OPERATION, self.argument(0)));
    }

    @Override
    public List<Expr> ofTwo(Graph g, Expr first, Expr second) {
        return List.of(Add.of(g, first, Softplus.of(g, Subtract.of(g, second, first))));
    }

    @Override
    public Expr shared(Graph g, Expr x) {
        return SoftmaxParts.of(g, x).logSum();
    }

    @Override
    public BigDecimal[] exact(Decimals d, BigDecimal[] x) {
        BigDecimal greatest = Arrays.stream(x).reduce(x[0], BigDecimal::max);
        int best = List.of(x).indexOf(greatest);
        return new BigDecimal[] {d.add(greatest, d.log1p(DecimalSoftmax.others(best, x, d)))};
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        throw new UnsupportedOperationException(name() + " is run by its parts");
    }

    @Override
    public Interval[] interval(Interval[] x) {
        return new Interval[] {SoftmaxIntervals.logSumExp(x)};
    }
}
