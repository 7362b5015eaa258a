package org.surprisal.loss.op;

import java.math.BigDecimal;
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
 * -log(softmax(z)): (max - z_k) + log1p of the sum, over all classes but the first greatest, of exp(z_j - max). Nothing
 * cancels and nothing overflows.
 */
public final class NegativeLogSoftmax implements OverClasses {
    /** The operation. */
    public static final NegativeLogSoftmax OPERATION = new NegativeLogSoftmax();

    private NegativeLogSoftmax() {}

    @Override
    public String name() {
        return "nlsoftmax";
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term log = t.log1p(SoftmaxParts.rest(t, x.get(0)));
        Term gap = t.subtract(t.largest(x.get(0)), x.get(0));
        return t.atLargest(x.get(0), log, t.add(gap, log));
    }

    @Override
    public boolean reduces() {
        return false;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        // With p the softmax, the sum of adjoint_k (p_j - [j = k]) over k; p_j - 1 is written with the complement of
        // p_j.
        Expr z = self.argument(0);
        Expr others = Subtract.of(g, g.call(Sum.OPERATION, adjoint), adjoint);
        return Subtract.of(
                g,
                Multiply.of(g, g.call(Softmax.OPERATION, z), others),
                WeightedProduct.of(g, adjoint, g.call(CoSoftmax.OPERATION, z)));
    }

    @Override
    public Expr own(Graph g, Call self, Expr own, boolean local, UnaryOperator<Expr> back) {
        return Subtract.of(g, back.apply(g.call(Softmax.OPERATION, self.argument(0))), own);
    }

    @Override
    public List<Expr> ofTwo(Graph g, Expr first, Expr second) {
        Expr logit = Subtract.of(g, second, first);
        return List.of(Softplus.of(g, logit), Softplus.of(g, Negate.of(g, logit)));
    }

    @Override
    public Expr shared(Graph g, Expr x) {
        return SoftmaxParts.of(g, x).surprisal();
    }

    @Override
    public BigDecimal[] exact(Decimals d, BigDecimal[] x) {
        BigDecimal[] out = new BigDecimal[x.length];
        for (int k = 0; k < x.length; k++) {
            out[k] = d.log1p(DecimalSoftmax.others(k, x, d));
        }
        return out;
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        throw new UnsupportedOperationException(name() + " is run by its parts");
    }

    @Override
    public Interval[] interval(Interval[] x) {
        return SoftmaxIntervals.each(x, above -> Softplus.OPERATION.interval(new Interval[] {above}));
    }
}
