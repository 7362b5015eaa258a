package org.surprisal.loss.textbook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.surprisal.loss.algebra.FieldOperation;
import org.surprisal.loss.algebra.Polynomial;
import org.surprisal.loss.algebra.Quotient;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Num;

/**
 * Writes an expression as a textbook would: the sigmoid's gradient as {@code sigmoid(z) - y}, that of the log loss as
 * {@code (p - y) / (p * (1 - p))}. The result is equal in real numbers. In doubles it may cancel where the original
 * does not, so it is for the eyes, and nothing is computed with it.
 *
 * <p>First each operation states its textbook form; then every part made of plus, minus, times and over is written in
 * two ways, as one fraction multiplied out and as it stands with its products collected, and the shorter one is kept.
 */
public final class Textbook {
    /** The greatest size of an expression that is rewritten; nobody reads a longer one, and the time stays short. */
    public static final int NODES = 400;

    /**
     * The greatest number of products of two terms that are formed in the search for a shorter way; what is left then
     * stays as it stands.
     */
    public static final int STEPS = 50_000;

    private final Graph graph;
    private int steps;
    private final Map<Expr, Expr> best = new HashMap<>();
    private final Map<Expr, Quotient> fractions = new HashMap<>();
    private final Map<Expr, Quotient> products = new HashMap<>();

    private Textbook(Graph graph) {
        this.graph = graph;
    }

    /**
     * Rewrites.
     *
     * @param expr an expression of any graph
     * @return an expression of a graph of its own, or {@code expr} itself if it has more than {@link #NODES} nodes or
     *     would come to more than a graph holds
     */
    public static Expr of(Expr expr) {
        if (expr.nodes().size() > NODES) {
            return expr;
        }
        Graph graph = Graph.asWritten();
        try {
            return new Textbook(graph).best(rewritten(graph, graph.copy(expr)));
        } catch (FormulaException tooLong) {
            return expr;
        }
    }

    /** Every operation replaced by its textbook form. */
    private static Expr rewritten(Graph graph, Expr expr) {
        Map<Expr, Expr> done = new HashMap<>();
        for (Expr node : expr.nodes()) {
            if (node instanceof Call call) {
                Expr[] arguments = call.arguments().stream().map(done::get).toArray(Expr[]::new);
                Expr copy = graph.raw(call.operation(), arguments);
                done.put(node, copy instanceof Call same ? call.operation().textbook(graph, same) : copy);
            } else {
                done.put(node, node);
            }
        }
        return Objects.requireNonNull(done.get(expr));
    }

    private Expr best(Expr root) {
        for (Expr node : root.nodes()) {
            best.put(node, choose(node));
        }
        return get(best, root);
    }

    private Expr choose(Expr node) {
        if (!(node instanceof Call call)) {
            fractions.put(node, Quotient.of(atom(node)));
            return node;
        }
        Expr[] arguments = call.arguments().stream().map(x -> get(best, x)).toArray(Expr[]::new);
        Expr plain = graph.raw(call.operation(), arguments);
        if (!(call.operation() instanceof FieldOperation field)) {
            fractions.put(node, Quotient.of(atom(plain)));
            return plain;
        }
        Expr shortest = plain;
        Writer writer = new Writer(graph);
        Quotient fraction = Quotient.of(atom(plain));
        try {
            Expr collected = writer.write(product(plain));
            shortest = cost(collected) <= cost(shortest) ? collected : shortest;
            count(call);
            fraction = field.quotient(
                    List.of(arguments),
                    call.arguments().stream().map(x -> get(fractions, x)).toList());
            Expr multiplied = writer.write(fraction);
            shortest = cost(multiplied) < cost(shortest) ? multiplied : shortest;
        } catch (ArithmeticException unreadable) {
            // Too long, or a number with no end: then the part stays as it stands.
        }
        fractions.put(node, fraction);
        return shortest;
    }

    /** Counts the products of terms that a fraction is going to take, at least. */
    private void count(Call call) {
        int terms = 1;
        for (Expr argument : call.arguments()) {
            Quotient fraction = get(fractions, argument);
            int own = fraction.numerator().terms().size();
            for (Map.Entry<Quotient.Factor, Integer> factor :
                    fraction.denominator().entrySet()) {
                own += factor.getValue() * factor.getKey().polynomial().terms().size();
            }
            terms *= Math.max(1, own);
        }
        steps = Math.min(STEPS, steps + Math.min(STEPS, terms));
        if (steps == STEPS) {
            throw new ArithmeticException("more than " + STEPS + " steps");
        }
    }

    /** Products, quotients and powers collected, while sums are left as they stand. */
    private Quotient product(Expr expr) {
        Quotient known = products.get(expr);
        if (known == null) {
            known = expr instanceof Call call && call.operation() instanceof FieldOperation field && !field.adds()
                    ? field.quotient(
                            call.arguments(),
                            call.arguments().stream().map(this::product).toList())
                    : Quotient.of(atom(expr));
            products.put(expr, known);
        }
        return known;
    }

    private static Polynomial atom(Expr expr) {
        return expr instanceof Num num && Double.isFinite(num.value())
                ? Polynomial.of(Decimals.of(num.value()))
                : Polynomial.of(expr);
    }

    /** How long it is to read: the number of names, numbers and operations, each as often as it is written. */
    private static int cost(Expr expr) {
        Map<Expr, Integer> costs = new HashMap<>();
        for (Expr node : expr.nodes()) {
            int cost = 1;
            if (node instanceof Call call) {
                for (Expr argument : call.arguments()) {
                    cost = Math.min(1_000_000, cost + get(costs, argument));
                }
            }
            costs.put(node, cost);
        }
        return get(costs, expr);
    }

    private static <T> T get(Map<Expr, T> map, Expr key) {
        return Objects.requireNonNull(map.get(key));
    }
}
