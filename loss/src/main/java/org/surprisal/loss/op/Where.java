package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.IF_EQUAL;

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
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/**
 * where(condition, a, b): a where the condition is not 0, b where it is 0, NaN where it is NaN. It selects: nothing of
 * the other value is left. A zero is never -0.
 */
public final class Where implements Elementwise {
    /** The operation. */
    public static final Where OPERATION = new Where();

    private Where() {}

    static Expr of(Graph g, Expr a, Expr b, Expr c) {
        return g.call(OPERATION, a, b, c);
    }

    @Override
    public String name() {
        return "where";
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        return t.ifEqual(x.get(0), t.number(0), x.get(2), x.get(1));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        Expr c = x.get(2);
        if (a instanceof Num num) {
            return num.value() != 0 ? b : c;
        }
        return b == c ? b : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        String cases = x.get(1).text() + " & \\text{if } " + x.get(0).text() + " \\\\ "
                + x.get(2).text();
        return new Latex("\\begin{cases} " + cases + " & \\text{otherwise} \\end{cases}", Notation.ATOM);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr condition = self.argument(0);
        return switch (i) {
            case 0 -> g.num(0);
            case 1 -> of(g, condition, adjoint, g.num(0));
            default -> of(g, condition, g.num(0), adjoint);
        };
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(d.compare(x.at(0), BigDecimal.ZERO) != 0 ? 1 : 2);
    }

    @Override
    public @Nullable Expr settled(Graph g, List<Expr> x) {
        return x.get(0) instanceof Num condition ? Add.unsigned(g, x.get(condition.value() != 0 ? 1 : 2)) : null;
    }

    @Override
    public boolean unsigned() {
        return true;
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        int chosen = line.step(IF_EQUAL, x[0], x[0], x[1], line.constant(Double.NaN));
        return OptionalInt.of(Choices.unsigned(line, line.step(IF_EQUAL, x[0], line.constant(0), x[2], chosen)));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        double[] c = x[2];
        for (int i = 0; i < n; i++) {
            out[i] = Mask.choose(a[i], b[i], c[i]) + 0.0;
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
        double[] c = x[2];
        for (int i = 0; i < n; i++) {
            double chosen = Math.abs(Math.signum(a[i]));
            out[i] = (chosen * b[i] + (1 - chosen) * c[i]) + 0.0;
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval chosen = x[0].is(0) ? x[2] : x[0].contains(0) ? x[1].hull(x[2]) : x[1];
        return chosen.undefinedIf(x[0].undefined());
    }
}
