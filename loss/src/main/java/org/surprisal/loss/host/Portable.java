package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;

/** Translates formulas to terms that other hosts can say. */
final class Portable {
    private final Terms terms = new Terms();
    private final Map<Expr, Term> done = new HashMap<>();
    private final Map<String, String> names;
    private final Set<String> columns;

    /**
     * A translation.
     *
     * @param names what symbols are called in the host
     * @param columns the parameters that each row has its own value of, which may be NaN
     */
    Portable(Map<String, String> names, Set<String> columns) {
        this.names = names;
        this.columns = columns;
    }

    /**
     * Translates.
     *
     * @param expr the formula
     * @return the term
     * @throws FormulaException if an operation has no portable form
     */
    Term of(Expr expr) {
        for (Expr node : expr.nodes()) {
            done.computeIfAbsent(node, this::translate);
        }
        return get(expr);
    }

    private Term translate(Expr node) {
        return switch (node) {
            case Num num -> terms.number(num.value());
            case Symbol symbol when symbol.role() == Symbol.Role.CLASSES -> terms.apply(Primitive.CLASSES);
            case Symbol symbol ->
                terms.name(
                        names.getOrDefault(symbol.name(), symbol.name()),
                        symbol.perClass(),
                        symbol.role() == Symbol.Role.PARAMETER && !columns.contains(symbol.name()));
            case Call call -> {
                List<Term> arguments = call.arguments().stream().map(this::get).toList();
                Term form = call.operation().portable(terms, arguments);
                if (form == null) {
                    throw new FormulaException(
                            "the operation " + call.operation().name() + " has no form outside of Surprisal: no host"
                                    + " knows it, and no expression of what they know is good enough",
                            FormulaException.NOWHERE);
                }
                yield form;
            }
        };
    }

    private Term get(Expr expr) {
        return Objects.requireNonNull(done.get(expr));
    }

    /**
     * The same term with every primitive that a host has no word for replaced by its definition.
     *
     * @param term the term
     * @param tongue the words of the host
     * @return the term, in the same place
     */
    Term expanded(Term term, Tongue tongue) {
        Map<Term, Term> written = new HashMap<>();
        for (Term node : Script.nodes(term)) {
            Term copy = node;
            if (node instanceof Term.Apply apply) {
                List<Term> arguments = apply.arguments().stream()
                        .map(argument -> Objects.requireNonNull(written.get(argument)))
                        .toList();
                Term definition = tongue.phrase(apply.primitive()) == null
                        ? apply.primitive().definition(terms, arguments)
                        : null;
                copy = definition != null
                        ? expanded(definition, tongue)
                        : terms.apply(apply.primitive(), arguments.toArray(Term[]::new));
            }
            written.put(node, copy);
        }
        return Objects.requireNonNull(written.get(term));
    }

    /** The definition of a primitive as a function of {@code a}, or of {@code a} and {@code b}. */
    record Definition(Primitive primitive, List<String> parameters, Term body) {}

    /**
     * The primitives that a host has no word for, each after those that its definition needs.
     *
     * @param roots the terms of a program
     * @param tongue the words of the host
     * @return their definitions, as functions of {@code a} and {@code b}
     */
    static List<Definition> substitutes(List<Term> roots, Tongue tongue) {
        Map<Primitive, Definition> found = new LinkedHashMap<>();
        roots.forEach(root -> collect(root, tongue, found));
        return new ArrayList<>(found.values());
    }

    private static void collect(Term root, Tongue tongue, Map<Primitive, Definition> found) {
        for (Term node : Script.nodes(root)) {
            if (node instanceof Term.Apply apply
                    && !found.containsKey(apply.primitive())
                    && tongue.phrase(apply.primitive()) == null) {
                Terms own = new Terms();
                List<String> parameters =
                        List.of("a", "b").subList(0, apply.primitive().arity());
                List<Term> arguments = parameters.stream()
                        .map(name -> own.name(name, false, false))
                        .toList();
                @Nullable Term body = apply.primitive().definition(own, arguments);
                if (body != null) {
                    collect(body, tongue, found);
                    found.put(apply.primitive(), new Definition(apply.primitive(), parameters, body));
                }
            }
        }
    }
}
