package org.surprisal.loss.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One node of a formula: a number, a symbol, or an operation applied to nodes.
 *
 * <p>Nodes are immutable and belong to a {@link Graph}, which holds equal ones once: within a graph {@code ==} is
 * equality of formulas, and across graphs {@link #sameAs} is. {@code toString} prints infix notation with no more
 * parentheses than needed; the text can be parsed again, unless it is longer than {@link Printer#LENGTH} and was cut.
 */
public sealed interface Expr permits Num, Symbol, Call {
    /**
     * The position of this node in its graph. The arguments of a node have smaller ids than the node.
     *
     * @return at least 0
     */
    int id();

    /**
     * Whether this node has one value per class of a row, and not one per row.
     *
     * @return true for class level
     */
    boolean perClass();

    /**
     * Whether two formulas, possibly of two graphs, are the same one. The order of the arguments of {@code +} and
     * {@code *} between two nodes does not count.
     *
     * @param other the other formula
     * @return true if interning both in one graph gives one node
     */
    default boolean sameAs(Expr other) {
        Graph graph = new Graph();
        return graph.copy(this) == graph.copy(other);
    }

    /**
     * The nodes that this one is made of, itself included, each once and each after its arguments.
     *
     * @return a new list
     */
    default List<Expr> nodes() {
        Set<Expr> seen = new HashSet<>();
        Deque<Expr> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            Expr node = open.pop();
            if (seen.add(node) && node instanceof Call call) {
                call.arguments().forEach(open::push);
            }
        }
        List<Expr> sorted = new ArrayList<>(seen);
        sorted.sort(Comparator.comparingInt(Expr::id));
        return sorted;
    }
}
