package org.surprisal.loss.op;

import java.math.BigDecimal;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.math.StudentT;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Incomplete;

/**
 * stdtr(df, t) = P(T ≤ t), the distribution function of Student's t, under the name and with the order of arguments of
 * SciPy. Its derivative in df has no closed form.
 */
public final class StudentCdf implements Elementwise {
    /** The operation. */
    public static final StudentCdf OPERATION = new StudentCdf();

    /** More than the relative error of the integrals. */
    private static final double ERROR = 1e-13;

    private StudentCdf() {}

    @Override
    public String name() {
        return "stdtr";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        if (i == 0) {
            throw new FormulaException(
                    "stdtr has no derivative in closed form with respect to its first argument",
                    FormulaException.NOWHERE);
        }
        Expr df = self.argument(0);
        Expr t = self.argument(1);
        Expr half = Multiply.of(g, g.num(0.5), df);
        Expr tail = LogOnePlus.of(g, Divide.of(g, Square.of(g, t), df));
        Expr power = Multiply.of(g, Add.of(g, half, g.num(0.5)), tail);
        Expr constant = Add.of(g, Multiply.of(g, g.num(0.5), Logarithm.of(g, df)), LogBeta.of(g, g.num(0.5), half));
        return WeightedProduct.of(g, adjoint, Exponential.of(g, Negate.of(g, Add.of(g, power, constant))));
    }

    @Override
    public BigDecimal exact(Decimals d, Arguments x) {
        return Incomplete.studentT(x.at(0), x.at(1), d);
    }

    @Override
    public void run(double[][] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = StudentT.cdf(x[1][i], x[0][i]);
        }
    }

    @Override
    public int cost() {
        return 50;
    }

    @Override
    public Interval interval(Interval[] x) {
        if (x[0].low() <= 0) {
            return Interval.of(0, 1).undefinedIf(true);
        }
        // Increasing in t; in df, one way on either side of 0.
        Interval corners = Enclosure.corners(this, x[0], x[1]);
        return Enclosure.between(corners.low() * (1 - ERROR), corners.high() * (1 + ERROR))
                .within(0, 1);
    }
}
