package org.surprisal.loss.op;

import java.math.BigDecimal;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.math.ScaledBessel;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Incomplete;

/**
 * i0e(x) = e^-|x| I₀(x), the modified Bessel function of order 0, scaled, under the name of SciPy. Its derivative at 0
 * is taken as 0.
 */
public final class ScaledBesselZero implements Elementwise {
    /** The operation. */
    public static final ScaledBesselZero OPERATION = new ScaledBesselZero();

    private ScaledBesselZero() {}

    @Override
    public String name() {
        return "i0e";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr x = self.argument(0);
        Expr slope = Subtract.of(g, g.call(ScaledBesselOne.OPERATION, x), Multiply.of(g, Sign.of(g, x), self));
        return WeightedProduct.of(g, adjoint, slope);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Incomplete.bessel(0, x.at(0), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        ScaledBessel.of(0, x[0], out, n);
    }

    @Override
    public int cost() {
        return 50;
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.decreasing(this, x[0].abs()).within(0, 1);
    }
}
