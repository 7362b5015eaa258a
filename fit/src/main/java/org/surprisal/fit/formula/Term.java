package org.surprisal.fit.formula;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A product of factors; without any it is the intercept. The order of the factors is that of their columns, but
 * {@code a:b} and {@code b:a} are equal.
 *
 * @param factors the factors, none twice
 */
public record Term(List<Factor> factors) {
    /** The term without factors. */
    public static final Term INTERCEPT = new Term(List.of());

    /** Takes the factors. */
    public Term {
        factors = List.copyOf(factors);
    }

    /** This term times another; a factor that both have is there once. */
    Term times(Term other) {
        List<Factor> all = new ArrayList<>(factors);
        other.factors.stream().filter(factor -> !all.contains(factor)).forEach(all::add);
        return new Term(all);
    }

    /**
     * The term without one of its factors.
     *
     * @param factor the factor
     * @return the rest
     */
    public Term without(Factor factor) {
        return new Term(factors.stream().filter(other -> !other.equals(factor)).toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Term that
                && factors.size() == that.factors.size()
                && new HashSet<>(factors).equals(new HashSet<>(that.factors));
    }

    @Override
    public int hashCode() {
        return new HashSet<>(factors).hashCode();
    }

    /** Such as {@code a:b}, or {@code 1}. */
    @Override
    public String toString() {
        return factors.isEmpty() ? "1" : factors.stream().map(Factor::toString).collect(Collectors.joining(":"));
    }
}
