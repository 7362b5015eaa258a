package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.DIVIDE;

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
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/**
 * wdiv(a, b): a over b, and 0 where a is 0, whatever b is. The derivative of xlogy. A divisor of -0 is one of 0: as a
 * probability it is no other number.
 */
public final class WeightedQuotient implements Elementwise {
    /** The operation. */
    public static final WeightedQuotient OPERATION = new WeightedQuotient();

    private WeightedQuotient() {}

    static Expr of(Graph g, Expr a, Expr b) {
        return g.call(OPERATION, a, b);
    }

    @Override
    public String name() {
        return "wdiv";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.ifEqual(x.get(0), t.number(0), t.number(0), t.divide(x.get(0), x.get(1)));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        if (Num.is(a, 0)) {
            return a;
        }
        if (a instanceof Num || b instanceof Num) {
            // A number other than 0 masks nothing; over a number nothing is undefined that was not masked.
            return Divide.of(g, a, b);
        }
        Expr minusA = Match.inside(Negate.OPERATION, a);
        if (minusA != null) {
            return Negate.of(g, of(g, minusA, b));
        }
        Expr minusB = Match.inside(Negate.OPERATION, b);
        return minusB != null ? Negate.of(g, of(g, a, minusB)) : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.fraction(x.get(0), x.get(1));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr b = self.argument(1);
        return i == 0 ? of(g, adjoint, b) : Negate.of(g, SelectingProduct.of(g, adjoint, of(g, self, b)));
    }

    @Override
    public Expr textbook(Graph g, Call self) {
        return g.raw(Divide.OPERATION, self.argument(0), self.argument(1));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(0).signum() == 0 ? BigDecimal.ZERO : d.divide(x.at(0), x.at(1));
    }

    @Override
    public @Nullable Expr settled(Graph g, List<Expr> x) {
        return Num.is(x.get(0), 0) ? g.num(0) : null;
    }

    @Override
    public int cost() {
        return 3;
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
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        int quotient = line.step(DIVIDE, x[0], Choices.unsigned(line, x[1]));
        return OptionalInt.of(Choices.unsigned(line, Choices.select(line, x[0], quotient)));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = Mask.select(a[i], a[i] / (b[i] + 0.0)) + 0.0;
        }
    }

    @Override
    public boolean selects() {
        return true;
    }

    @Override
    public void plain(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = a[i] / (b[i] + 0.0) + 0.0;
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        return x[0].selectingOver(x[1])
                .undefinedIf(x[0].undefined() || (!x[0].is(0) && x[1].undefined()))
                .undefinedIf(x[0].reached() && x[1].reached());
    }
}
