package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.IF_LESS;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/** -1, 0 or 1, and NaN of NaN. The derivative is taken as 0 everywhere. */
public final class Sign implements Elementwise {
    /** The operation. */
    public static final Sign OPERATION = new Sign();

    private Sign() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "sign";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term zero = t.number(0);
        Term notBelow = t.ifLess(zero, x.get(0), t.number(1), zero);
        return t.ifLess(x.get(0), zero, t.number(-1), notBelow);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return g.num(0);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return BigDecimal.valueOf(d.compare(x.at(0), BigDecimal.ZERO));
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        int zero = line.constant(0);
        int unlessNegative = line.step(IF_LESS, zero, x[0], line.constant(1), x[0]);
        return OptionalInt.of(line.step(IF_LESS, x[0], zero, line.constant(-1), unlessNegative));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        for (int i = 0; i < n; i++) {
            out[i] = Math.signum(a[i]);
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        return Interval.of(Math.signum(x[0].low()), Math.signum(x[0].high()));
    }
}
