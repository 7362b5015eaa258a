package org.surprisal.loss.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the nodes of one loss live: each number, symbol and call once. A graph is not shared between losses, so that it
 * goes when its loss goes. Not safe for several threads at once.
 */
public final class Graph {
    /** The greatest number of nodes, derivatives included. */
    public static final int NODES = 10_000;

    private final Map<Object, Expr> nodes = new HashMap<>();

    private record Name(String name, Symbol.Role role, boolean perClass) {}

    private record Application(Operation operation, List<Integer> arguments) {}

    /** The greatest number of nodes of a program: what several operations share is written out. */
    private static final int PLANNED = 8 * NODES;

    private final boolean asWritten;
    private final boolean literal;
    private final int limit;

    /** Makes an empty graph. */
    public Graph() {
        this(false, false, NODES);
    }

    private Graph(boolean asWritten, boolean literal, int limit) {
        this.asWritten = asWritten;
        this.literal = literal;
        this.limit = limit;
    }

    /**
     * Makes an empty graph in which nothing is simplified: what its author wrote, to be compared with what is made of
     * it.
     *
     * @return the graph
     */
    public static Graph literal() {
        return new Graph(true, true, NODES);
    }

    /**
     * Makes an empty graph for formulas that are only read, in which a + b and b + a are two.
     *
     * @return the graph
     */
    public static Graph asWritten() {
        return new Graph(true, false, NODES);
    }

    /**
     * Makes an empty graph for what is run.
     *
     * @return the graph
     */
    public static Graph ofProgram() {
        return new Graph(false, false, PLANNED);
    }

    /**
     * The node of a number.
     *
     * @param value any number but NaN; the sign of a zero is dropped
     * @return the node
     */
    public Expr num(double value) {
        // Adding 0 turns -0 into 0.
        double plain = value + 0.0;
        return intern(plain, id -> new Num(id, plain));
    }

    /**
     * The node of a symbol.
     *
     * @param name its name
     * @param role what it stands for
     * @param perClass whether it has one value per class
     * @return the node
     */
    public Symbol symbol(String name, Symbol.Role role, boolean perClass) {
        return (Symbol) intern(new Name(name, role, perClass), id -> new Symbol(id, name, role, perClass));
    }

    /**
     * An operation applied to arguments of this graph, simplified by the rules that the operation states. An operation
     * on numbers only is done at once.
     *
     * @param operation the operation
     * @param arguments as many as it takes
     * @return the node
     */
    public Expr call(Operation operation, Expr... arguments) {
        if (literal) {
            return raw(operation, arguments);
        }
        List<Expr> list = List.of(arguments);
        if (operation instanceof Elementwise elementwise && list.stream().allMatch(Num.class::isInstance)) {
            double folded = fold(elementwise, list.stream().map(Num.class::cast).toArray(Num[]::new));
            if (!Double.isNaN(folded)) {
                return num(folded);
            }
        }
        @Nullable Expr simpler = operation.simplify(this, list);
        return simpler != null ? simpler : raw(operation, arguments);
    }

    /**
     * An operation applied to arguments of this graph as it is, with no simplification.
     *
     * @param operation the operation
     * @param arguments as many as it takes
     * @return the node
     */
    public Expr raw(Operation operation, Expr... arguments) {
        List<Expr> list = List.of(arguments);
        List<Integer> ids = new ArrayList<>(list.stream().map(Expr::id).toList());
        if (operation.commutes() && !asWritten) {
            ids.sort(null);
        }
        return intern(new Application(operation, List.copyOf(ids)), id -> new Call(id, operation, list));
    }

    /**
     * Rewrites an expression of any graph into this one, from the leaves up, simplifying on the way.
     *
     * @param expr the expression
     * @param leaves what becomes of its numbers and symbols
     * @return the node in this graph
     */
    public Expr rewrite(Expr expr, Function<Expr, Expr> leaves) {
        return rebuild(expr, leaves, this::call);
    }

    /**
     * Copies an expression of any graph into this one as it is.
     *
     * @param expr the expression
     * @return the node in this graph
     */
    public Expr copy(Expr expr) {
        return rebuild(expr, this::leaf, this::raw);
    }

    /**
     * The node in this graph of a number or symbol of another one.
     *
     * @param leaf a number or symbol
     * @return the node in this graph
     */
    public Expr leaf(Expr leaf) {
        return switch (leaf) {
            case Num num -> num(num.value());
            case Symbol symbol -> symbol(symbol.name(), symbol.role(), symbol.perClass());
            case Call call -> throw new IllegalArgumentException("not a leaf: " + call);
        };
    }

    /** How a call is made. */
    private interface Maker {
        Expr make(Operation operation, Expr... arguments);
    }

    private static Expr rebuild(Expr expr, Function<Expr, Expr> leaves, Maker maker) {
        Map<Expr, Expr> done = new HashMap<>();
        for (Expr node : expr.nodes()) {
            done.put(
                    node,
                    node instanceof Call call
                            ? maker.make(
                                    call.operation(),
                                    call.arguments().stream().map(done::get).toArray(Expr[]::new))
                            : leaves.apply(node));
        }
        return Objects.requireNonNull(done.get(expr));
    }

    /**
     * An operation on numbers, done at once.
     *
     * @param operation the operation
     * @param numbers as many as it takes
     * @return the result, perhaps NaN
     */
    public static double fold(Elementwise operation, Num... numbers) {
        double[][] x = new double[numbers.length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = new double[] {numbers[i].value()};
        }
        double[] out = new double[1];
        operation.run(x, out, 1);
        return out[0];
    }

    private Expr intern(Object key, IntFunction<Expr> make) {
        @Nullable Expr known = nodes.get(key);
        if (known != null) {
            return known;
        }
        if (nodes.size() >= limit) {
            throw new FormulaException(
                    "the formula with its derivatives needs more than " + limit + " operations, the limit",
                    FormulaException.NOWHERE);
        }
        Expr made = make.apply(nodes.size());
        nodes.put(key, made);
        return made;
    }
}
