package org.surprisal.loss.derive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Add;
import org.surprisal.loss.op.SelectingProduct;
import org.surprisal.loss.op.Sum;

/**
 * Derivatives with respect to one symbol, the prediction.
 *
 * @param graph the graph to write in
 * @param prediction the symbol
 */
public record Derivative(Graph graph, Symbol prediction) {
    /**
     * Reverse mode: from the root to the leaves, each call passes on what its operation states.
     *
     * @param root the expression
     * @param seed the adjoint of the root; for a root of class level, the sum over the classes of seed times root is
     *     derived
     * @return the derivative, of the level of the prediction
     */
    public Expr reverse(Expr root, Expr seed) {
        Map<Expr, Expr> adjoints = new HashMap<>();
        adjoints.put(root, seed);
        List<Expr> nodes = root.nodes();
        Set<Expr> dependent = dependent(nodes);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Expr adjoint = adjoints.getOrDefault(nodes.get(i), graph.num(0));
            if (nodes.get(i) instanceof Call call && dependent.contains(call) && !Num.is(adjoint, 0)) {
                passBack(call, adjoint, dependent, adjoints);
            }
        }
        return adjoints.getOrDefault(prediction, graph.num(0));
    }

    /** The nodes that the prediction is a part of. */
    private Set<Expr> dependent(List<Expr> nodes) {
        Set<Expr> dependent = new HashSet<>(Set.of(prediction));
        for (Expr node : nodes) {
            if (node instanceof Call call && call.arguments().stream().anyMatch(dependent::contains)) {
                dependent.add(node);
            }
        }
        return dependent;
    }

    /**
     * Of a loss of one row, or of one row with several classes.
     *
     * @param loss a row-level expression
     * @return its derivative
     */
    public Expr gradient(Expr loss) {
        return reverse(loss, graph.num(1));
    }

    /**
     * The derivative of the gradient at each class with respect to the prediction of that class: the diagonal of the
     * Hessian. On row level it is the second derivative.
     *
     * @param gradient the gradient
     * @return its derivative class by class
     */
    public Expr diagonal(Expr gradient) {
        if (!prediction.perClass()) {
            return gradient(gradient);
        }
        Map<Expr, Expr> own = new HashMap<>();
        Set<Expr> mixed = new HashSet<>();
        List<Expr> nodes = gradient.nodes();
        for (Expr node : nodes) {
            own.put(node, ownDerivative(node, own, mixed));
        }
        return own.getOrDefault(gradient, graph.num(0));
    }

    /**
     * The Hessian times a vector.
     *
     * @param gradient the gradient of a loss
     * @param direction the vector, of the level of the prediction
     * @return their product: by symmetry, the derivative of gradient times direction
     */
    public Expr along(Expr gradient, Symbol direction) {
        boolean sameForAll = direction.perClass() && !gradient.perClass();
        return reverse(gradient, sameForAll ? graph.call(Sum.OPERATION, direction) : direction);
    }

    private void passBack(Call call, Expr adjoint, Set<Expr> dependent, Map<Expr, Expr> adjoints) {
        for (int i = 0; i < call.arguments().size(); i++) {
            Expr argument = call.argument(i);
            if (!dependent.contains(argument)) {
                continue;
            }
            Expr share = call.operation().adjoint(graph, call, i, adjoint);
            // What all classes had in common hears from all of them.
            Expr whole = call.perClass() && !argument.perClass() ? graph.call(Sum.OPERATION, share) : share;
            adjoints.merge(argument, whole, (a, b) -> graph.call(Add.OPERATION, a, b));
        }
    }

    /**
     * The derivative of a node at class k with respect to the prediction of class k. A node on row level has the
     * gradient for it; {@code mixed} collects the nodes that depend on predictions of other classes.
     */
    private Expr ownDerivative(Expr node, Map<Expr, Expr> own, Set<Expr> mixed) {
        if (!(node instanceof Call call)) {
            return graph.num(node == prediction ? 1 : 0);
        }
        if (!node.perClass()) {
            Expr gradient = gradient(node);
            if (!Num.is(gradient, 0)) {
                mixed.add(node);
            }
            return gradient;
        }
        boolean local = call.arguments().stream().noneMatch(mixed::contains);
        if (!local) {
            mixed.add(node);
        }
        return switch (call.operation()) {
            case Elementwise elementwise -> {
                Expr sum = graph.num(0);
                for (int i = 0; i < elementwise.arity(); i++) {
                    Expr inner = own.getOrDefault(call.argument(i), graph.num(0));
                    if (!Num.is(inner, 0)) {
                        Expr partial = elementwise.adjoint(graph, call, i, graph.num(1));
                        // A mask may be in either: in the partial derivative, or in what is inside of it.
                        sum = graph.call(Add.OPERATION, sum, graph.call(SelectingProduct.OPERATION, inner, partial));
                    }
                }
                yield sum;
            }
            case OverClasses over -> {
                Expr argument = call.argument(0);
                Expr inner = own.getOrDefault(argument, graph.num(0));
                if (local && !Num.is(inner, 0)) {
                    mixed.add(node);
                }
                yield local && Num.is(inner, 0)
                        ? graph.num(0)
                        : over.own(graph, call, inner, local, seed -> reverse(argument, seed));
            }
        };
    }
}
