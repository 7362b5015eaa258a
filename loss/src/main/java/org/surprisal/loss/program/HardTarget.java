package org.surprisal.loss.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Comparison;
import org.surprisal.loss.op.ExpOfDifference;
import org.surprisal.loss.op.Pick;
import org.surprisal.loss.op.Put;
import org.surprisal.loss.op.Spread;
import org.surprisal.loss.op.Sum;
import org.surprisal.loss.op.Where;

/**
 * What is left of expressions when the target is known to be hard: 0 or 1, or 1 for the true class and 0 for all
 * others. The bits are those of the expressions as they are.
 *
 * <p>Of a class loss, everything that the target is a part of has one form at the true class and one at the others.
 * Where the latter is 0, a sum over the classes is the value at the true class, and what it is made of is needed there
 * only: of the logarithms of a cross-entropy, one.
 */
final class HardTarget {
    private final Graph graph;
    private final Map<Expr, Forms> forms = new HashMap<>();
    private final Map<Expr, Expr> picked = new HashMap<>();
    private final @Nullable Double target;

    /** Whether the prediction at the true class is an input of its own. */
    private final boolean pickedOutside;

    /**
     * The forms of a node.
     *
     * @param others what it is, but for the true class
     * @param truth a value of the row, what it is at the true class; null if it has one form only
     */
    private record Forms(Expr others, @Nullable Expr truth) {}

    private HardTarget(Graph graph, @Nullable Double target, boolean pickedOutside) {
        this.graph = graph;
        this.target = target;
        this.pickedOutside = pickedOutside;
    }

    /** With a target of one value per row, which is this number in all rows. */
    static List<Expr> of(Graph graph, List<Expr> wanted, double target) {
        return new HardTarget(graph, target, false).all(wanted);
    }

    /**
     * With a target of one value per class, which is given by the index of the true class. If nothing else is needed of
     * the prediction than its value there, that is the input, and the others need not be read.
     */
    static List<Expr> ofLabel(Graph graph, List<Expr> wanted) {
        List<Expr> all = new HardTarget(graph, null, false).all(wanted);
        boolean oneIsEnough =
                all.stream().flatMap(expr -> expr.nodes().stream()).allMatch(HardTarget::picks);
        return oneIsEnough ? new HardTarget(graph, null, true).all(wanted) : all;
    }

    /** Whether a node does not read the prediction, or only at the true class. */
    private static boolean picks(Expr node) {
        return !(node instanceof Call call)
                || call.operation().equals(Pick.OPERATION)
                || call.arguments().stream().noneMatch(HardTarget::isPrediction);
    }

    private static boolean isPrediction(Expr expr) {
        return expr instanceof Symbol symbol && symbol.role() == Symbol.Role.PREDICTION;
    }

    private List<Expr> all(List<Expr> wanted) {
        return wanted.stream()
                .map(expr -> {
                    for (Expr node : expr.nodes()) {
                        if (!forms.containsKey(node)) {
                            forms.put(node, node instanceof Call call ? call(call) : leaf(node));
                        }
                    }
                    return whole(get(expr));
                })
                .toList();
    }

    private Forms leaf(Expr leaf) {
        if (!(leaf instanceof Symbol symbol && symbol.role() == Symbol.Role.TARGET)) {
            return new Forms(leaf, null);
        }
        return target == null ? new Forms(spread(graph.num(0)), graph.num(1)) : new Forms(graph.num(target), null);
    }

    private Forms call(Call call) {
        List<Forms> x = call.arguments().stream().map(this::get).toList();
        return switch (call.operation()) {
            case Elementwise elementwise -> {
                List<Expr> others = x.stream().map(Forms::others).toList();
                yield x.stream().allMatch(form -> form.truth() == null)
                        ? new Forms(settled(elementwise, others), null)
                        : new Forms(
                                settled(elementwise, others),
                                settled(elementwise, x.stream().map(this::truth).toList()));
            }
            case OverClasses over -> {
                Expr truth = x.get(0).truth();
                if (truth != null
                        && over.equals(Sum.OPERATION)
                        && Num.is(unspread(x.get(0).others()), 0)) {
                    yield new Forms(truth, null);
                }
                yield new Forms(graph.raw(over, x.stream().map(this::whole).toArray(Expr[]::new)), null);
            }
        };
    }

