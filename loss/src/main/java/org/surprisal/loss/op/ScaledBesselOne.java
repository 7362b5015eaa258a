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

/** i1e(x) = e^-|x| I₁(x), the modified Bessel function of order 1, scaled, under the name of SciPy. */
public final class ScaledBesselOne implements Elementwise {
    /** The operation. */
    public static final ScaledBesselOne OPERATION = new ScaledBesselOne();

    private static final double BESIDE_ZERO = 1e-300;

    /** The greatest value lies in here. */
    private static final Interval PEAK_AT = Interval.of(1.5, 1.6);

    /** A little more than the greatest value. */
    private static final double PEAK = 0.2191;

    private ScaledBesselOne() {}

    @Override
    public String name() {
        return "i1e";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr x = self.argument(0);
        // I₁' = I₀ - I₁/x, of which the quotient is a half at 0: there it is that of a number next to it.
        Expr atZero = g.call(Comparison.EQUAL, x, g.num(0));
        Expr beside = Add.of(g, x, Multiply.of(g, g.num(BESIDE_ZERO), atZero));
        Expr share = Divide.of(g, g.call(OPERATION, beside), beside);
        Expr slope = Subtract.of(
                g, Subtract.of(g, g.call(ScaledBesselZero.OPERATION, x), share), Multiply.of(g, Sign.of(g, x), self));
        return WeightedProduct.of(g, adjoint, slope);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Incomplete.bessel(1, x.at(0), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        ScaledBessel.of(1, x[0], out, n);
    }

    @Override
    public int cost() {
        return 50;
    }

    @Override
    public Interval interval(Interval[] x) {
        // Odd; it rises to its peak and falls from there on.
        Interval corners = Enclosure.corners(this, x[0]);
        double high = meets(x[0], PEAK_AT) ? PEAK : corners.high();
        double low = meets(x[0], PEAK_AT.negate()) ? -PEAK : corners.low();
        Interval values = Interval.of(Math.min(low, corners.low()), Math.max(high, corners.high()));
        return x[0].contains(0) ? values.hull(Interval.point(0)) : values;
    }

    private static boolean meets(Interval x, Interval peak) {
        return x.low() <= peak.high() && x.high() >= peak.low();
    }
}
