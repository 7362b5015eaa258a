package org.surprisal.loss.op;

import java.math.BigDecimal;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Wright;

/**
 * lwright(a, x) = log(Σ (x^(1 + a) / a)^j / (j! Γ(a j))) - (1 + 1/a) x, the sum over j from 1 on: what the density of a
 * Tweedie distribution has beside its deviance; and its first and second derivative in x. With an x of 0 it is
 * -infinity.
 */
public final class LogWright implements Elementwise {
    /** The function itself. */
    public static final LogWright OPERATION = new LogWright("lwright", 0);

    /** Its derivative in x. */
    public static final LogWright SLOPE = new LogWright("lwright_slope", 1);

    /** Its second derivative in x. */
    public static final LogWright CURVATURE = new LogWright("lwright_curvature", 2);

    private final String name;
    private final int order;

    private LogWright(String name, int order) {
        this.name = name;
        this.order = order;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        if (i == 0 || order == 2) {
            throw new FormulaException(
                    name + " has no derivative in closed form with respect to its " + (i == 0 ? "first" : "second")
                            + " argument",
                    FormulaException.NOWHERE);
        }
        Expr slope = g.call(order == 0 ? SLOPE : CURVATURE, self.argument(0), self.argument(1));
        return WeightedProduct.of(g, adjoint, slope);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return switch (order) {
            case 0 -> Wright.log(x.at(0), x.at(1), d);
            case 1 -> Wright.slope(x.at(0), x.at(1), d);
            default -> Wright.curvature(x.at(0), x.at(1), d);
        };
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = switch (order) {
                case 0 -> org.surprisal.math.LogWright.of(x[0][i], x[1][i]);
                case 1 -> org.surprisal.math.LogWright.slope(x[0][i], x[1][i]);
                default -> org.surprisal.math.LogWright.curvature(x[0][i], x[1][i]);
            };
        }
    }

    @Override
    public int cost() {
        return 200;
    }

    @Override
    public Interval interval(Interval[] x) {
        boolean inside = x[0].low() > 0 && x[1].low() > 0 && x[0].isFinite() && x[1].isFinite();
        return inside ? Interval.LINE : Interval.ANYTHING;
    }
}
