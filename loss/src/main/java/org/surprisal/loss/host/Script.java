package org.surprisal.loss.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/**
 * A term as a straight line of steps: what is needed more than once, or has to stand alone, gets a name.
 *
 * @param steps the steps, each after those that it needs
 * @param result the term
 * @param names the names of the steps
 */
record Script(List<Term> steps, Term result, Map<Term, String> names) {
    /**
     * Makes the steps.
     *
     * @param root the term
     * @param tongue tells how often an argument is written
     * @param alone what has to be a step of its own, however often it is needed
     * @param prefix what the names begin with
     */
    static Script of(Term root, Tongue tongue, Predicate<Term.Apply> alone, String prefix) {
        List<Term> nodes = nodes(root);
        Map<Term, Integer> uses = new HashMap<>();
        Set<Term> arrays = new HashSet<>();
        for (Term node : nodes) {
            if (node instanceof Term.Apply apply) {
                count(apply, tongue, uses);
                if (wantsName(apply.primitive())) {
                    arrays.add(apply.arguments().get(0));
                }
            }
        }
        List<Term> steps = new ArrayList<>();
        Map<Term, String> names = new HashMap<>();
        for (Term node : nodes) {
            boolean several = uses.getOrDefault(node, 0) > 1 && !(tongue.namesAreDear() && isCheap(node));
            if (node instanceof Term.Apply apply
                    && node.id() != root.id()
                    && apply.primitive() != Primitive.CLASS
                    && apply.primitive() != Primitive.CLASSES
                    && (several || arrays.contains(node) || alone.test(apply))) {
                steps.add(node);
                names.put(node, prefix + steps.size());
            }
        }
        if (root instanceof Term.Apply apply && alone.test(apply)) {
            steps.add(root);
            names.put(root, prefix + steps.size());
        }
        return new Script(List.copyOf(steps), root, names);
    }

    /** The steps in groups, each of which needs no step but those of groups before it. */
    List<List<Term>> stages() {
        Map<Term, Integer> stage = new HashMap<>();
        List<List<Term>> stages = new ArrayList<>();
        for (Term node : nodes(result)) {
            int own = 0;
            if (node instanceof Term.Apply apply) {
                for (Term argument : apply.arguments()) {
                    own = Math.max(own, stage.getOrDefault(argument, 0));
                }
            }
            if (names.containsKey(node)) {
                own++;
                if (stages.size() < own) {
                    stages.add(new ArrayList<>());
                }
                stages.get(own - 1).add(node);
            }
            stage.put(node, own);
        }
        return stages;
    }

    /** Whether the argument has to be an array that has a name. */
    private static boolean wantsName(Primitive primitive) {
        return switch (primitive) {
            case LARGEST, FIRST_LARGEST, CUMULATIVE_SUM, REVERSE_CUMULATIVE_SUM -> true;
            default -> false;
        };
    }

    /** Whether it is a step of arithmetic between names and numbers. */
    private static boolean isCheap(Term node) {
        return node instanceof Term.Apply apply
                && switch (apply.primitive()) {
                    case ADD, SUBTRACT, MULTIPLY, NEGATE, ABS ->
                        apply.arguments().stream().noneMatch(Term.Apply.class::isInstance);
                    default -> false;
                };
    }

    private static void count(Term.Apply apply, Tongue tongue, Map<Term, Integer> uses) {
        if (apply.primitive().overClasses()) {
            apply.arguments().forEach(argument -> uses.merge(argument, 1, Integer::sum));
            return;
        }
        Phrase phrase = Speller.phrase(tongue, apply);
        boolean expanded = tongue.expands(apply.primitive());
        for (int i = 0; i < apply.arguments().size(); i++) {
            Term argument = apply.arguments().get(i);
            // What is the same for all classes is computed once.
            boolean shared = apply.perClass() && !argument.perClass();
            uses.merge(argument, expanded || shared ? 2 : phrase.times(i), Integer::sum);
        }
    }

    /** The nodes of a term, each once and after its arguments. */
    static List<Term> nodes(Term root) {
        Set<Term> seen = new HashSet<>();
        Deque<Term> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Term node = open.pop();
            if (seen.add(node) && node instanceof Term.Apply apply) {
                apply.arguments().forEach(open::push);
            }
        }
        List<Term> sorted = new ArrayList<>(seen);
        sorted.sort(Comparator.comparingInt(Term::id));
        return sorted;
    }
}
