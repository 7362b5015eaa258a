package org.surprisal.loss.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.op.Spread;

/**
 * From expressions as they are written to expressions as they are run: what operations over classes share is written
 * out, so that it is computed once, and a value of the row that meets values of its classes is spread over them. The
 * bits stay the same.
 */
final class Lowering {
    private final Graph graph = Graph.ofProgram();
    private final Map<Expr, Expr> done = new HashMap<>();

    Graph graph() {
        return graph;
    }

    List<Expr> of(List<Expr> wanted) {
        return wanted.stream().map(this::of).toList();
    }

    private Expr of(Expr expr) {
        for (Expr node : expr.nodes()) {
            if (!done.containsKey(node)) {
                done.put(node, node instanceof Call call ? lowered(call) : graph.leaf(node));
            }
        }
        return Objects.requireNonNull(done.get(expr));
    }

    private Expr lowered(Call call) {
        List<Expr> arguments = call.arguments().stream()
                .map(argument -> Objects.requireNonNull(done.get(argument)))
                .toList();
        return switch (call.operation()) {
            case Elementwise elementwise ->
                graph.raw(
                        elementwise,
                        arguments.stream()
                                .map(argument -> call.perClass() ? spread(argument) : argument)
                                .toArray(Expr[]::new));
            case OverClasses over -> {
                Expr argument = spread(arguments.get(0));
                @Nullable Expr shared = over.shared(graph, argument);
                yield shared != null ? shared : graph.raw(over, argument);
            }
        };
    }

    private Expr spread(Expr argument) {
        return argument.perClass() ? argument : graph.raw(Spread.OPERATION, argument);
    }
}
