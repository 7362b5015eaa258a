package org.surprisal.fit.formula;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From text to terms, by recursive descent:
 *
 * <pre>{@code
 * model    = arithmetic "~" sum
 * sum      = ["+" | "-"] crossing {("+" | "-") crossing}
 * crossing = product {"*" product}
 * product  = power {":" power}
 * power    = atom [("^" | "**") whole number]
 * atom     = column | "." | "0" | "1" | "(" sum ")" | "I" "(" arithmetic ")" | "offset" "(" arithmetic ")"
 *          | "C" "(" column {"," setting} ")" | "poly" "(" arithmetic "," degree ["," "raw"] ")" | function
 * }</pre>
 */
final class ModelParser {
    private final Tokens tokens;
    private final ArithmeticParser arithmetic;
    private final List<String> order;
    private final List<Arithmetic> offsets = new ArrayList<>();
    private Set<String> used = Set.of();

    ModelParser(String formula, Collection<String> columns, Set<String> beside) {
        tokens = new Tokens(formula, columns);
        arithmetic = new ArithmeticParser(tokens);
        order = columns.stream().filter(column -> !beside.contains(column)).toList();
    }

    ModelFormula parse() {
        if (!tokens.has("~")) {
            throw Place.fault(
                    tokens.formula,
                    tokens.formula.length(),
                    "a model needs '~' between what is to be explained and what explains it, as in y ~ x");
        }
        if (tokens.peek().is("~")) {
            throw tokens.expected("a column to be explained, as in y ~ x");
        }
        Arithmetic response = arithmetic.sum();
        tokens.require("~");
        used = response.columns().collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Term> terms = sum(new LinkedHashSet<>(List.of(Term.INTERCEPT)));
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.expected("an operator or the end of the formula");
        }
        List<Term> sorted = new ArrayList<>(terms);
        sorted.sort(Comparator.comparingInt(term -> term.factors().size()));
        return new ModelFormula(response, sorted, offsets);
    }

    /** Adds terms to those there are, and takes terms away. */
    private Set<Term> sum(Set<Term> terms) {
        tokens.enter();
        boolean minus = tokens.takeIf("-");
        if (!minus) {
            tokens.takeIf("+");
        }
        while (true) {
            if (tokens.peek().kind() == Token.Kind.NUMBER
                    && tokens.peek().text().equals("0")) {
                tokens.take();
                change(terms, Set.of(Term.INTERCEPT), !minus);
            } else {
                change(terms, crossing(), minus);
            }
            if (!tokens.peek().is("+") && !tokens.peek().is("-")) {
                tokens.leave();
                return terms;
            }
            minus = tokens.take().is("-");
        }
    }

    private void change(Set<Term> terms, Set<Term> by, boolean minus) {
        if (minus) {
            terms.removeAll(by);
        } else {
            terms.addAll(by);
        }
        requireFew(terms);
    }

    private Set<Term> crossing() {
        Set<Term> left = product();
        while (tokens.takeIf("*")) {
            Set<Term> right = product();
            Set<Term> all = new LinkedHashSet<>(left);
            all.addAll(right);
            all.addAll(times(left, right));
            left = all;
        }
        if (tokens.peek().is("/")) {
            throw tokens.fault(
                    tokens.peek(), "'/' is no operation on terms: write I(a / b) for a quotient, or a + a:b");
        }
        return left;
    }

    private Set<Term> product() {
        Set<Term> left = power();
        while (tokens.takeIf(":")) {
            left = times(left, power());
        }
        return left;
    }

    private Set<Term> power() {
        Token first = tokens.peek();
        Set<Term> base = atom();
        if (!tokens.takeIf("^") && !tokens.takeIf("**")) {
            return base;
        }
        if (base.size() == 1) {
            String term = base.iterator().next().toString();
            throw tokens.fault(
                    first, "a power of one term crosses it with itself: write I(" + term + "^2) for arithmetic");
        }
        int exponent = wholeNumber("the power of terms", Limits.FACTORS);
        Set<Term> all = new LinkedHashSet<>(base);
        for (int i = 1; i < exponent; i++) {
            all.addAll(times(all, base));
            requireFew(all);
        }
        return all;
    }

    private Set<Term> times(Set<Term> left, Set<Term> right) {
        Set<Term> all = new LinkedHashSet<>();
        for (Term a : left) {
            for (Term b : right) {
                Term product = a.times(b);
                if (product.factors().size() > Limits.FACTORS) {
                    throw tokens.fault(tokens.peek(), "a term has more than " + Limits.FACTORS + " factors, the limit");
                }
                all.add(product);
            }
            requireFew(all);
        }
        return all;
    }

    private void requireFew(Set<Term> terms) {
        if (terms.size() > Limits.TERMS) {
            throw tokens.fault(tokens.peek(), "the formula has more than " + Limits.TERMS + " terms, the limit");
        }
    }

    private Set<Term> atom() {
        Token token = tokens.peek();
        if (tokens.takeIf(".")) {
            return order.stream()
                    .filter(column -> !used.contains(column))
                    .map(column -> new Term(List.of(new Factor.Plain(column))))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        if (token.kind() == Token.Kind.NUMBER) {
            if (!token.text().equals("1")) {
                throw tokens.fault(token, "a number other than 0 and 1 is no term: arithmetic goes into I(...)");
            }
            tokens.take();
            return Set.of(Term.INTERCEPT);
        }
        if (tokens.takeIf("(")) {
            Set<Term> inner = sum(new LinkedHashSet<>());
            tokens.require(")");
            return inner;
        }
        if (token.kind() != Token.Kind.NAME) {
            throw tokens.expected("a term");
        }
        if (!tokens.second().is("(") || tokens.formula.charAt(token.position()) == '`') {
            return Set.of(new Term(List.of(new Factor.Plain(tokens.column(tokens.take())))));
        }
        return call(token);
    }

    private Set<Term> call(Token name) {
        if (name.text().equals("offset")) {
            offsets.add(within(name));
            return Set.of();
        }
        return Set.of(new Term(List.of(
                switch (name.text()) {
                    case "I" -> new Factor.Computed(within(name));
                    case "C" -> category();
                    case "poly" -> polynomial();
                    default -> new Factor.Computed(arithmetic.call());
                })));
    }

    private Arithmetic within(Token name) {
        tokens.take();
        tokens.require("(");
        if (tokens.peek().is(")")) {
            throw tokens.fault(name, name.text() + "() needs something inside");
        }
        Arithmetic inner = arithmetic.sum();
        tokens.require(")");
        return inner;
    }

    private Factor category() {
        tokens.take();
        tokens.require("(");
        if (tokens.peek().kind() != Token.Kind.NAME) {
            throw tokens.expected("the name of a column");
        }
        String column = tokens.column(tokens.take());
        Contrast contrast = Contrast.TREATMENT;
        String base = "";
        while (tokens.takeIf(",")) {
            Token setting = tokens.take();
            if (setting.text().equals("base")) {
                tokens.require("=");
                base = tokens.take().text();
            } else if (setting.text().equals("sum") || setting.text().equals("treatment")) {
                contrast = setting.text().equals("sum") ? Contrast.SUM : Contrast.TREATMENT;
            } else {
                throw tokens.fault(
                        setting,
                        "C(...) takes treatment, sum or base='a level' after the column, but got " + setting.shown());
            }
        }
        tokens.require(")");
        return new Factor.Category(column, contrast, base);
    }

    private Factor polynomial() {
        tokens.take();
        tokens.require("(");
        Arithmetic of = arithmetic.sum();
        if (!tokens.takeIf(",")) {
            throw tokens.expected("',' and the degree, as in poly(x, 3)");
        }
        int degree = wholeNumber("the degree of a polynomial", Limits.DEGREE);
        boolean raw = false;
        if (tokens.takeIf(",")) {
            Token setting = tokens.take();
            if (!setting.text().equals("raw")) {
                throw tokens.fault(setting, "poly(...) takes raw after the degree, but got " + setting.shown());
            }
            raw = true;
        }
        tokens.require(")");
        return new Factor.Polynomial(of, degree, raw);
    }

    private int wholeNumber(String what, int most) {
        Token token = tokens.take();
        boolean whole = token.kind() == Token.Kind.NUMBER && token.text().matches("[0-9]{1,4}");
        int value = whole ? Integer.parseInt(token.text()) : 0;
        if (value < 1 || value > most) {
            throw tokens.fault(
                    token, what + " must be a whole number from 1 to " + most + ", but got " + token.shown());
        }
        return value;
    }
}
