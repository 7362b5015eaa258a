package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.ADD;
import static org.surprisal.math.spi.StraightLine.Operation.MULTIPLY;
import static org.surprisal.math.spi.StraightLine.Operation.SUBTRACT;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.spi.StraightLine;

/** A product and a third number in one loop, each operation rounded, with the bits of the two. For programs only. */
public enum Product implements Elementwise {
    /** a b + c. */
    PLUS {
        @Override
        public BigDecimal exact(Decimals d, Arguments x) {
            return d.add(d.multiply(x.at(0), x.at(1)), x.at(2));
        }

        @Override
        public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
            return OptionalInt.of(line.step(ADD, line.step(MULTIPLY, x[0], x[1]), x[2]));
        }

        @Override
        public void run(double[][] x, double[] out, int n) {
            double[] a = x[0];
            double[] b = x[1];
            double[] c = x[2];
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * b[i] + c[i];
            }
        }
    },

    /** c - a b. */
    FROM {
        @Override
        public BigDecimal exact(Decimals d, Arguments x) {
            return d.subtract(x.at(2), d.multiply(x.at(0), x.at(1)));
        }

        @Override
        public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
            return OptionalInt.of(line.step(SUBTRACT, x[2], line.step(MULTIPLY, x[0], x[1])));
        }

        @Override
        public void run(double[][] x, double[] out, int n) {
            double[] a = x[0];
            double[] b = x[1];
            double[] c = x[2];
            for (int i = 0; i < n; i++) {
                out[i] = c[i] - a[i] * b[i];
            }
        }
    };

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        throw new UnsupportedOperationException(name() + " is no part of a formula");
    }
}
