package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;
import org.surprisal.math.Log;
import org.surprisal.math.decimal.Decimals;

/**
 * xlogdiv(x, y) = x log(x / y), and 0 where x is 0, whatever y is. The quotient is corrected by its remainder, so that
 * nothing is lost where x is nearly y, and may leave the doubles above, where y is next to 0.
 */
public final class XLogQuotient implements Elementwise {
    /** The operation. */
    public static final XLogQuotient OPERATION = new XLogQuotient();

    /** Below it, the remainder of a quotient could be subnormal: both are lifted. */
    private static final double SMALL = 0x1p-500;

    private static final double LIFT = 0x1p500;

    /** A remainder is at most half a unit of the quotient; a greater one is that of no quotient. */
    private static final double ROUNDING = 0x1p-52;

    private XLogQuotient() {}

    @Override
    public String name() {
        return "xlogdiv";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Term portable(Terms t, List<Term> x) {
        Term a = x.get(0);
        Term b = x.get(1);
        Term gap = t.subtract(a, b);
        // Where the two are near each other their difference is exact; a quotient by a tiny number may overflow.
        Term near = t.log1p(t.divide(gap, b));
        Term quotient = t.log(t.divide(a, b));
        Term apart = t.subtract(t.log(a), t.log(b));
        Term size = t.divide(t.abs(a), t.abs(b));
        Term far = t.ifLess(size, t.number(1e-290), apart, t.ifLess(t.number(1e290), size, apart, quotient));
        Term log = t.ifLess(t.abs(gap), t.multiply(t.number(0.5), t.abs(b)), near, far);
        return t.ifEqual(a, t.number(0), t.number(0), t.multiply(a, log));
    }

    @Override
    public @Nullable Expr simplify(Graph g, List<Expr> x) {
        return Num.is(x.get(0), 0) ? x.get(0) : null;
    }

    @Override
    public Latex latex(List<Latex> x) {
        Latex fraction = Latex.fraction(x.get(0), x.get(1));
        return Latex.product(x.get(0), new Latex("\\log" + fraction.text(), Notation.ATOM));
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        Expr a = self.argument(0);
        Expr b = self.argument(1);
        return i == 0
                ? WeightedProduct.of(g, adjoint, Add.of(g, g.num(1), Logarithm.of(g, Divide.of(g, a, b))))
                : Negate.of(g, SelectingProduct.of(g, adjoint, WeightedQuotient.of(g, a, b)));
    }

    @Override
    public Expr textbook(Graph g, Call self) {
        Expr quotient = g.raw(Divide.OPERATION, self.argument(0), self.argument(1));
        return g.raw(Multiply.OPERATION, self.argument(0), g.raw(Logarithm.OPERATION, quotient));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(0).signum() == 0 ? BigDecimal.ZERO : d.multiply(x.at(0), d.log(d.divide(x.at(0), x.at(1))));
    }

    @Override
    public @Nullable Expr settled(Graph g, List<Expr> x) {
        return Num.is(x.get(0), 0) ? x.get(0) : null;
    }

    @Override
    public int cost() {
        return 25;
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = a[i] / divisor(b[i]);
        }
        Log.of(out, out, n);
        for (int i = 0; i < n; i++) {
            double divisor = divisor(b[i]);
            double quotient = a[i] / divisor;
            double lift = Math.max(Math.abs(a[i]), Math.abs(divisor)) < SMALL ? LIFT : 1;
            double dividend = a[i] * lift;
            double remainder = Math.fma(-quotient, divisor * lift, dividend) / dividend;
            double log = out[i] + (Math.abs(remainder) < ROUNDING ? remainder : 0);
            out[i] = Mask.select(a[i], a[i] * log);
        }
        for (int i = 0; i < n; i++) {
            double size = Math.abs(a[i] / divisor(b[i]));
            if (!(size >= Double.MIN_NORMAL && size <= Double.MAX_VALUE)) {
                out[i] = beyond(a[i], divisor(b[i]), out[i]);
            }
        }
    }

    /** A divisor of -0 is one of 0. */
    private static double divisor(double b) {
        return b + 0.0;
    }

    /** Where the quotient is no normal number though both are finite, its logarithm is a difference of large ones. */
    private static double beyond(double a, double b, double otherwise) {
        boolean far = a != 0 && b != 0 && Double.isFinite(a) && Double.isFinite(b) && a < 0 == b < 0;
        return far ? a * (Log.of(Math.abs(a)) - Log.of(Math.abs(b))) : otherwise;
    }

    @Override
    public Interval interval(Interval[] x) {
        Interval a = x[0];
        Interval b = x[1].within(0, Double.POSITIVE_INFINITY);
        if (a.is(0)) {
            return a;
        }
        if (a.low() < 0 || x[1].low() < 0) {
            return Interval.ANYTHING;
        }
        // Decreasing in y; convex in x, with the least value -y / e at x = y / e.
        double turn = b.high() / Math.E;
        double least = Math.min(term(a.low(), b.high()), term(a.high(), b.high()));
        least = a.contains(turn) ? Math.min(least, -turn) : least;
        double most = Math.max(term(a.low(), b.low()), term(a.high(), b.low()));
        return Enclosure.between(least, most)
                .reachedIf(b.contains(0) && a.high() > 0)
                .undefinedIf(a.undefined() || x[1].undefined());
    }

    private static double term(double x, double y) {
        return x == 0 ? 0 : Enclosure.at(OPERATION, x, y);
    }
}
