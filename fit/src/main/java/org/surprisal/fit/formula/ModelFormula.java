package org.surprisal.fit.formula;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.surprisal.loss.expr.FormulaException;

/**
 * What is to be explained by what, such as {@code y ~ x1 + C(region) + poly(age, 3) + I(x^2) + x1:x2 - 1}.
 *
 * <p>The notation is that of G. N. Wilkinson and C. E. Rogers, "Symbolic description of factorial models for analysis
 * of variance", Applied Statistics 22 (1973), as R and its heirs write it: {@code a:b} is a product, {@code a*b} is
 * {@code a + b + a:b}, {@code (a + b + c)^2} all products of at most two of them, {@code .} every column that is not
 * the response, {@code - a} takes a term away, {@code 0} or {@code - 1} the intercept. Arithmetic goes into
 * {@code I(...)}; {@code log(x)} and other functions need none. {@code poly(x, 3)} is orthogonal over the rows,
 * {@code poly(x, 3, raw)} are powers. {@code C(x)} makes numbers a category; {@code C(x, sum)} has contrasts that sum
 * to zero, {@code C(x, base='b')} another level to compare with. {@code offset(x)} is added with a coefficient of 1.
 * Names that are no words go in backticks.
 *
 * @param response what is to be explained
 * @param terms the terms, the intercept first if there is one, then by their number of factors
 * @param offsets what is added with a coefficient of 1
 */
public record ModelFormula(Arithmetic response, List<Term> terms, List<Arithmetic> offsets) {
    /** Takes the parts. */
    public ModelFormula {
        terms = List.copyOf(terms);
        offsets = List.copyOf(offsets);
    }

    /**
     * Reads a formula.
     *
     * @param formula the text
     * @param columns the columns there are, in the order that {@code .} names them
     * @return the formula
     * @throws FormulaException if it cannot be understood, names a column that is not there, or goes over one of the
     *     {@link Limits}; the message shows the place
     */
    public static ModelFormula parse(String formula, Collection<String> columns) {
        return parse(formula, columns, Set.of());
    }

    /**
     * Reads a formula.
     *
     * @param formula the text
     * @param columns the columns there are
     * @param beside those of them that {@code .} does not mean, such as weights
     * @return the formula
     * @throws FormulaException as {@link #parse(String, Collection)}
     */
    public static ModelFormula parse(String formula, Collection<String> columns, Set<String> beside) {
        return new ModelParser(formula, columns, beside).parse();
    }

    /**
     * Whether there is an intercept.
     *
     * @return true unless it was taken away
     */
    public boolean hasIntercept() {
        return terms.contains(Term.INTERCEPT);
    }

    /** The formula with everything written out. */
    @Override
    public String toString() {
        String right = terms.stream().map(Term::toString).collect(Collectors.joining(" + "));
        String shifts =
                offsets.stream().map(offset -> " + offset(" + offset + ")").collect(Collectors.joining());
        return response + " ~ " + (terms.isEmpty() ? "0" : right) + (hasIntercept() || terms.isEmpty() ? "" : " - 1")
                + shifts;
    }
}
