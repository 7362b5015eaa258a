package org.surprisal.loss.algebra;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.surprisal.loss.expr.Expr;

/**
 * A fraction: a polynomial over a product of powers of factors. Factors that are atoms are cancelled against the
 * numerator.
 *
 * @param numerator the numerator
 * @param denominator factor to power, each at least 1
 */
public record Quotient(Polynomial numerator, Map<Factor, Integer> denominator) {
    /**
     * A factor of a denominator.
     *
     * @param expr the factor as it is written
     * @param polynomial the same as a polynomial
     */
    public record Factor(Expr expr, Polynomial polynomial) {}

    /**
     * A fraction with the denominator 1.
     *
     * @param numerator the numerator
     * @return the fraction
     */
    public static Quotient of(Polynomial numerator) {
        return new Quotient(numerator, Map.of());
    }

    /**
     * Adds.
     *
     * @param that another one
     * @return the sum over the least common denominator
     */
    public Quotient plus(Quotient that) {
        Map<Factor, Integer> common = new LinkedHashMap<>(denominator);
        that.denominator.forEach((factor, power) -> common.merge(factor, power, Math::max));
        return new Quotient(extended(common).plus(that.extended(common)), common).cancelled();
    }

    /**
     * Subtracts.
     *
     * @param that another one
     * @return the difference
     */
    public Quotient minus(Quotient that) {
        return plus(that.negate());
    }

    /**
     * Changes the sign.
     *
     * @return the negative
     */
    public Quotient negate() {
        return new Quotient(numerator.times(BigDecimal.ONE.negate()), denominator);
    }

    /**
     * Multiplies.
     *
     * @param that another one
     * @return the product
     */
    public Quotient times(Quotient that) {
        Map<Factor, Integer> product = new LinkedHashMap<>(denominator);
        that.denominator.forEach((factor, power) -> product.merge(factor, power, Integer::sum));
        return new Quotient(numerator.times(that.numerator), product).cancelled();
    }

    /**
     * Divides.
     *
     * @param divisor the divisor as it is written
     * @param that the same as a fraction
     * @return the quotient
     * @throws ArithmeticException if the divisor is 0
     */
    public Quotient over(Expr divisor, Quotient that) {
        if (that.numerator.terms().isEmpty()) {
            throw new ArithmeticException("division by 0");
        }
        Quotient inverse;
        if (that.numerator.terms().size() == 1) {
            inverse = new Quotient(Polynomial.ONE, Map.of());
            Monomial product = that.numerator.common();
            for (Map.Entry<Expr, Integer> power : product.powers().entrySet()) {
                Factor factor = new Factor(power.getKey(), Polynomial.of(power.getKey()));
                inverse = inverse.times(new Quotient(Polynomial.ONE, Map.of(factor, power.getValue())));
            }
            // A coefficient whose inverse has no end as a decimal throws; the caller then keeps the formula as it is.
            BigDecimal coefficient = that.numerator.terms().values().iterator().next();
            inverse = inverse.times(Quotient.of(Polynomial.of(BigDecimal.ONE.divide(coefficient))));
        } else {
            Polynomial polynomial = that.denominator.isEmpty() ? that.numerator : Polynomial.of(divisor);
            inverse = new Quotient(Polynomial.ONE, Map.of(new Factor(divisor, polynomial), 1));
            if (!that.denominator.isEmpty()) {
                return times(inverse);
            }
        }
        return times(inverse).times(Quotient.of(that.extendedDenominator()));
    }

    /** The numerator over a multiple of the denominator. */
    private Polynomial extended(Map<Factor, Integer> multiple) {
        Polynomial extended = numerator;
        for (Map.Entry<Factor, Integer> factor : multiple.entrySet()) {
            int missing = factor.getValue() - denominator.getOrDefault(factor.getKey(), 0);
            for (int i = 0; i < missing; i++) {
                extended = extended.times(factor.getKey().polynomial());
            }
        }
        return extended;
    }

    private Polynomial extendedDenominator() {
        return new Quotient(Polynomial.ONE, Map.of()).extended(denominator);
    }

    private Quotient cancelled() {
        if (numerator.terms().isEmpty()) {
            return of(numerator);
        }
        Polynomial top = numerator;
        Map<Factor, Integer> bottom = new LinkedHashMap<>(denominator);
        for (Factor factor : denominator.keySet()) {
            int both = Math.min(top.common().power(factor.expr()), bottom.getOrDefault(factor, 0));
            if (both > 0) {
                top = top.over(factor.expr(), both);
                bottom.merge(factor, -both, (a, b) -> a + b == 0 ? null : a + b);
            }
        }
        return new Quotient(top, bottom);
    }
}
