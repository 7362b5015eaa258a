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

/** 1 - softmax(z), without the cancellation that this has where the forecast is confident. */
public final class CoSoftmax implements OverClasses {
    /** The operation. */
    public static final CoSoftmax OPERATION = new CoSoftmax();

    private CoSoftmax() {}

    @Override
    public String name() {
        return "cosoftmax";
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term rest = SoftmaxParts.rest(t, x.get(0));
        Term all = SoftmaxParts.all(t, x.get(0));
        Term beside = t.add(t.number(1), t.subtract(rest, SoftmaxParts.others(t, x.get(0))));
        return t.atLargest(x.get(0), t.divide(rest, all), t.divide(beside, all));
    }

    @Override
    public boolean reduces() {
        return false;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr p = g.call(Softmax.OPERATION, self.argument(0));
        Expr mean = g.call(Sum.OPERATION, Multiply.of(g, p, adjoint));
        return Multiply.of(g, p, Subtract.of(g, mean, adjoint));
    }

    @Override
    public Expr own(Graph g, Call self, Expr own, boolean local, UnaryOperator<Expr> back) {
        Expr p = g.call(Softmax.OPERATION, self.argument(0));
        return Multiply.of(g, p, Subtract.of(g, back.apply(p), own));
    }

    @Override
    public List<Expr> ofTwo(Graph g, Expr first, Expr second) {
        Expr logit = Subtract.of(g, second, first);
        return List.of(Sigmoid.of(g, logit), Sigmoid.of(g, Negate.of(g, logit)));
    }

    @Override
    public Expr textbook(Graph g, Call self) {
        return g.raw(Subtract.OPERATION, g.num(1), g.raw(Softmax.OPERATION, self.argument(0)));
    }

    @Override
    public Expr shared(Graph g, Expr x) {
        return SoftmaxParts.of(g, x).complement();
    }

    @Override
    public BigDecimal[] exact(Decimals d, BigDecimal[] x) {
        BigDecimal[] out = new BigDecimal[x.length];
        for (int k = 0; k < x.length; k++) {
            BigDecimal others = DecimalSoftmax.others(k, x, d);
            out[k] = d.divide(others, d.add(BigDecimal.ONE, others));
        }
        return out;
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        throw new UnsupportedOperationException(name() + " is run by its parts");
    }

    @Override
    public Interval[] interval(Interval[] x) {
        return SoftmaxIntervals.each(x, above -> Sigmoid.OPERATION.interval(new Interval[] {above}));
    }
}
