package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.IF_EQUAL;

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
 * outcome(y, a, b): a where y is 1, b where it is 0, with every bit: unlike {@code where} it keeps the sign of a zero.
 * For programs only.
 */
public final class OutcomeChoice implements Elementwise {
    /** The operation. */
    public static final OutcomeChoice OPERATION = new OutcomeChoice();

    private OutcomeChoice() {}

    @Override
    public String name() {
        return "outcome";
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public int cost() {
        return 4;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        throw new UnsupportedOperationException(name() + " is no part of a formula");
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return x.at(x.at(0).signum() == 0 ? 2 : 1);
    }

    @Override
    public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
        return OptionalInt.of(line.step(IF_EQUAL, x[0], line.constant(0), x[2], x[1]));
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        double[] a = x[0];
        double[] b = x[1];
        double[] c = x[2];
        for (int i = 0; i < n; i++) {
            out[i] = Mask.either(a[i], b[i], c[i]);
        }
    }
}
