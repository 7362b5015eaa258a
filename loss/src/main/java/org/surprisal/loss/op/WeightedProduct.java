package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.MULTIPLY;

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
 * wmul(a, b): a times b, and 0 where a is 0, whatever b is; a zero is never -0. A mask or a weight times a term is
 * always this.
 */
public final class WeightedProduct implements Elementwise {
    /** The operation. */
    public static final WeightedProduct OPERATION = new WeightedProduct();

    private WeightedProduct() {}

    static Expr of(Graph g, Expr a, Expr b) {
        return g.call(OPERATION, a, b);
    }

    @Override
    public String name() {
        return "wmul";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.ifEqual(x.get(0), t.number(0), t.number(0), t.multiply(x.get(0), x.get(1)));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        if (Num.is(a, 0) || Num.is(b, 0)) {
            return g.num(0);
        }
        if (a instanceof Num || (b instanceof Num finite && Double.isFinite(finite.value()))) {
            return Multiply.of(g, a, b);
        }
        Expr minusA = Match.inside(Negate.OPERATION, a);
        if (minusA != null) {
            return Negate.of(g, of(g, minusA, b));
        }
        Expr minusB = Match.inside(Negate.OPERATION, b);
        if (minusB != null) {
            return Negate.of(g, of(g, a, minusB));
        }
        Call choice = Match.call(Where.OPERATION, a);
        if (choice != null && (choice.argument(1) instanceof Num || choice.argument(2) instanceof Num)) {
            return Where.of(g, choice.argument(0), of(g, choice.argument(1), b), of(g, choice.argument(2), b));
        }
        return null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        return Latex.product(x.get(0), x.get(1));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return i == 0 ? of(g, adjoint, self.argument(1)) : SelectingProduct.of(g, adjoint, self.argument(0));
    }

    @Override
    public Expr textbook(Graph g, Call self) {
        return g.raw(Multiply.OPERATION, self.argument(0), self.argument(1));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(0).signum() == 0 ? BigDecimal.ZERO : d.multiply(x.at(0), x.at(1));
    }

    @Override
    public @Nullable Expr settled(Graph g, List<Expr> x) {
        if (Num.is(x.get(0), 0)) {
            return g.num(0);
        }
        return Num.is(x.get(0), 1) ? Add.unsigned(g, x.get(1)) : null;
    }

    @Override
    public boolean unsigned() {
        return true;
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(Choices.unsigned(line, Choices.select(line, x[0], line.step(MULTIPLY, x))));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = Mask.select(a[i], a[i] * b[i]) + 0.0;
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
            out[i] = a[i] * b[i] + 0.0;
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        return x[0].selectingTimes(x[1])
                .undefinedIf(x[0].undefined() || (!x[0].is(0) && x[1].undefined()))
                .undefinedIf(x[0].reached() && x[1].contains(0));
    }
}
