package org.surprisal.loss.op;

import java.math.BigDecimal;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.math.RegularizedGamma;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Incomplete;

/**
 * gammainc(a, x) = P(a, x), the regularised lower incomplete gamma function, under the name of SciPy: the distribution
 * function of a gamma variable of shape a. Its derivative in a has no closed form.
 */
public final class IncompleteGamma implements Elementwise {
    /** The operation. */
    public static final IncompleteGamma OPERATION = new IncompleteGamma();

    /** More than the relative error of the integrals. */
    private static final double ERROR = 1e-13;

    private IncompleteGamma() {}

    @Override
    public String name() {
        return "gammainc";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        if (i == 0) {
            throw new FormulaException(
                    "gammainc has no derivative in closed form with respect to its first argument",
                    FormulaException.NOWHERE);
        }
        Expr a = self.argument(0);
        Expr x = self.argument(1);
        // x^(a - 1) e^-x / Γ(a)
        Expr power = XLogY.of(g, Subtract.of(g, a, g.num(1)), x);
        Expr log = Subtract.of(g, Subtract.of(g, power, x), LogGamma.of(g, a));
        return WeightedProduct.of(g, adjoint, Exponential.of(g, log));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Incomplete.gamma(x.at(0), x.at(1), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = RegularizedGamma.lower(x[0][i], x[1][i]);
        }
    }

    @Override
    public int cost() {
        return 50;
    }

    @Override
    public Interval interval(Interval[] x) {
        if (x[0].low() <= 0 || x[1].low() < 0 || !x[0].isFinite()) {
            return Interval.of(0, 1).undefinedIf(true);
        }
        // Increasing in x, decreasing in a.
        Interval corners = Enclosure.corners(this, x[0], x[1]);
        return Enclosure.between(corners.low() * (1 - ERROR), corners.high() * (1 + ERROR))
                .within(0, 1);
    }
}
