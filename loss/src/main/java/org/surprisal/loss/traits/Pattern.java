package org.surprisal.loss.traits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Add;
import org.surprisal.loss.op.Multiply;
import org.surprisal.loss.parse.Parser;

/**
 * A part of a formula that can be written better, and how: two formulas in which {@code a}, {@code b} and {@code c}
 * stand for any part, {@code z} for one with a value per class.
 *
 * @param search what to look for
 * @param replacement what to write instead
 */
record Pattern(String search, String replacement) {
    private static final List<String> PARTS = List.of("a", "b", "c");

    /** The parts that the letters stand for if an expression has this shape, otherwise null. */
    @Nullable
    Map<String, Expr> match(Expr expr) {
        Graph graph = Graph.literal();
        Map<String, Expr> parts = new HashMap<>();
        return match(parse(search, graph, Map.of()), expr, parts) ? parts : null;
    }

    /** The replacement with parts in it. */
    Expr replacement(Graph graph, Map<String, Expr> parts) {
        return parse(replacement, graph, parts);
    }

    private static Expr parse(String text, Graph graph, Map<String, Expr> parts) {
        Map<String, Expr> names = new HashMap<>();
        PARTS.forEach(name -> names.put(name, graph.symbol(name, Symbol.Role.PARAMETER, false)));
        names.put("z", graph.symbol("z", Symbol.Role.PARAMETER, true));
        names.putAll(parts);
        return new Parser(text, graph, names, Set.of()).parse();
    }

    private static boolean match(Expr pattern, Expr expr, Map<String, Expr> parts) {
        return switch (pattern) {
            case Num num -> Num.is(expr, num.value());
            case Symbol part -> {
                Expr known = parts.putIfAbsent(part.name(), expr);
                yield (known == null || known.equals(expr)) && (!part.perClass() || expr.perClass());
            }
            case Call call ->
                expr instanceof Call other
                        && other.operation().equals(call.operation())
                        && arguments(call, other, parts);
        };
    }

    private static boolean arguments(Call pattern, Call call, Map<String, Expr> parts) {
        Map<String, Expr> before = new HashMap<>(parts);
        if (inOrder(pattern, call, parts, 0)) {
            return true;
        }
        parts.clear();
        parts.putAll(before);
        boolean turns =
                call.operation().equals(Add.OPERATION) || call.operation().equals(Multiply.OPERATION);
        return turns && inOrder(pattern, call, parts, 1);
    }

    private static boolean inOrder(Call pattern, Call call, Map<String, Expr> parts, int turn) {
        int n = call.arguments().size();
        for (int i = 0; i < n; i++) {
            if (!match(pattern.argument(i), call.argument((i + turn) % n), parts)) {
                return false;
            }
        }
        return true;
    }
}
