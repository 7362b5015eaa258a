package org.surprisal.loss.op;

import java.math.BigDecimal;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.math.Surprisal;
import org.surprisal.math.decimal.Decimals;

/** surprisal(y, p): -log(p) where y is 1, -log1p(-p) where it is 0, by one logarithm. For programs only. */
public final class OutcomeSurprisal implements Elementwise {
    /** The operation. */
    public static final OutcomeSurprisal OPERATION = new OutcomeSurprisal();

    private OutcomeSurprisal() {}

    @Override
    public String name() {
        return "surprisal";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public int cost() {
        return 20;
    }

    @Override
    public boolean unsigned() {
        return true;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        throw new UnsupportedOperationException(name() + " is no part of a formula");
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        BigDecimal p = x.at(1);
        return d.log(x.at(0).signum() == 0 ? d.subtract(BigDecimal.ONE, p) : p).negate();
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        Surprisal.of(x[0], x[1], out, n);
    }
}
