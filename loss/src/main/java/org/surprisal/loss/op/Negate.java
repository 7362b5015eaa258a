package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.SUBTRACT;

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
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/** The sign. It is taken as 0 - x, so that a forecast without fault costs 0 and not -0. */
public final class Negate implements FieldOperation {
    /** The operation. */
    public static final Negate OPERATION = new Negate();

    private Negate() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "-";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.subtract(t.number(0), x.get(0));
    }

    @Override
    public Notation notation() {
        return new Notation(Notation.Form.PREFIX, "-", Notation.SUM);
    }

    @Override
    public Quotient quotient(List<Expr> x, List<Quotient> q) {
        return q.get(0).negate();
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr twice = Match.inside(OPERATION, a);
        if (twice != null) {
            return twice;
        }
        Call difference = Match.call(Subtract.OPERATION, a);
        if (difference != null) {
            return Subtract.of(g, difference.argument(1), difference.argument(0));
        }
        Call choice = Match.call(Where.OPERATION, a);
        if (choice != null) {
            return Where.of(g, choice.argument(0), of(g, choice.argument(1)), of(g, choice.argument(2)));
        }
        return inFactor(g, a);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return of(g, adjoint);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(0).negate();
    }

    @Override
    public boolean unsigned() {
        return true;
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(SUBTRACT, line.constant(0), x[0]));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        for (int i = 0; i < n; i++) {
            out[i] = 0.0 - a[i];
        }
    }

    /** Lets a factor absorb the sign where that costs nothing: a difference turns round, and so does a sign. */
    private static @Nullable Expr inFactor(Graph g, Expr a) {
        Expr signed = Match.inside(Sign.OPERATION, a);
        if (signed != null && Match.call(Subtract.OPERATION, signed) != null) {
            return Sign.of(g, of(g, signed));
        }
        Call product = Match.call(Multiply.OPERATION, a);
        Call weighted = Match.call(WeightedProduct.OPERATION, a);
        Call factors = product != null ? product : weighted;
        if (factors == null) {
            return null;
        }
        for (int i = 1; i >= 0; i--) {
            Expr negative = turned(g, factors.argument(i));
            if (negative != null) {
                return i == 0
                        ? g.call(factors.operation(), negative, factors.argument(1))
                        : g.call(factors.operation(), factors.argument(0), negative);
            }
        }
        return null;
    }

    /** The negative of a factor that is as short as the factor; 1 - p is left alone. */
    private static @Nullable Expr turned(Graph g, Expr factor) {
        Call difference = Match.call(Subtract.OPERATION, factor);
        if (difference != null) {
            return difference.argument(0) instanceof Num ? null : of(g, factor);
        }
        return inFactor(g, factor);
    }

    @Override
    public Interval interval(Interval[] x) {
        return x[0].negate();
    }
}
