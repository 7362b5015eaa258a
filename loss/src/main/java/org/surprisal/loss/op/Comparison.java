package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.IF_EQUAL;
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
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/** A comparison of two numbers: 1 if true, 0 if false, NaN if one of the two is NaN. The derivative is 0 everywhere. */
public final class Comparison implements Elementwise {
    /** {@code a < b}. */
    public static final Comparison LESS = new Comparison("<", 1, 0, 0);

    /** {@code a <= b}. */
    public static final Comparison LESS_OR_EQUAL = new Comparison("<=", 1, 1, 0);

    /** {@code a > b}. */
    public static final Comparison GREATER = new Comparison(">", 0, 0, 1);

    /** {@code a >= b}. */
    public static final Comparison GREATER_OR_EQUAL = new Comparison(">=", 0, 1, 1);

    /** {@code a == b}. */
    public static final Comparison EQUAL = new Comparison("==", 0, 1, 0);

    /** {@code a != b}. */
    public static final Comparison NOT_EQUAL = new Comparison("!=", 1, 0, 1);

    private final String symbol;
    private final double less;
    private final double equal;
    private final double greater;

    private Comparison(String symbol, double less, double equal, double greater) {
        this.symbol = symbol;
        this.less = less;
        this.equal = equal;
        this.greater = greater;
    }

    Expr of(Graph g, Expr a, Expr b) {
        return g.call(this, a, b);
    }

    @Override
    public String name() {
        return symbol;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term a = x.get(0);
        Term b = x.get(1);
        Term first = t.number(less);
        Term last = t.number(greater);
        if (less == greater) {
            return t.ifEqual(a, b, t.number(equal), first);
        }
        return less == equal ? t.ifAtMost(a, b, first, last) : t.ifLess(a, b, first, last);
    }

    @Override
    public Notation notation() {
        return Notation.infix(symbol, Notation.COMPARISON);
    }

    @Override
    public Latex latex(List<Latex> x) {
        String shown = switch (symbol) {
            case "<=" -> "\\le";
            case ">=" -> "\\ge";
            case "==" -> "=";
            case "!=" -> "\\ne";
            default -> symbol;
        };
        return Latex.infix(shown, Notation.COMPARISON, x);
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        return g.num(0);
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        int order = d.compare(x.at(0), x.at(1));
        return BigDecimal.valueOf(order < 0 ? less : order == 0 ? equal : greater);
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(choice(line, x[0], x[1], line.constant(1), line.constant(0)));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = Mask.compare(a[i], b[i], less, equal, greater);
        }
    }

    @Override
    public boolean selects() {
        return true;
    }

    /** The parabola through the three values, at the sign of the difference. */
    @Override
    public void plain(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        double slope = slope();
        double bend = bend();
        for (int i = 0; i < n; i++) {
            double sign = Math.signum(a[i] - b[i]);
            out[i] = equal + sign * (slope + sign * bend);
        }
    }

    @Override
    public Interval interval(Interval[] x) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        if (x[0].low() < x[1].high()) {
            least = Math.min(least, less);
            most = Math.max(most, less);
        }
        if (x[0].low() <= x[1].high() && x[1].low() <= x[0].high()) {
            least = Math.min(least, equal);
            most = Math.max(most, equal);
        }
        if (x[0].high() > x[1].low()) {
            least = Math.min(least, greater);
            most = Math.max(most, greater);
        }
        return Interval.of(least, most).undefinedIf(x[0].undefined() || x[1].undefined());
    }

    /** The place of c where the comparison of a and b is true, of d where it is false; NaN where they have no order. */
    int choice(StraightLine.Writer line, int a, int b, int c, int d) {
        int same = line.step(IF_EQUAL, a, b, equal == 0 ? d : c, line.constant(Double.NaN));
        int more = line.step(IF_LESS, b, a, greater == 0 ? d : c, same);
        return line.step(IF_LESS, a, b, less == 0 ? d : c, more);
    }

    /** The result for two numbers. */
    double of(double a, double b) {
        return Mask.compare(a, b, less, equal, greater);
    }

    /** The parabola: its value at 0, half its rise from -1 to 1, and what it bends. */
    double equal() {
        return equal;
    }

    double slope() {
        return 0.5 * (greater - less);
    }

    double bend() {
        return 0.5 * (greater + less) - equal;
    }
}
