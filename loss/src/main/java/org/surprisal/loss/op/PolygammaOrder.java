package org.surprisal.loss.op;

import java.math.BigDecimal;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Operation;

/** The order of a polygamma function, a whole number. */
final class PolygammaOrder {
    private PolygammaOrder() {}

    /** The order, or -1 if there is none. */
    static int of(double n) {
        return n >= 0 && n <= org.surprisal.math.Polygamma.ORDERS && n == Math.rint(n) ? (int) n : -1;
    }

    static int of(BigDecimal n) {
        int order = of(n.doubleValue());
        if (order < 0) {
            throw new ArithmeticException("no polygamma function of order " + n.doubleValue());
        }
        return order;
    }

    static FormulaException refusal(Operation operation) {
        return new FormulaException(
                "the order of " + operation.name() + " is a whole number: it cannot depend on the prediction",
                FormulaException.NOWHERE);
    }
}
