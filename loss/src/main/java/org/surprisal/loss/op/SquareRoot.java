package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.SQRT;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
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

/** The square root, NaN below 0. At 0 the derivative is infinite. */
public final class SquareRoot implements Elementwise {
    /** The operation. */
    public static final SquareRoot OPERATION = new SquareRoot();

    private SquareRoot() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "sqrt";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.apply(Primitive.SQRT, x.get(0));
    }

    @Override
    public Latex latex(List<Latex> x) {
        return new Latex("\\sqrt{" + x.get(0).text() + "}", Notation.ATOM);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedQuotient.of(g, adjoint, Multiply.of(g, g.num(2), self));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.sqrt(x.at(0));
    }

    @Override
    public int cost() {
        return 3;
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(SQRT, x));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        for (int i = 0; i < n; i++) {
            out[i] = Math.sqrt(a[i]);
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        return Enclosure.increasing(this, x[0].within(0, Double.POSITIVE_INFINITY))
                .within(0, Double.POSITIVE_INFINITY)
                .undefinedIf(x[0].low() < 0);
    }
}
