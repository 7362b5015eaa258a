package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.MULTIPLY;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.algebra.FieldOperation;
import org.surprisal.loss.algebra.Quotient;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/** The square, written x^2. */
public final class Square implements FieldOperation {
    /** The operation. */
    public static final Square OPERATION = new Square();

    private Square() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "square";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.multiply(x.get(0), x.get(0));
    }

    @Override
    public Notation notation() {
        return new Notation(Notation.Form.POSTFIX, "^2", Notation.POWER);
    }

    @Override
    public Quotient quotient(List<Expr> x, List<Quotient> q) {
        return q.get(0).times(q.get(0));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr minus = Match.inside(Negate.OPERATION, a);
        if (minus != null) {
            return of(g, minus);
        }
        Expr size = Match.inside(Abs.OPERATION, a);
        return size != null ? of(g, size) : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.power(x.get(0), "2");
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return WeightedProduct.of(g, adjoint, Multiply.of(g, g.num(2), self.argument(0)));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.multiply(x.at(0), x.at(0));
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(MULTIPLY, x[0], x[0]));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * a[i];
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval magnitude = x[0].abs();
        return magnitude.times(magnitude);
    }
}
