package org.surprisal.loss;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.oracle.Oracle;
import org.surprisal.math.decimal.DecimalLimitException;
import org.surprisal.math.decimal.Decimals;

/**
 * A loss at one row in decimals: what the formula says, to any number of digits, found with a precision that is doubled
 * until two results agree. It is what the fast code is judged by. A row of a row loss has one target and one
 * prediction, that of a class loss one per class.
 *
 * <p>Each method throws an {@link ArithmeticException} where there is no finite value, and a
 * {@link DecimalLimitException}, which is one, where a limit of {@link Decimals} is exceeded.
 */
public final class Exact {
    private final Formulas formulas;
    private final Oracle oracle;
    private final int digits;

    Exact(Loss loss, double[] target, double[] prediction, int digits) {
        if (target.length != prediction.length || target.length == 0 || (!loss.perClass() && target.length > 1)) {
            throw new IllegalArgumentException(
                    loss.perClass()
                            ? "target and prediction need one value per class, but have " + target.length + " and "
                                    + prediction.length
                            : "a row loss has one target and one prediction, not " + target.length + " and "
                                    + prediction.length);
        }
        Map<String, BigDecimal> parameters = new HashMap<>();
        loss.parameters().forEach(one -> parameters.put(one.name(), new BigDecimal(one.value())));
        this.formulas = loss.formulas();
        this.oracle = new Oracle(decimals(target), decimals(prediction), parameters);
        this.digits = digits;
    }

    /**
     * The loss.
     *
     * @return its value
     */
    public BigDecimal value() {
        return oracle.value(formulas.value(), 0, digits);
    }

    /**
     * The derivative with respect to a prediction.
     *
     * @param k the class; 0 for a row loss
     * @return the derivative
     */
    public BigDecimal gradient(int k) {
        return oracle.value(formulas.gradient(), k, digits);
    }

    /**
     * The second derivative with respect to a prediction.
     *
     * @param k the class; 0 for a row loss
     * @return the second derivative
     */
    public BigDecimal hessian(int k) {
        return oracle.value(formulas.hessian(), k, digits);
    }

    /**
     * The derivative with respect to the prediction or to a parameter, whether it is predicted or a number.
     *
     * @param variable its name
     * @param k the class, if it is the prediction of a class loss; otherwise 0
     * @return the derivative
     */
    public BigDecimal gradient(String variable, int k) {
        return oracle.value(formulas.gradient(variable), k, digits);
    }

    /**
     * The second derivative with respect to two of them, or twice to one.
     *
     * @param one a name, as for {@link #gradient(String, int)}
     * @param other a name, likewise
     * @param k the class, likewise; of a class loss twice by its prediction, the diagonal
     * @return the second derivative
     */
    public BigDecimal hessian(String one, String other, int k) {
        return oracle.value(formulas.hessian(one, other), k, digits);
    }

    /**
     * The size of what {@link #value} adds, beside which a rounding error is to be judged where it cancels.
     *
     * @return the magnitude of the greatest term
     */
    public BigDecimal largestTermOfValue() {
        return oracle.largestTerm(formulas.value(), 0);
    }

    /**
     * The size of what {@link #gradient} adds.
     *
     * @param k the class; 0 for a row loss
     * @return the magnitude of the greatest term
     */
    public BigDecimal largestTermOfGradient(int k) {
        return oracle.largestTerm(formulas.gradient(), k);
    }

    /**
     * The size of what {@link #hessian} adds.
     *
     * @param k the class; 0 for a row loss
     * @return the magnitude of the greatest term
     */
    public BigDecimal largestTermOfHessian(int k) {
        return oracle.largestTerm(formulas.hessian(), k);
    }

    /**
     * Any derivative.
     *
     * @param variables what it is taken in: no name for the loss itself, one or two, as for {@link #gradient(String,
     *     int)} and {@link #hessian(String, String, int)}
     * @param k the class, likewise
     * @return the loss or its derivative
     */
    public BigDecimal derivative(List<String> variables, int k) {
        return oracle.value(expression(variables), k, digits);
    }

    /**
     * The size of what {@link #derivative} adds.
     *
     * @param variables what it is taken in, likewise
     * @param k the class, likewise
     * @return the magnitude of the greatest term
     */
    public BigDecimal largestTerm(List<String> variables, int k) {
        return oracle.largestTerm(expression(variables), k);
    }

    private Expr expression(List<String> variables) {
        return switch (variables.size()) {
            case 0 -> formulas.value();
            case 1 -> formulas.gradient(variables.get(0));
            default -> formulas.hessian(variables.get(0), variables.get(1));
        };
    }

    /** The value of any expression of this loss, for the tests of this package. */
    BigDecimal of(Expr expr, int k) {
        return oracle.value(expr, k, digits);
    }

    private static BigDecimal[] decimals(double[] x) {
        return Arrays.stream(x).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
    }
}
