package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/**
 * {@code where(a < b, c, d)} with any comparison, in one loop, with the bits of the two operations. For programs only.
 *
 * @param comparison of a and b
 */
public record ComparedChoice(Comparison comparison) implements Elementwise {
    @Override
    public String name() {
        return "where " + comparison.name();
    }

    @Override
    public int arity() {
        return 4;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        throw new UnsupportedOperationException(name() + " is no part of a formula");
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(comparison.exact(d, x).signum() != 0 ? 2 : 3);
    }

    @Override
    public int cost() {
        return 2;
    }

    @Override
    public boolean unsigned() {
        return true;
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(Choices.unsigned(line, comparison.choice(line, x[0], x[1], x[2], x[3])));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        double[] c = x[2];
        double[] d = x[3];
        for (int i = 0; i < n; i++) {
            out[i] = Mask.choose(comparison.of(a[i], b[i]), c[i], d[i]) + 0.0;
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
        double[] d = x[3];
        double equal = comparison.equal();
        double slope = comparison.slope();
        double bend = comparison.bend();
        for (int i = 0; i < n; i++) {
            double sign = Math.signum(a[i] - b[i]);
            double chosen = equal + sign * (slope + sign * bend);
            out[i] = (chosen * c[i] + (1 - chosen) * d[i]) + 0.0;
        }
    }
}
