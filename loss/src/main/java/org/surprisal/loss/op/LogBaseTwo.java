package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.Log2;
import org.surprisal.math.decimal.Decimals;

/** The logarithm to base 2, exact for powers of two: a surprisal in bits. */
public final class LogBaseTwo implements Elementwise {
    /** The operation. */
    public static final LogBaseTwo OPERATION = new LogBaseTwo();

    private static final double LN2 = 0.6931471805599453;

    private LogBaseTwo() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "log2";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.divide(t.log(x.get(0)), t.number(0.6931471805599453));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedQuotient.of(g, adjoint, Multiply.of(g, g.num(LN2), self.argument(0)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.divide(d.log(x.at(0)), d.log(BigDecimal.TWO));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        Log2.of(a, out, n);
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval positive = x[0].within(0, Double.POSITIVE_INFINITY);
        return Enclosure.crossing(Enclosure.increasing(this, positive), positive, 1)
                .reachedIf(x[0].contains(0))
                .undefinedIf(x[0].low() < 0);
    }
}
