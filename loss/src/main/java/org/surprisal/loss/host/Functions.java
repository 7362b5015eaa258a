package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/**
 * The functions that a loss becomes: value, gradients and Hessians.
 *
 * @param all the functions
 * @param missing why some of the second derivatives are not among them, or null
 */
record Functions(
        Portable portable, List<Function> all, @Nullable String missing) {
    /**
     * One of them.
     *
     * @param name what it is called in a database
     * @param code what it is called where the file has one loss only
     * @param variables what is derived in: nothing, one name or two
     * @param body what it computes
     * @param vector whether its result has one value per class, be the body the same for all
     */
    record Function(String name, String code, List<String> variables, Term body, boolean vector) {}

    /**
     * Translates a loss.
     *
     * @throws FormulaException if the value or a gradient cannot be said outside
     */
    static Functions of(Source source, Names names) {
        Portable portable = new Portable(
                names.ofSymbols(),
                source.columns().stream().map(Source.Parameter::name).collect(Collectors.toCollection(TreeSet::new)));
        List<Function> all = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        all.add(new Function(source.function(), "fn", List.of(), portable.of(source.value()), false));
        for (Source.Derivative derivative : source.derivatives()) {
            boolean plain = !source.several();
            String which = plain ? "" : " in " + String.join(" and ", derivative.variables());
            if (derivative.expr() == null) {
                missing.add(
                        plain
                                ? "the diagonal of the Hessian has no closed form"
                                : "the second derivative" + which + " has no closed form");
                continue;
            }
            try {
                all.add(new Function(
                        source.function() + "_" + derivative.name(),
                        derivative.name(),
                        derivative.variables(),
                        portable.of(derivative.expr()),
                        derivative.perClass()));
            } catch (FormulaException unportable) {
                if (derivative.variables().size() == 1) {
                    throw unportable;
                }
                missing.add((plain ? "the Hessian" : "the second derivative" + which) + " is left out: "
                        + unportable.getMessage());
            }
        }
        return new Functions(portable, all, missing.isEmpty() ? null : String.join("; ", missing));
    }

    /** The value. */
    Function value() {
        return all.get(0);
    }

    /** The gradients, that of the prediction first. */
    List<Function> gradients() {
        return all.stream().filter(function -> function.variables().size() == 1).toList();
    }

    /** What the functions compute. */
    List<Term> roots() {
        return all.stream().map(Function::body).toList();
    }

    /** Of the functions that a host needs for words it has only in part, those that are used, in a fixed order. */
    static List<String> supported(List<Term> roots, Tongue tongue, Map<Primitive, String> support) {
        Set<Primitive> used = new TreeSet<>();
        List<Term> bodies = new ArrayList<>(roots);
        Portable.substitutes(roots, tongue).forEach(definition -> bodies.add(definition.body()));
        for (Term body : bodies) {
            for (Term node : Script.nodes(body)) {
                if (node instanceof Term.Apply apply && support.containsKey(apply.primitive())) {
                    used.add(apply.primitive());
                }
            }
        }
        return used.stream()
                .map(primitive -> Objects.requireNonNull(support.get(primitive)))
                .toList();
    }
}
