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

/** The natural logarithm: -Infinity at 0, NaN below. The rules turn to log1p, softplus where these keep more digits. */
public final class Logarithm implements Elementwise {
    /** The operation. */
    public static final Logarithm OPERATION = new Logarithm();

    private Logarithm() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.LOG, x.get(0));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr exponent = Match.inside(Exponential.OPERATION, a);
        if (exponent != null) {
            return exponent;
        }
        Expr logit = Match.inside(Sigmoid.OPERATION, a);
        if (logit != null) {
            return Negate.of(g, Softplus.of(g, Negate.of(g, logit)));
        }
        Expr scores = Match.inside(Softmax.OPERATION, a);
        if (scores != null) {
            return Negate.of(g, g.call(NegativeLogSoftmax.OPERATION, scores));
        }
        Expr plus = Match.afterOnePlus(a);
        if (plus != null) {
            return LogOnePlus.of(g, plus);
        }
        Expr minus = Match.afterOneMinus(a);
        return minus != null ? LogOnePlus.of(g, Negate.of(g, minus)) : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\log", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedQuotient.of(g, adjoint, self.argument(0));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.log(x.at(0));
    }

    @Override
    public int cost() {
        return 20;
    }

    @Override
    public boolean unsigned() {
        return true;
    }

    @Override
    public boolean zerosAlike() {
        return true;
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.Log.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval positive = x[0].within(0, Double.POSITIVE_INFINITY);
        return Enclosure.crossing(Enclosure.increasing(this, positive), positive, 1)
                .reachedIf(x[0].contains(0))
                .undefinedIf(x[0].low() < 0);
    }
}
