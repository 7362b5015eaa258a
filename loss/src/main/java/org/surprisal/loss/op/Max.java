package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.MAX;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/** The greater of two. At a tie the derivative goes to the first argument. */
public final class Max implements Elementwise {
    /** The operation. */
    public static final Max OPERATION = new Max();

    private Max() {}

    static Expr of(Graph g, Expr a, Expr b) {
        return g.call(OPERATION, a, b);
    }

    @Override
    public String name() {
        return "max";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.MAX, x.get(0), x.get(1));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        return a == b ? a : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.function("\\max", x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr first = Comparison.GREATER_OR_EQUAL.of(g, self.argument(0), self.argument(1));
        return i == 0 ? Where.of(g, first, adjoint, g.num(0)) : Where.of(g, first, g.num(0), adjoint);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(0).max(x.at(1));
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(MAX, x));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(a[i], b[i]);
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        return Interval.of(Math.max(x[0].low(), x[1].low()), Math.max(x[0].high(), x[1].high()));
    }
}
