package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.ABS;
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

/** What is done to a difference, in the loop that takes it, with the bits of the two operations. For programs only. */
public enum Difference implements Elementwise {
    /** (a - b)^2. */
    SQUARED {
        @Override
        public BigDecimal exact(Decimals d, Arguments x) {
            BigDecimal difference = d.subtract(x.at(0), x.at(1));
            return d.multiply(difference, difference);
        }

        @Override
        public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
            int difference = line.step(SUBTRACT, x);
            return OptionalInt.of(line.step(MULTIPLY, difference, difference));
        }

        @Override
        public void run(double[][] x, double[] out, int n) {
            double[] a = x[0];
            double[] b = x[1];
            for (int i = 0; i < n; i++) {
                double difference = a[i] - b[i];
                out[i] = difference * difference;
            }
        }
    },

    /** |a - b|. */
    ABSOLUTE {
        @Override
        public BigDecimal exact(Decimals d, Arguments x) {
            return d.subtract(x.at(0), x.at(1)).abs();
        }

        @Override
        public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
            return OptionalInt.of(line.step(ABS, line.step(SUBTRACT, x)));
        }

        @Override
        public void run(double[][] x, double[] out, int n) {
            double[] a = x[0];
            double[] b = x[1];
            for (int i = 0; i < n; i++) {
                out[i] = Math.abs(a[i] - b[i]);
            }
        }
    },

    /** (a - b) c. */
    SCALED {
        @Override
        public int arity() {
            return 3;
        }

        @Override
        public BigDecimal exact(Decimals d, Arguments x) {
            return d.multiply(d.subtract(x.at(0), x.at(1)), x.at(2));
        }

        @Override
        public OptionalInt arithmetic(StraightLine.Writer line, int... x) {
            return OptionalInt.of(line.step(MULTIPLY, line.step(SUBTRACT, x[0], x[1]), x[2]));
        }

        @Override
        public void run(double[][] x, double[] out, int n) {
            double[] a = x[0];
            double[] b = x[1];
            double[] c = x[2];
            for (int i = 0; i < n; i++) {
                out[i] = (a[i] - b[i]) * c[i];
            }
        }
    };

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        throw new UnsupportedOperationException(name() + " is no part of a formula");
    }
}
