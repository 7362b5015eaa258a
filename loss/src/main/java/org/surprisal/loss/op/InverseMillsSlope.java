package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
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
    public Term portable(Terms t, List<Term> x) {
        Term a = x.get(0);
        Term ratio = Objects.requireNonNull(InverseMills.OPERATION.portable(t, x));
        Term near = t.ifEqual(ratio, t.number(0), t.number(0), t.multiply(t.negate(ratio), t.add(ratio, a)));
        // Far out by the asymptotic series of the ratio (NIST Digital Library, 7.12): nothing cancels.
        Term inverse = t.divide(t.number(1), t.multiply(a, a));
        Term gap = t.polynomial(inverse, 1, -2, 10, -74, 706, -8162, 110410);
        Term far = t.negate(t.multiply(t.add(t.number(1), t.multiply(inverse, gap)), gap));
        return t.ifLess(a, t.number(-50), far, near);
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
