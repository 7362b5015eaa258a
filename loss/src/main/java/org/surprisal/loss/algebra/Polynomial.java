package org.surprisal.loss.algebra;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.surprisal.loss.expr.Expr;

/**
 * A sum of products of atoms, with decimal coefficients.
 *
 * @param terms product to coefficient, none of them 0, in the order of their first appearance
 */
public record Polynomial(Map<Monomial, BigDecimal> terms) {
    /** The greatest number of terms; what needs more is no formula that one reads. */
    public static final int TERMS = 64;

    /** The number 0. */
    public static final Polynomial ZERO = new Polynomial(Map.of());

    /** The number 1. */
    public static final Polynomial ONE = of(BigDecimal.ONE);

    /**
     * Refuses what is too long.
     *
     * @throws ArithmeticException if there are more than {@link #TERMS} terms
     */
    public Polynomial {
        if (terms.size() > TERMS) {
            throw new ArithmeticException("more than " + TERMS + " terms");
        }
    }

    /**
     * A number.
     *
     * @param number the number
     * @return the polynomial of degree 0
     */
    public static Polynomial of(BigDecimal number) {
        return number.signum() == 0 ? ZERO : new Polynomial(Map.of(Monomial.ONE, number));
    }

    /**
     * One atom.
     *
     * @param atom the atom
     * @return the polynomial of degree 1
     */
    public static Polynomial of(Expr atom) {
        return new Polynomial(Map.of(Monomial.of(atom), BigDecimal.ONE));
    }

    /**
     * Adds.
     *
     * @param that another one
     * @return the sum
     */
    public Polynomial plus(Polynomial that) {
        Map<Monomial, BigDecimal> sum = new LinkedHashMap<>(terms);
        that.terms.forEach((product, coefficient) -> add(sum, product, coefficient));
        return new Polynomial(sum);
    }

    /**
     * Multiplies.
     *
     * @param that another one
     * @return the product
     */
    public Polynomial times(Polynomial that) {
        Map<Monomial, BigDecimal> product = new LinkedHashMap<>();
        terms.forEach((left, a) -> that.terms.forEach((right, b) -> add(product, left.times(right), a.multiply(b))));
        return new Polynomial(product);
    }

    /**
     * Multiplies by a number.
     *
     * @param number the number
     * @return the product
     */
    public Polynomial times(BigDecimal number) {
        return times(of(number));
    }

    /**
     * Divides every term by a power of an atom.
     *
     * @param atom the atom
     * @param power at most the power of the atom in every term
     * @return the quotient
     */
    public Polynomial over(Expr atom, int power) {
        Map<Monomial, BigDecimal> quotient = new LinkedHashMap<>();
        terms.forEach((product, coefficient) -> quotient.put(product.times(atom, -power), coefficient));
        return new Polynomial(quotient);
    }

    /**
     * The greatest product of atoms that divides every term.
     *
     * @return 1 for 0
     */
    public Monomial common() {
        return terms.keySet().stream().reduce(Monomial::common).orElse(Monomial.ONE);
    }

    private static void add(Map<Monomial, BigDecimal> sum, Monomial product, BigDecimal coefficient) {
        BigDecimal total = sum.getOrDefault(product, BigDecimal.ZERO).add(coefficient);
        if (total.signum() == 0) {
            sum.remove(product);
        } else {
            sum.put(product, total);
        }
    }
}
