package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.ABS;

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
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/** The absolute value. At 0 the derivative is taken as 0. */
public final class Abs implements Elementwise {
    /** The operation. */
    public static final Abs OPERATION = new Abs();

    private Abs() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "abs";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.ABS, x.get(0));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr minus = Match.inside(Negate.OPERATION, a);
        return minus != null ? of(g, minus) : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return new Latex("\\left|" + x.get(0).text() + "\\right|", Notation.ATOM);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, Sign.of(g, self.argument(0)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(0).abs();
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(ABS, x));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        for (int i = 0; i < n; i++) {
            out[i] = Math.abs(a[i]);
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        return x[0].abs();
    }
}
