package org.surprisal.loss.op;

import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;

/** The second derivative of lgamma. Its own derivative is not among the operations. */
public final class Trigamma implements Elementwise {
    /** The operation. */
    public static final Trigamma OPERATION = new Trigamma();

    private Trigamma() {}

    static Expr of(Graph g, Expr a) {
        return g.call(OPERATION, a);
    }

    @Override
    public String name() {
        return "trigamma";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        throw new FormulaException("the derivative of trigamma is not available", FormulaException.NOWHERE);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        org.surprisal.math.Trigamma.of(a, out, n);
    }
}