    /** An operation of which some arguments have become numbers; on class level, numbers that are spread. */
    private Expr settled(Elementwise operation, List<Expr> x) {
        boolean perClass = x.stream().anyMatch(Expr::perClass);
        List<Expr> plain = x.stream().map(HardTarget::number).toList();
        if (plain.stream().allMatch(Num.class::isInstance)) {
            Num[] numbers = plain.stream().map(Num.class::cast).toArray(Num[]::new);
            double value = Graph.fold(operation, numbers);
            // A number of a formula has no sign if it is 0, and is never NaN.
            if (!Double.isNaN(value) && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0)) {
                return level(graph.num(value), perClass);
            }
        }
        Expr settled = operation.settled(graph, plain);
        if (settled == null) {
            return graph.raw(operation, x.toArray(Expr[]::new));
        }
        // What the operation wrote may have numbers beside values of classes.
        return settled instanceof Call call && call.perClass() && call.operation() instanceof Elementwise
                ? graph.raw(
                        call.operation(),
                        call.arguments().stream()
                                .map(argument -> level(argument, true))
                                .toArray(Expr[]::new))
                : level(settled, perClass);
    }

    private Expr level(Expr expr, boolean perClass) {
        return perClass && !expr.perClass() ? spread(expr) : expr;
    }

    private Expr spread(Expr row) {
        return graph.raw(Spread.OPERATION, row);
    }

    /** The number, if this is one that is spread over the classes. */
    private static Expr number(Expr expr) {
        Expr row = unspread(expr);
        return row instanceof Num ? row : expr;
    }

    private static Expr unspread(Expr expr) {
        return expr instanceof Call call && call.operation().equals(Spread.OPERATION) ? call.argument(0) : expr;
    }

    private Expr whole(Forms form) {
        return form.truth() == null ? form.others() : graph.raw(Put.OPERATION, form.others(), form.truth(), label());
    }

    /** What a node is at the true class. */
    private Expr truth(Forms form) {
        return form.truth() != null ? form.truth() : pick(form.others());
    }

    /** The value of a class-level node at the true class, by computing what it is made of there only. */
    private Expr pick(Expr expr) {
        Deque<Expr> open = new ArrayDeque<>(List.of(expr));
        while (!open.isEmpty()) {
            Expr node = open.peek();
            List<Expr> missing = picked.containsKey(node) || !(node instanceof Call call) || !node.perClass()
                    ? List.of()
                    : call.arguments().stream()
                            .filter(argument -> !picked.containsKey(argument))
                            .toList();
            if (missing.isEmpty()) {
                picked.computeIfAbsent(open.pop(), done -> done.perClass() ? pickOnly(done) : done);
            } else {
                missing.forEach(open::push);
            }
        }
        return at(expr);
    }

    private Expr pickOnly(Expr node) {
        if (node instanceof Call call) {
            Expr first = call.argument(0);
            if (call.operation().equals(Spread.OPERATION)) {
                return first;
            }
            if (call.operation().equals(Put.OPERATION)) {
                Expr same = graph.raw(Comparison.EQUAL, label(), call.argument(2));
                return graph.raw(Where.OPERATION, same, call.argument(1), at(first));
            }
            // The exponentials are needed for all classes anyway.
            if (call.operation() instanceof Elementwise elementwise && !elementwise.equals(ExpOfDifference.OPERATION)) {
                return graph.raw(
                        elementwise, call.arguments().stream().map(this::at).toArray(Expr[]::new));
            }
        }
        return pickedOutside && isPrediction(node)
                ? graph.symbol("picked", Symbol.Role.PICKED, false)
                : graph.raw(Pick.OPERATION, node, label());
    }

    private Expr at(Expr argument) {
        return Objects.requireNonNull(picked.get(argument));
    }

    private Expr label() {
        return graph.symbol("label", Symbol.Role.LABEL, false);
    }

    private Forms get(Expr expr) {
        return Objects.requireNonNull(forms.get(expr));
    }
}
