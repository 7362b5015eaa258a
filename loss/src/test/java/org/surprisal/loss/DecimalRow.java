package org.surprisal.loss;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.oracle.Oracle;

/**
 * One row of a loss in decimals, with derivatives by differences of the value, which share nothing with those derived.
 *
 * @param oracle the row
 */
record DecimalRow(Oracle oracle) {
    /** Enough for differences of fourth order. */
    private static final int DIGITS = 80;

    private static final BigDecimal STEP = new BigDecimal("1e-25");
    private static final MathContext ROUNDING = new MathContext(DIGITS);

    static DecimalRow at(Loss loss, double[] y, double[] p) {
        Map<String, BigDecimal> parameters = new HashMap<>();
        loss.parameters().forEach(one -> parameters.put(one.name(), new BigDecimal(one.value())));
        return new DecimalRow(new Oracle(exact(y), exact(p), parameters));
    }

    private static BigDecimal[] exact(double[] x) {
        return Arrays.stream(x).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
    }

    /** The value of an expression at a class. */
    BigDecimal of(Expr expr, int k) {
        return oracle.value(expr, k, 50);
    }

    BigDecimal largestTerm(Expr expr, int k) {
        return oracle.largestTerm(expr, k);
    }

    /** The derivative of a row-level expression with respect to the prediction of one class. */
    BigDecimal slope(Expr expr, int k) {
        BigDecimal near = moved(expr, k, 1).subtract(moved(expr, k, -1)).multiply(BigDecimal.valueOf(8));
        BigDecimal far = moved(expr, k, -2).subtract(moved(expr, k, 2));
        return near.add(far).divide(STEP.multiply(BigDecimal.valueOf(12)), ROUNDING);
    }

    /** The second derivative of a row-level expression with respect to the prediction of one class. */
    BigDecimal curvature(Expr expr, int k) {
        BigDecimal near = moved(expr, k, 1).add(moved(expr, k, -1)).multiply(BigDecimal.valueOf(16));
        BigDecimal far = moved(expr, k, -2).add(moved(expr, k, 2));
        return near.subtract(far)
                .subtract(moved(expr, k, 0).multiply(BigDecimal.valueOf(30)))
                .divide(STEP.multiply(STEP).multiply(BigDecimal.valueOf(12)), ROUNDING);
    }

    private BigDecimal moved(Expr expr, int k, int steps) {
        BigDecimal[] moved = oracle.prediction().clone();
        moved[k] = moved[k].add(STEP.multiply(BigDecimal.valueOf(steps)));
        return new Oracle(oracle.target(), moved, oracle.parameters()).value(expr, 0, DIGITS);
    }
}
