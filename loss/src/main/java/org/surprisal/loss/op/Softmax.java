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

/** exp(z_k) over the sum of exp(z_j): scores to probabilities, with no overflow. */
public final class Softmax implements OverClasses {
    /** The operation. */
    public static final Softmax OPERATION = new Softmax();

    private Softmax() {}

    @Override
    public String name() {
        return "softmax";
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term shares = t.divide(SoftmaxParts.others(t, x.get(0)), SoftmaxParts.all(t, x.get(0)));
        return t.atLargest(x.get(0), t.divide(t.number(1), SoftmaxParts.all(t, x.get(0))), shares);
    }

    @Override
    public boolean reduces() {
        return false;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr mean = g.call(Sum.OPERATION, Multiply.of(g, self, adjoint));
        return Multiply.of(g, self, Subtract.of(g, adjoint, mean));
    }

    @Override
    public Expr own(Graph g, Call self, Expr own, boolean local, UnaryOperator<Expr> back) {
        return Multiply.of(g, self, Subtract.of(g, own, back.apply(self)));
    }

    @Override
    public List<Expr> ofTwo(Graph g, Expr first, Expr second) {
        Expr logit = Subtract.of(g, second, first);
        return List.of(Sigmoid.of(g, Negate.of(g, logit)), Sigmoid.of(g, logit));
    }

    @Override
    public Expr shared(Graph g, Expr x) {
        return SoftmaxParts.of(g, x).probability();
    }

    @Override
    public BigDecimal[] exact(Decimals d, BigDecimal[] x) {
        BigDecimal[] out = new BigDecimal[x.length];
        for (int k = 0; k < x.length; k++) {
            out[k] = d.divide(BigDecimal.ONE, d.add(BigDecimal.ONE, DecimalSoftmax.others(k, x, d)));
        }
        return out;
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        throw new UnsupportedOperationException(name() + " is run by its parts");
    }

    @Override
    public Interval[] interval(Interval[] x) {
        return SoftmaxIntervals.each(x, above -> Sigmoid.OPERATION.interval(new Interval[] {above.negate()}));
    }
}
