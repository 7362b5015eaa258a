package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Gamma;

/** The logarithm of the absolute value of the gamma function. */
public final class LogGamma implements Elementwise {
    /** The operation. */
    public static final LogGamma OPERATION = new LogGamma();

    /** Where it is least among positive numbers. */
    static final double LOWEST_AT = 1.4616321449683622;

    /** Its least value there, rounded down. */
    static final double LOWEST = -0.12148629053584963;

    /** More than functions of this family err by where they cross zero. */
    static final double MARGIN = 0x1p-45;

    private LogGamma() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "lgamma";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr above = Match.afterOnePlus(x.get(0));
        return above != null ? LogGammaOnePlus.of(g, above) : null;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.LGAMMA, x.get(0));
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\log\\Gamma", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, Digamma.of(g, self.argument(0)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Gamma.log(x.at(0), d);
    }

    @Override
    public int cost() {
        return 60;
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.LogGamma.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        if (x[0].low() < 0) {
            return Interval.ANYTHING;
        }
        double atLow = Enclosure.at(this, x[0].low());
        double atHigh = Enclosure.at(this, x[0].high());
        double least = x[0].contains(LOWEST_AT) ? LOWEST : Math.min(atLow, atHigh);
        return Enclosure.between(least - MARGIN, Math.max(atLow, atHigh) + MARGIN)
                .reachedIf(x[0].contains(0));
    }
}
