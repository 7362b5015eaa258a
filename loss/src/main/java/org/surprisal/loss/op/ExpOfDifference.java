package org.surprisal.loss.op;

import java.math.BigDecimal;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.math.Exp;
import org.surprisal.math.decimal.Decimals;

/**
 * exp(a - b) with the rounding of the difference, a hundred units of the exponential at scores of a hundred, put back:
 * the difference is exact in two parts (Knuth 1969). For programs only.
 */
public final class ExpOfDifference implements Elementwise {
    /** The operation. */
    public static final ExpOfDifference OPERATION = new ExpOfDifference();

    private ExpOfDifference() {}

    @Override
    public String name() {
        return "expdiff";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        throw new UnsupportedOperationException(name() + " is no part of a formula");
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return d.exp(d.subtract(x.at(0), x.at(1)));
    }

    @Override
    public boolean selects() {
        return true;
    }

    @Override
    public int cost() {
        return 30;
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        power(x, out, n);
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            // What was lost has no meaning where a score is infinite, and the exponential is 0 or undefined there.
            out[i] = Mask.select(out[i], Math.fma(out[i], lost(a[i], b[i]), out[i]));
        }
    }

    @Override
    public void plain(double[][] x, double[] out, int n) {
        power(x, out, n);
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(out[i], lost(a[i], b[i]), out[i]);
        }
    }

    private static void power(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        for (int i = 0; i < n; i++) {
            out[i] = a[i] - b[i];
        }
        Exp.of(out, out, n);
    }

    private static double lost(double a, double b) {
        double difference = a - b;
        double back = difference - a;
        return (a - (difference - back)) - (b + back);
    }
}
