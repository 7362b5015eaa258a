package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Gamma;

/** lgamma(1 + x), accurate near its zero at 0: the logarithm of a factorial. */
public final class LogGammaOnePlus implements Elementwise {
    /** The operation. */
    public static final LogGammaOnePlus OPERATION = new LogGammaOnePlus();

    private LogGammaOnePlus() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "lgamma1p";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.LGAMMA, t.add(t.number(1), x.get(0)));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, Digamma.of(g, Add.of(g, self.argument(0), g.num(1))));
    }

    @Override
    public Expr textbook(Graph g, Call self) {
        return g.raw(LogGamma.OPERATION, g.raw(Add.OPERATION, self.argument(0), g.num(1)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        BigDecimal size = x.at(0).signum() == 0 ? BigDecimal.ONE : x.at(0).abs();
        // Near 0 as many digits cancel as lie between 1 and x.
        Decimals more = d.plus(10 + Math.max(0, size.scale() - size.precision()));
        return d.round(Gamma.log(BigDecimal.ONE.add(x.at(0)), more));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        org.surprisal.math.LogGamma.onePlus(x[0], out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval plusOne = Add.OPERATION.interval(new Interval[] {x[0], Interval.point(1)});
        return LogGamma.OPERATION.interval(new Interval[] {plusOne});
    }
}
