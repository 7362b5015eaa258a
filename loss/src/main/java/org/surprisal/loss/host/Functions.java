package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/**
 * The functions that a loss becomes: value, gradient and Hessian.
 *
 * @param all the functions
 * @param missing why the Hessian is not among them, or null
 */
record Functions(
        Portable portable, List<Function> all, @Nullable String missing) {
    /**
     * One of them.
     *
     * @param name what it is called
     * @param what value, gradient or hessian
     * @param body what it computes
     * @param vector whether its result has one value per class, be the body the same for all
     */
    record Function(String name, String what, Term body, boolean vector) {}

    /**
     * Translates a loss.
     *
     * @throws FormulaException if the value or the gradient cannot be said outside
     */
    static Functions of(Source source, Names names) {
        Portable portable = new Portable(names.ofSymbols());
        List<Function> all = new ArrayList<>();
        String name = source.function();
        all.add(new Function(name, "value", portable.of(source.value()), false));
        all.add(new Function(name + "_gradient", "gradient", portable.of(source.gradient()), source.perClass()));
        if (source.hessian() == null) {
            return new Functions(portable, all, "the diagonal of the Hessian has no closed form");
        }
        try {
            all.add(new Function(name + "_hessian", "hessian", portable.of(source.hessian()), source.perClass()));
        } catch (FormulaException unportable) {
            return new Functions(portable, all, "the Hessian is left out: " + unportable.getMessage());
        }
        return new Functions(portable, all, null);
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
