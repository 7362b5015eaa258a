package org.surprisal.loss.algebra;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.surprisal.loss.expr.Expr;

/**
 * A product of powers of atoms, an atom being whatever is no sum, product or quotient itself.
 *
 * @param powers atom to power, each at least 1; empty for the number 1
 */
public record Monomial(SortedMap<Expr, Integer> powers) {
    /** The empty product. */
    public static final Monomial ONE = new Monomial(empty());

    private static TreeMap<Expr, Integer> empty() {
        return new TreeMap<>(Comparator.comparingInt(Expr::id));
    }

    /**
     * One atom.
     *
     * @param atom the atom
     * @return the atom to the power 1
     */
    public static Monomial of(Expr atom) {
        return ONE.times(atom, 1);
    }

    /**
     * Multiplies.
     *
     * @param that another one
     * @return the product
     */
    public Monomial times(Monomial that) {
        Monomial product = this;
        for (Map.Entry<Expr, Integer> power : that.powers.entrySet()) {
            product = product.times(power.getKey(), power.getValue());
        }
        return product;
    }

    /**
     * Multiplies by a power of an atom.
     *
     * @param atom the atom
     * @param power may be negative as long as no power of the result is
     * @return the product
     */
    public Monomial times(Expr atom, int power) {
        TreeMap<Expr, Integer> product = new TreeMap<>(powers);
        if (product.merge(atom, power, Integer::sum) == 0) {
            product.remove(atom);
        }
        return new Monomial(product);
    }

    /**
     * The power of an atom.
     *
     * @param atom the atom
     * @return 0 if it does not occur
     */
    public int power(Expr atom) {
        return powers.getOrDefault(atom, 0);
    }

    /**
     * The greatest product that divides this one and another.
     *
     * @param that another one
     * @return the common part
     */
    public Monomial common(Monomial that) {
        TreeMap<Expr, Integer> least = empty();
        powers.forEach((atom, power) -> {
            int both = Math.min(power, that.power(atom));
            if (both > 0) {
                least.put(atom, both);
            }
        });
        return new Monomial(least);
    }
}
