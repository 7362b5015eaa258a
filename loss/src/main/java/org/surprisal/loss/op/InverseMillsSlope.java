package org.surprisal.loss.op;

import java.math.BigDecimal;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.ErrorFunction;

/**
 * The derivative of the inverse Mills ratio, -imills(x)·(imills(x) + x), between -1 and 0, without the cancellation
 * that this has where x is negative. Its own derivative has it, far out.
 */
public final class InverseMillsSlope implements Elementwise {
    /** The operation. */
    public static final InverseMillsSlope OPERATION = new InverseMillsSlope();

    private InverseMillsSlope() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "imills_slope";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        // With m the ratio and s = -m(m + x): s′ = -s(2m + x) - m.
        Expr x = self.argument(0);
        Expr ratio = InverseMills.of(g, x);
        Expr factor = Add.of(g, Multiply.of(g, g.num(2), ratio), x);
        Expr slope = Negate.of(g, Add.of(g, Multiply.of(g, self, factor), ratio));
        return WeightedProduct.of(g, adjoint, slope);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        BigDecimal ratio = ErrorFunction.inverseMills(x.at(0), d);
        return d.multiply(ratio, d.add(ratio, x.at(0))).negate();
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.InverseMills.slope(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        // The ratio is convex (Sampford 1953), so its slope increases.
        return Enclosure.increasing(this, x[0]).within(-1, 0);
    }
}
