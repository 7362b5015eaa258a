package org.surprisal.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.RowSelection;
import org.surprisal.fit.formula.ModelFormula;
import org.surprisal.fit.formula.Term;

/**
 * What a model would lose without its terms, by likelihood ratios: each smaller model is fitted to the same rows, with
 * a shape and a dispersion of its own. A term that is part of another one, such as {@code a} of {@code a + a:b}, is not
 * tested by itself (P. McCullagh and J. A. Nelder, "Generalized Linear Models", 1989, section 3.5).
 *
 * @param model the model against the intercept and offsets alone; null where it is nothing else, or has no intercept
 * @param terms the model against that without a term
 */
public record LikelihoodTests(@Nullable LikelihoodRatio model, List<OfTerm> terms) {
    /**
     * The test of a term.
     *
     * @param term as in the formula
     * @param ratio the test, of 0 degrees of freedom where the other terms say all that it says, and otherwise NaN
     *     where the smaller model has no likelihood, because its fit did not converge
     */
    public record OfTerm(String term, LikelihoodRatio ratio) {}

    /** Copies the list. */
    public LikelihoodTests {
        terms = List.copyOf(terms);
    }

    /**
     * Tests all terms of a fit.
     *
     * @param fitted the fit
     * @param frame the data that it was fitted to
     * @return the tests
     * @throws IllegalArgumentException without a likelihood, or if the fit is penalised
     * @throws IllegalStateException if the fit did not converge
     */
    public static LikelihoodTests of(Fitted fitted, Frame frame) {
        Fit fit = fitted.fit();
        Frame rows = rows(fitted.data(), frame);
        return of(
                fitted.design().formula(),
                fitted.convergence(),
                formula -> test(fit.formula(formula.toString()).to(rows), fitted));
    }

    /**
     * Tests all terms of a fit of classes.
     *
     * @param fitted the fit
     * @param frame the data that it was fitted to
     * @return the tests
     * @throws IllegalArgumentException if the fit is penalised
     * @throws IllegalStateException if the fit did not converge
     */
    public static LikelihoodTests of(FittedClasses fitted, Frame frame) {
        ClassFit fit = fitted.fit();
        Frame rows = rows(fitted.data(), frame);
        return of(
                fitted.design().formula(),
                fitted.convergence(),
                formula -> test(fit.formula(formula.toString()).to(rows), fitted));
    }

    private static LikelihoodTests of(
            ModelFormula whole, Convergence convergence, Function<ModelFormula, LikelihoodRatio> test) {
        if (!convergence.converged()) {
            throw new IllegalStateException("The fit did not converge, so it has no greatest likelihood to compare.");
        }
        List<Term> terms = whole.terms();
        boolean more = whole.hasIntercept() && terms.size() > 1;
        LikelihoodRatio model =
                more ? test.apply(new ModelFormula(whole.response(), List.of(Term.INTERCEPT), whole.offsets())) : null;
        List<OfTerm> each = new ArrayList<>();
        for (Term term : terms) {
            if (!term.equals(Term.INTERCEPT) && terms.size() > 1 && !isPart(term, terms)) {
                List<Term> others =
                        terms.stream().filter(other -> !other.equals(term)).toList();
                each.add(new OfTerm(
                        term.toString(), test.apply(new ModelFormula(whole.response(), others, whole.offsets()))));
            }
        }
        return new LikelihoodTests(model, each);
    }

    private static boolean isPart(Term term, List<Term> terms) {
        return terms.stream()
                .anyMatch(other -> other.factors().size() > term.factors().size()
                        && other.factors().containsAll(term.factors()));
    }

    private static LikelihoodRatio test(Fitted smaller, Fitted larger) {
        int df = larger.parameters() - smaller.parameters();
        return test(df, smaller.convergence(), () -> LikelihoodRatio.of(smaller, larger));
    }

    private static LikelihoodRatio test(FittedClasses smaller, FittedClasses larger) {
        int df = larger.parameters() - smaller.parameters();
        return test(df, smaller.convergence(), () -> LikelihoodRatio.of(smaller, larger));
    }

    private static LikelihoodRatio test(int df, Convergence smaller, Supplier<LikelihoodRatio> ratio) {
        return df > 0 && smaller.converged()
                ? ratio.get()
                : new LikelihoodRatio(Double.NaN, Math.max(0, df), Double.NaN);
    }

    /** The rows that were fitted: those of a smaller model may be more. */
    private static Frame rows(Dataset data, Frame frame) {
        int n = data.rows();
        return n == frame.rows()
                ? frame
                : RowSelection.of(
                        frame,
                        IntStream.range(0, n).map(data.matrix()::rowInData).toArray());
    }
}
